// Webhooks over a real database and real connections: nothing is left out and nobody waits for somebody else's receiver.
import { beforeAll, expect, test } from 'vitest'
import { type OpenEngine, workspaceParts } from '#kernel/module/store'
import { secretsOf, takeTurn } from '#kernel/notify/store'
import type { Written } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { exportWorkspace } from '#kernel/workspace/store'
import { newId, testCompany } from '#test/company'
import { isSigned, receiver } from '#test/receiver'
import { until } from '#test/server'
import { makeDeliveries } from './make.ts'
import { sendDue } from './send.ts'
import { activeWebhooks, type Sending } from './sending.ts'
import { startWebhooks } from './webhooks.ts'

const company = await testCompany()
const { engine, db } = company
const { namespace } = engine.workspace
const other = await receiver()
let admin = engine.systemActor('installer')

beforeAll(async () => {
  admin = await company.person('admin', 'management', 'admin')
})

const sendingOn = (at: OpenEngine): Sending => ({
  engine: at,
  turns: db,
  settings: { allowsPlain: true, allowsPrivate: true },
  now: () => new Date(company.now()),
  newId,
  onError: (error) => failures.push(error),
})
const failures: unknown[] = []
const sending = sendingOn(engine)

async function write(...changes: Parameters<OpenEngine['write']>[2]): Promise<Written> {
  const written = await engine.write(admin, { source: 'form' }, changes)
  if (!written.ok) throw new Error(JSON.stringify(written.problems))
  return written.value
}

/** A webhook of a fresh kind of change: each test has its own unit codes to speak of. */
async function hook(path: string): Promise<{ readonly id: string; readonly secret: string }> {
  const id = newId()
  const values = { name: path, url: `${other.url}${path}`, objects: 'masterdata.unit' }
  const { outputs } = await write({ kind: 'create', object: 'notify.webhook', id, values })
  return { id, secret: String((outputs[0] as Row | undefined)?.secret) }
}

const end = (id: string) =>
  write({ kind: 'update', object: 'notify.webhook', id, values: { state: 'paused' } })

let codes = 0
async function units(count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, () => newId())
  await write(
    ...ids.map((id) => {
      const code = `u${++codes}`
      return { kind: 'create', object: 'masterdata.unit', id, values: { code, name: code } } as const
    }),
  )
  await company.work()
  return ids
}

async function deliveriesOf(webhook: string): Promise<readonly Row[]> {
  const filter = { field: 'webhook', is: 'eq', value: webhook } as const
  const page = await engine.read(engine.systemActor('notify'), {
    object: 'notify.delivery',
    filter,
    sort: ['seq'],
    limit: 500,
  })
  if (!page.ok) throw new Error(JSON.stringify(page.problems))
  return page.value.rows
}

async function serve(webhook: string, by: Sending = sending): Promise<void> {
  const found = (await activeWebhooks(by)).find(({ id }) => id === webhook)
  if (found === undefined) throw new Error('no such webhook')
  await sendDue(by, found, newId(), () => false)
}

test('[HT44] deliveries are made once, however many nodes make them and wherever they stop', async () => {
  const { id } = await hook('/made')
  const [made, elsewhere] = [await units(450), await company.reopen()]
  await Promise.all([sending, sendingOn(elsewhere), sending, sendingOn(elsewhere)].map(makeDeliveries))
  await makeDeliveries(sending)
  const before = await deliveriesOf(id)
  expect(before.map(({ record }) => record)).toEqual(made)
  // A node that stopped after making them and before saying how far it came.
  await db.query({ text: `update "${namespace}".webhook_state set seq = 0 where webhook = $1`, values: [id] })
  const [more] = await units(1)
  await makeDeliveries(sending)
  const after = await deliveriesOf(id)
  const known = await engine.read(admin, { object: 'masterdata.unit', limit: 500 })
  expect(known.ok && after.length).toBe(known.ok && known.value.rows.length)
  expect(after.map(({ id: one }) => one)).toEqual(
    expect.arrayContaining(before.map(({ id: one }) => String(one))),
  )
  expect(after.at(-1)?.record).toBe(more)
  await end(id)
})

test('[HT44] what was sent and could not be marked is sent again under the same id', async () => {
  const { id, secret } = await hook('/unmarked')
  await units(1)
  await makeDeliveries(sending)
  const stopped: OpenEngine = { ...engine, write: () => Promise.reject(new Error('the node stops here')) }
  await expect(serve(id, sendingOn(stopped))).rejects.toThrow('the node stops here')
  await serve(id)
  const [first, second, ...rest] = other.at('/unmarked')
  expect(rest).toEqual([])
  expect([second?.id, second?.body]).toEqual([first?.id, first?.body])
  expect([first, second].map((one) => one !== undefined && isSigned(one, secret))).toEqual([true, true])
  expect(await deliveriesOf(id)).toMatchObject([{ id: first?.id, status: 'delivered', attempts: '1' }])
  await end(id)
})

