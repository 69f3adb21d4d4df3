// Drives one side with one scenario for a bounded time, and measures what it took.
import autocannon from 'autocannon'
import type { Company } from './company.ts'
import { cpuOf, cpuOfChildren } from './processes.ts'
import type { Ask, Step } from './scenario.ts'
import type { Side } from './side.ts'

export type Measure = {
  /** Rounds: an order to cash counts as one. */
  readonly rounds: number
  readonly seconds: number
  /** Milliseconds of each round. */
  readonly times: readonly number[]
  readonly serverCpuMs: number
  readonly postgresCpuMs: number
}

export type Drive = {
  readonly side: Side
  readonly company: Company
  readonly next: () => readonly Step[] | null
  /** Requests in a round. */
  readonly steps: number
  readonly clients: number
  readonly seconds: number
  readonly postmaster: number
}

type Context = { begun?: number; steps?: readonly Step[] | null }

const headersFor = (company: Company, { who }: Step): Record<string, string> => ({
  // Each side's own name for the same secret.
  cookie: `baton_session=${company.sessions[who]}; session=${company.sessions[who]}`,
  'x-baton': '1',
  'content-type': 'application/json',
})

const payload = ({ body }: Step): { readonly body?: string } =>
  body === undefined ? {} : { body: JSON.stringify(body) }

export const asker =
  (side: Side, company: Company): Ask =>
  async (step) => {
    const response = await fetch(`http://127.0.0.1:${side.port}${step.path}`, {
      method: step.method,
      headers: headersFor(company, step),
      ...payload(step),
    })
    const body: unknown = await response.json()
    if (!response.ok) throw new Error(`${side.name} ${step.path}: ${JSON.stringify(body).slice(0, 1000)}`)
    return body
  }

/** Throws when a request was refused: a failure is quick and would look like speed. */
export async function drive({
  side,
  company,
  next,
  steps,
  clients,
  seconds,
  postmaster,
}: Drive): Promise<Measure> {
  const times: number[] = []
  let refusal: string | null = null
  let last = performance.now()
  let isOver = false
  const cpu = [cpuOf(side.pid), cpuOfChildren(postmaster)]
  const begun = performance.now()
  // The first requests are made before the driver is at hand.
  let stop = (): void => undefined
  const end = (): void => {
    isOver = true
    stop()
  }
  const instance = autocannon(
    {
      url: `http://127.0.0.1:${side.port}`,
      connections: clients,
      duration: seconds + 5,
      requests: Array.from({ length: steps }, (_, index) => ({
        setupRequest: (request: autocannon.Request, context: Context) => {
          if (index === 0) {
            context.steps = next()
            context.begun = performance.now()
            if (context.steps === null) {
              refusal ??= 'nothing is left to ask for; take more --orders or fewer --seconds'
              end()
            }
          }
          const step = context.steps?.[index] ?? { method: 'GET', path: '/nothing', who: 'seller' }
          return {
            ...request,
            method: step.method,
            path: step.path,
            headers: headersFor(company, step),
            ...payload(step),
          }
        },
        onResponse: (status: number, body: string, context: Context) => {
          if (isOver) return
          if (status >= 300) {
            refusal ??= `${status} ${context.steps?.[index]?.path} ${body.slice(0, 500)}`
            end()
          } else if (index === steps - 1) {
            last = performance.now()
            times.push(last - (context.begun ?? last))
            if (last - begun >= seconds * 1000) end()
          }
        },
      })),
    } as autocannon.Options,
    () => undefined,
  )
  const ended = new Promise<void>((resolve) => instance.once('done', () => resolve()))
  stop = () => (instance as unknown as { stop: () => void }).stop()
  if (isOver) stop()
  await ended
  if (refusal !== null) throw new Error(`${side.name} refused: ${refusal}`)
  return {
    rounds: times.length,
    seconds: (last - begun) / 1000,
    times,
    serverCpuMs: cpuOf(side.pid) - (cpu[0] ?? 0),
    postgresCpuMs: cpuOfChildren(postmaster) - (cpu[1] ?? 0),
  }
}
