// Sends one message to one address: no redirects, no waiting, and hardly anything of the answer.
import { type ClientRequest, type IncomingMessage, request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Attempt } from '#kernel/notify'
import { type LookUp, type Target, targetOf } from './address.ts'
import type { WebhookSettings } from './settings.ts'

export type Posting = {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly settings: WebhookSettings
  /** For looking up, connecting and answering together; ten seconds when absent. */
  readonly timeoutMs?: number
  readonly lookUp?: LookUp
}

const mostKept = 2048

/** What came of it; never throws. Anything but 2xx is a fault: a redirect is not followed. */
export async function post(posting: Posting): Promise<Attempt> {
  const signal = AbortSignal.timeout(posting.timeoutMs ?? 10_000)
  const aborted = new Promise<Attempt>((resolve) => {
    signal.addEventListener('abort', () => resolve({ fault: 'timeout' }), { once: true })
  })
  return Promise.race([aborted, send(posting, signal)])
}

async function send(posting: Posting, signal: AbortSignal): Promise<Attempt> {
  const url = URL.canParse(posting.url) ? new URL(posting.url) : null
  if (url === null) return { fault: 'unknownHost' }
  const target = await targetOf(url, posting.settings, posting.lookUp)
  if ('fault' in target) return target
  if (signal.aborted) return { fault: 'timeout' }
  return new Promise((resolve) => {
    const sent = open(url, target, posting, signal)
    sent.on('error', () => resolve({ fault: signal.aborted ? 'timeout' : 'unreachable' }))
    sent.on('response', (response) => {
      beginning(response, (answer) => resolve(attemptOf(response.statusCode ?? 0, answer)))
    })
    sent.end(posting.body)
  })
}

/** A connection of its own, to the address that was looked at, whatever its name means by now. */
function open(url: URL, target: Target, { headers, body }: Posting, signal: AbortSignal): ClientRequest {
  const found: LookupFunction = (_host, options, answer) =>
    options.all ? answer(null, [target]) : answer(null, target.address, target.family)
  const request = url.protocol === 'https:' ? requestSecure : requestPlain
  return request(url, {
    method: 'POST',
    agent: false,
    lookup: found,
    signal,
    headers: {
      ...headers,
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'Baton-Webhooks/1',
    },
  })
}

const attemptOf = (code: number, answer: string): Attempt =>
  code >= 200 && code < 300 ? { code, answer } : { code, answer, fault: 'answer' }

/** The first bytes as text; whatever follows is not read. */
function beginning(response: IncomingMessage, tell: (text: string) => void): void {
  const parts: Buffer[] = []
  let size = 0
  const done = (): void => {
    tell(Buffer.concat(parts).subarray(0, mostKept).toString('utf8'))
    response.destroy()
  }
  response.on('data', (part: Buffer) => {
    parts.push(part)
    size += part.length
    if (size >= mostKept) done()
  })
  response.on('end', done)
  response.on('error', done)
}