test('[HT44] the turn of a node that is gone ends by itself', async () => {
  const { id } = await hook('/turn')
  await units(1)
  await makeDeliveries(sending)
  const at = new Date(company.now())
  const until = new Date(at.getTime() + 40_000)
  expect(await takeTurn(db, namespace, id, { holder: 'gone', at, until })).toBe(true)
  await serve(id)
  expect(other.at('/turn')).toEqual([])
  company.at(until.toISOString())
  await serve(id)
  expect(other.at('/turn')).toHaveLength(1)
  await end(id)
})

test('[HT43] a receiver that does not answer holds up no other webhook, and two nodes send once', async () => {
  const [slow, quick] = [await hook('/slow'), await hook('/quick')]
  const waiting: (() => void)[] = []
  other.answer((response, { path }) => {
    const done = (): void => void response.writeHead(204).end()
    if (path === '/slow') waiting.push(done)
    else done()
  })
  const nodes = [startWebhooks(sending), startWebhooks(sendingOn(await company.reopen()))]
  await units(20)
  for (const node of nodes) node.wake()
  await until('the quick one has everything', async () => {
    const all = await deliveriesOf(quick.id)
    return all.length === 20 && all.every(({ status }) => status === 'delivered')
  })
  // Four records at a time, and no more until one of them is answered.
  await until('the slow one is asked', async () => waiting.length === 4)
  expect((await deliveriesOf(slow.id)).every(({ status }) => status === 'waiting')).toBe(true)
  await until('the slow one has everything', async () => {
    for (const done of waiting.splice(0)) done()
    return (await deliveriesOf(slow.id)).every(({ status }) => status === 'delivered')
  })
  await Promise.all(nodes.map((node) => node.stop()))
  for (const path of ['/slow', '/quick']) expect(new Set(other.at(path).map(({ id }) => id)).size).toBe(20)
  expect([other.at('/slow').length, other.at('/quick').length]).toEqual([20, 20])
  expect(failures).toEqual([])
  for (const { id } of [slow, quick]) await end(id)
})

test('[N16] a secret is told once and stands in no record, history or export', async () => {
  const id = newId()
  const values = { name: 'secret', url: other.url }
  const create = { kind: 'create', object: 'notify.webhook', id, values } as const
  const first = await write(create)
  expect(first.outputs).toEqual([
    { webhook: id, secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/) },
  ])
  expect((await write(create)).outputs).toEqual([])
  company.at('2026-06-15T02:10:00.000Z')
  const renewed = await write({ kind: 'act', object: 'notify.webhook', id, action: 'newSecret', input: {} })
  const told = [...renewed.outputs, ...first.outputs].map((one) => (one as Row).secret)
  expect(await secretsOf(db, namespace, id, new Date('2026-06-16T02:09:59.999Z'))).toEqual(told)
  expect(await secretsOf(db, namespace, id, new Date('2026-06-16T02:10:00.000Z'))).toEqual(told.slice(0, 1))
  const lines: string[] = []
  const workspace = { ...engine.workspace, createdAt: company.now() }
  await exportWorkspace(db, workspace, workspaceParts, async (line) => void lines.push(line))
  expect(lines.some((line) => line.includes('"notify_webhook"'))).toBe(true)
  expect(lines.filter((line) => line.includes('whsec_'))).toEqual([])
  await write({ kind: 'remove', object: 'notify.webhook', id })
  expect(await secretsOf(db, namespace, id, new Date(company.now()))).toEqual([])
})

test.each([
  [{ url: 'ftp://example.com/' }, 'url'],
  [{ url: 'https://user:word@example.com/' }, 'url'],
  [{ objects: 'sales.order, sales.ordr' }, 'objects'],
  [{ objects: 'selling.*' }, 'objects'],
  [{ url: 'https://example.com/a?b=c@d', objects: 'sales.*；x.*' }, 'objects'],
])('[N17] %j is refused at %s', async (wrong, field) => {
  const values = { name: 'wrong', url: 'https://example.com/', ...wrong }
  const create = { kind: 'create', object: 'notify.webhook', id: newId(), values } as const
  const written = await engine.write(admin, { source: 'form' }, [create])
  expect(written.ok ? [] : written.problems.map((found) => found.path[1])).toEqual([field])
})
