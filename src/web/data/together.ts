// Questions of one moment travel in one request: whoever asks names those that they may wait for.
import { type Answer, ask, call, type Request } from './api.ts'

/**
 * What is asked together. What is drawn first does not wait for what takes longer: each of these is a request of its own, and a question
 * that is alone goes its usual way.
 */
export type Company = 'record' | 'line' | 'abilities' | 'around' | 'stream' | 'paint'

type Waiting = {
  readonly path: string
  readonly request: Request
  readonly tell: (answer: Answer<never>) => void
  readonly fail: (error: unknown) => void
}

/** As many as the server takes. */
const most = 40

const asks: Readonly<Record<string, string>> = {
  '/api/query': 'query',
  '/api/summary': 'summary',
  '/api/metrics': 'metrics',
  '/api/abilities': 'abilities',
}

const waiting = new Map<Company, Waiting[]>()

/** Who goes on within this time has not looked at what is there, and who then stays for the pause has. */
const hurryMs = 350
const pauseMs = 120
let steps: readonly [number, number] = [-hurryMs, 0]

/** Somebody goes on to the next record: of those that are only passed nothing is asked for but the record itself. */
export function goesOn(): void {
  steps = [steps[1], performance.now()]
}

const isInHurry = (): boolean => steps[1] - steps[0] < hurryMs && performance.now() - steps[1] < hurryMs

/** Like `ask`, for one of the questions that may travel with others. */
export const askTogether = <T>(company: Company | undefined, path: string, request: Request): Promise<T> =>
  ask<T>(path, request, company === undefined || !(path in asks) ? call : inCompany(company))

const inCompany =
  (company: Company): typeof call =>
  (path, request = {}) =>
    new Promise((tell, fail) => {
      const one: Waiting = { path, request, tell, fail }
      const queue = waiting.get(company)
      if (queue !== undefined) return void queue.push(one)
      waiting.set(company, [one])
      setTimeout(() => leave(company), company !== 'record' && isInHurry() ? pauseMs : 0)
    })

function leave(company: Company): void {
  // Whoever left the page meanwhile asks no more.
  const queue = (waiting.get(company) ?? []).filter((one) => !isGone(one))
  waiting.delete(company)
  for (let from = 0; from < queue.length; from += most) void send(queue.slice(from, from + most))
}

function isGone({ request: { signal }, fail }: Waiting): boolean {
  if (signal?.aborted) fail(signal.reason)
  return signal?.aborted === true
}

async function send(queue: readonly Waiting[]): Promise<void> {
  const [first] = queue
  if (first === undefined) return
  if (queue.length === 1) return void call<never>(first.path, first.request).then(first.tell, first.fail)
  const questions = queue.map(({ path, request }) => ({ ask: asks[path], of: request.body }))
  const answer = await call<readonly Answer<never>[]>('/api/questions', {
    method: 'POST',
    body: { questions },
  })
  for (const [place, one] of queue.entries()) {
    // An answer that broke off on its way holds nothing.
    const own = answer.ok ? answer.value?.[place] : answer
    if (own === undefined) one.fail(new Error('a question was left out'))
    else one.tell(own)
  }
}
