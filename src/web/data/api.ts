// The wire: one function for every request; expected failures come back as problems, never as exceptions.
import type { Problem } from '#base/problem'
import { heard, keepAnswer, keptAnswer } from './offline/kept-answers.ts'

/** A problem with its sentence in the reader's language. */
export type SaidProblem = Problem & { readonly message: string }

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: number; readonly problems: readonly SaidProblem[] }

/** Thrown by `ask` alone, so that the query library sees a failure; carries the sentences. */
export class AskFailed extends Error {
  readonly status: number
  readonly problems: readonly SaidProblem[]
  constructor(status: number, problems: readonly SaidProblem[]) {
    super(problems.map(({ message }) => message).join('\n'))
    this.status = status
    this.problems = problems
  }
}

/** Whether nobody answered, or a server that could not: the same question may be answered later. */
export const isUnanswered = (error: unknown): boolean =>
  !(error instanceof AskFailed) || error.status === 0 || error.status >= 500

export type Request = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  readonly form?: FormData
  readonly signal?: AbortSignal
}

const signedOutListeners = new Set<() => void>()

/** Told whenever the server says that nobody is signed in. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}

/**
 * Sends one request. Status 0 is a connection that failed (`web.offline`); 401 also tells those who listen; a 429 is
 * tried again once after the time it names, at most five seconds.
 */
export async function call<T>(path: string, request: Request = {}): Promise<Answer<T>> {
  const first = await send(path, request)
  const waitSeconds = Number(first?.headers.get('retry-after') ?? Number.NaN)
  const response =
    first?.status === 429 && waitSeconds <= 5 ? await later(waitSeconds, () => send(path, request)) : first
  if (response === undefined) return { ok: false, status: 0, problems: [said('web.offline')] }
  if (response.status === 401 && path !== '/api/session') for (const tell of signedOutListeners) tell()
  return read<T>(response)
}

/** A file and what it is called. */
export type FileAnswer = { readonly blob: Blob; readonly name: string }

/** Asks for a file: the same as `call`, but for what comes back. */
export async function callFile(path: string, request: Request = {}): Promise<Answer<FileAnswer>> {
  const response = await send(path, request)
  if (response === undefined) return { ok: false, status: 0, problems: [said('web.offline')] }
  if (response.status === 401) for (const tell of signedOutListeners) tell()
  if (!response.ok) return read(response)
  return { ok: true, value: { blob: await response.blob(), name: nameIn(response) } }
}

const nameIn = ({ headers }: Response): string => {
  const [, name = ''] = /filename\*=UTF-8''([^;]+)/.exec(headers.get('content-disposition') ?? '') ?? []
  return decodeURIComponent(name)
}

const later = async <T>(seconds: number, run: () => Promise<T>): Promise<T> => {
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  return run()
}

async function send(path: string, { method = 'GET', body, form, signal }: Request) {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (method !== 'GET') headers['x-baton'] = '1'
  if (body !== undefined) headers['content-type'] = 'application/json'
  const init: RequestInit = { method, headers, credentials: 'same-origin' }
  if (signal !== undefined) init.signal = signal
  if (form !== undefined) init.body = form
  else if (body !== undefined) init.body = JSON.stringify(body)
  try {
    return await fetch(path, init)
  } catch (error) {
    if (signal?.aborted) throw error
    return undefined
  }
}

async function read<T>(response: Response): Promise<Answer<T>> {
  const body: unknown = await response.json().catch(() => undefined)
  // The server is ours and typed by the same definitions; what it answers is trusted to have the shape it promises.
  if (response.ok) return { ok: true, value: body as T }
  return { ok: false, status: response.status, problems: problemsIn(body, response.status) }
}

function problemsIn(body: unknown, status: number): readonly SaidProblem[] {
  const found = typeof body === 'object' && body !== null && 'problems' in body ? body.problems : undefined
  if (Array.isArray(found) && found.length > 0) return found as readonly SaidProblem[]
  return [said(status === 401 ? 'web.signedOut' : 'web.failed', { status })]
}

const said = (code: string, params: Problem['params'] = {}): SaidProblem => ({
  code,
  path: [],
  params,
  message: '',
})

/** The same for reads: the value, where nobody answers the one this device kept, or an AskFailed. `send` carries it. */
export async function ask<T>(path: string, request: Request = {}, send: typeof call = call): Promise<T> {
  const answer = await send<T>(path, request)
  if (answer.ok) {
    heard()
    keepAnswer(path, request.body, answer.value)
    return answer.value
  }
  const kept = answer.status === 0 ? await keptAnswer(path, request.body) : undefined
  // It was kept as the answer to the same question.
  if (kept !== undefined) return kept.value as T
  throw new AskFailed(answer.status, answer.problems)
}
