// Another system's end of a webhook: a web server of its own that remembers what it was sent and answers as it is told.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterwards } from './afterwards.ts'

export type Received = {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly id: string
  readonly said: Said
}

/** The body, as the manual describes it. */
export type Said = {
  readonly type: string
  readonly timestamp: string
  readonly data: {
    readonly [name: string]: unknown
    readonly record: string
    readonly before?: Readonly<Record<string, unknown>>
    readonly after?: Readonly<Record<string, unknown>>
  }
}

export type Receiver = {
  readonly url: string
  readonly port: number
  /** Everything that came, in order. */
  readonly received: readonly Received[]
  /** What came to one path. */
  readonly at: (path: string) => readonly Received[]
  /** From now on requests are answered so; 204 until then. */
  readonly answer: (how: (response: ServerResponse, received: Received) => void) => void
}

/** Listens on this machine until the file's tests are over. */
export async function receiver(): Promise<Receiver> {
  const received: Received[] = []
  let answer = (response: ServerResponse, _received: Received): void => void response.writeHead(204).end()
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8')
      const { headers, url: path = '' } = request
      const one = { path, headers, body, id: String(headers['webhook-id']), said: JSON.parse(body) as Said }
      received.push(one)
      answer(response, one)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterwards(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    received,
    at: (path) => received.filter((one) => one.path === path),
    answer: (how) => {
      answer = how
    },
  }
}

/** The example of the manual: whether a message was signed with this secret. */
export function isSigned({ headers, body }: Pick<Received, 'headers' | 'body'>, secret: string): boolean {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const expected = Buffer.from(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
  return String(headers['webhook-signature'])
    .split(' ')
    .map((one) => Buffer.from(one))
    .some((given) => given.length === expected.length && timingSafeEqual(given, expected))
}
