// What a careful engineer would write by hand for these few requests: bare HTTP, a pool and SQL.
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type Caller, Refused, read } from './database.ts'
import { confirm, invoice, ship } from './order-to-cash.ts'
import { cancelOrder, createOrder, listOrders, readOrder } from './orders.ts'
import { createProject, listProjects } from './projects.ts'

const life = 2000
const callers = new Map<string, { readonly until: number; readonly caller: Promise<Caller | null> }>()

async function lookUp(token: string, ip: string): Promise<Caller | null> {
  const hash = createHash('sha256').update(token).digest()
  const [row] = await read(
    'session',
    `select p.id, p.role, p.department from hand.session s join hand.person p on p.id = s.person
     where s.token_hash = $1 and s.expires_at > now()`,
    [hash],
  )
  return row ? { ...(row as Omit<Caller, 'ip'>), ip } : null
}

/** Who asks, looked up once in two seconds. */
function callerOf(request: IncomingMessage): Promise<Caller | null> {
  const token = /(?:^|;\s*)session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1]
  if (token === undefined) return Promise.resolve(null)
  const known = callers.get(token)
  if (known && known.until > Date.now()) return known.caller
  const caller = lookUp(token, request.socket.remoteAddress ?? '')
  callers.set(token, { until: Date.now() + life, caller })
  caller.catch(() => callers.delete(token))
  return caller
}

type Work = (caller: Caller, id: string, body: unknown, query: URLSearchParams) => Promise<unknown>

const routes: Readonly<Record<string, Work>> = {
  'POST orders': (caller, _id, body) => createOrder(caller, body),
  'GET orders': (caller, _id, _body, query) => listOrders(caller, query),
  'GET order': (caller, id) => readOrder(caller, id),
  'POST projects': (caller, _id, body) => createProject(caller, body),
  'GET projects': (caller, _id, _body, query) => listProjects(caller, query),
  'POST order/cancel': cancelOrder,
  'POST order/confirm': confirm,
  'POST order/ship': ship,
  'POST order/invoice': invoice,
}

const most = 1_048_576

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += (part as Buffer).length
    if (size > most) throw new Refused(413, 'tooLarge')
    parts.push(part as Buffer)
  }
  if (parts.length === 0) return null
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'))
  } catch {
    throw new Refused(400, 'json')
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

async function answer(request: IncomingMessage): Promise<unknown> {
  const [path = '', query = ''] = (request.url ?? '').split('?')
  const [, kind, id, action] = path.split('/')
  if (kind === undefined || !['orders', 'projects'].includes(kind)) throw new Refused(404, 'unknown')
  const noun = id === undefined ? kind : action === undefined ? 'order' : `order/${action}`
  const work = routes[`${request.method} ${noun}`]
  if (!work || (id !== undefined && !uuid.test(id))) throw new Refused(404, 'unknown')
  const caller = await callerOf(request)
  if (caller === null) throw new Refused(401, 'signedOut')
  if (request.method === 'POST' && request.headers['x-baton'] !== '1') throw new Refused(403, 'header')
  return work(
    caller,
    id ?? '',
    request.method === 'POST' ? await bodyOf(request) : null,
    new URLSearchParams(query),
  )
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = Buffer.from(JSON.stringify(body))
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': text.length,
  })
  response.end(text)
}

createServer((request, response) => {
  answer(request).then(
    (body) => send(response, 200, body),
    (error: unknown) => {
      if (!(error instanceof Refused)) console.error(error)
      const known = error instanceof Refused ? error : new Refused(500, 'broken')
      send(response, known.status, { problem: known.message })
    },
  )
}).listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'))
process.once('SIGTERM', () => process.exit(0))
