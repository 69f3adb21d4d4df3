// The company the benchmark runs in: made through the engine, then filled to size by copying what the engine made.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { type Database, openDatabase } from '#base/database'
import { idSource } from '#base/ids'
import type { Actor } from '#kernel/access'
import { openSession } from '#kernel/identity/store'
import { type OpenEngine, openBusiness, workspaceParts } from '#kernel/module/store'
import type { Change } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { createWorkspace, migratePlatform } from '#kernel/workspace/store'
import { modules } from '#modules'
import { type Copying, copyOrders } from './copy-orders.ts'
import { projectChanges, publishOwn } from './own-object.ts'
import { type Counting, counted } from './round-trips.ts'

export const newId = idSource(Date.now, randomBytes)

export type Company = {
  readonly namespace: string
  /** Session secrets by who they are for. */
  readonly sessions: Readonly<Record<'seller' | 'keeper' | 'accountant' | 'admin', string>>
  readonly people: Readonly<Record<'seller' | 'keeper' | 'accountant' | 'admin', string>>
  readonly customers: readonly string[]
  readonly items: readonly string[]
  readonly warehouse: string
  /** Drafts of the seller, for changing their status; never used twice. */
  readonly drafts: readonly string[]
  /** Orders the seller may read. */
  readonly orders: readonly string[]
  /** How many orders there are. */
  readonly size: number
  readonly engine: OpenEngine
  readonly db: Database
  readonly counting: Counting
}

const itemCount = 200
/** Records of the object that is made at run time. */
const ownRecords = 1000
/** A customer orders a hundred times, whatever the size. */
const customersFor = (orders: number): number => Math.min(10_000, Math.max(100, Math.ceil(orders / 100)))
/** Region of four customers in five: the list asked for is deep even for one who does not see everything. */
const regions = ['south', 'south', 'south', 'south', 'east']

/** A workspace with every module, its people and master data, and `orders` orders of three lines. */
export async function makeCompany(
  url: string,
  orders: number,
  say: (line: string) => void,
): Promise<Company> {
  const counting: Counting = { texts: [] }
  const db = counted(openDatabase({ url, maxConnections: 10, statementTimeoutMs: 1_800_000 }), counting)
  await migratePlatform(db, new Date())
  const wish = { id: 'bench', name: 'Bench', zone: 'Asia/Shanghai' }
  const made = value(await createWorkspace(db, wish, workspaceParts, new Date()))
  const engine = value(
    await openBusiness({
      db,
      workspace: made,
      modules,
      clock: () => new Date(),
      newId,
      initials: () => '',
    }),
  )
  const installer = engine.systemActor('installer')
  const install = (changes: readonly Change[]): Promise<void> => write(engine, installer, changes)
  const [south, north, logistics, finance] = [newId(), newId(), newId(), newId()]
  const people = { seller: newId(), keeper: newId(), accountant: newId(), admin: newId() }
  await install([
    create('identity.department', south, { code: 'sales', name: '华南销售部' }),
    create('identity.department', north, { code: 'sales2', name: '华北销售部' }),
    create('identity.department', logistics, { code: 'logistics', name: '物流部' }),
    create('identity.department', finance, { code: 'finance', name: '财务部' }),
  ])
  const posts = {
    seller: ['sales', south],
    keeper: ['logistics', logistics],
    accountant: ['accountant', finance],
    admin: ['admin', south],
  }
  await install(
    Object.entries(posts).flatMap(([name, [role = '', department = '']]) => {
      const person = people[name as keyof typeof people]
      return [
        create('identity.person', person, { name, login: name, department }),
        create('identity.roleAssignment', newId(), { person, role }),
      ]
    }),
  )
  const admin = await actorOf(engine, people.admin)
  const [unit, warehouse] = [newId(), newId()]
  await write(engine, admin, [
    create('masterdata.unit', unit, { code: 'pc', name: '件' }),
    create('masterdata.warehouse', warehouse, { code: 'W1', name: '主仓' }),
  ])
  const items = Array.from({ length: itemCount }, () => newId())
  await write(
    engine,
    admin,
    items.map((id, index) =>
      create('masterdata.item', id, {
        code: `I${index}`,
        name: `物料 ${index}`,
        kind: 'finished',
        unit,
        salePrice: '12.5',
        purchasePrice: '8',
        taxRate: '0.13',
      }),
    ),
  )
  const customers = Array.from({ length: customersFor(orders) }, () => newId())
  const owned = { isCustomer: true, owner: people.seller, department: south }
  const parties = customers.map((id, index) =>
    create('masterdata.party', id, { ...owned, name: `客户 ${index}`, region: regions[index % 5] ?? '' }),
  )
  for (let at = 0; at < parties.length; at += 500) await write(engine, admin, parties.slice(at, at + 500))
  await write(
    engine,
    admin,
    items.map((item) =>
      create('inventory.move', newId(), { kind: 'opening', item, to: warehouse, quantity: '100000000' }),
    ),
  )
  await publishOwn(engine, admin)
  for (let at = 0; at < ownRecords; at += 20)
    await write(
      engine,
      admin,
      Array.from({ length: 20 }, () => projectChanges(customers[at % customers.length] ?? '', newId)).flat(),
    )
  const seller = await actorOf(engine, people.seller)
  const patterns = await makePatterns(engine, seller, admin, customers[0] ?? '', items)
  say(`copying ${orders} orders`)
  const { namespace } = made
  const { drafts, readable } = await fill(
    url,
    { namespace, orders, patterns, customers, items, north },
    south,
  )
  const session = async (person: string): Promise<string> => {
    const origin = { workspace: 'bench', person, ip: null, userAgent: null }
    return (await db.transaction((tx) => openSession(tx, namespace, origin, new Date()))).token
  }
  const sessions = {
    seller: await session(people.seller),
    keeper: await session(people.keeper),
    accountant: await session(people.accountant),
    admin: await session(people.admin),
  }
  return {
    ...{ namespace, sessions, people, customers, items, warehouse, drafts, engine, db, counting },
    orders: readable,
    size: orders,
  }
}

/** A draft and a cancelled order, made through the write path: the patterns of all the others. */
async function makePatterns(
  engine: OpenEngine,
  seller: Actor,
  admin: Actor,
  customer: string,
  items: readonly string[],
): Promise<Readonly<Record<'draft' | 'cancelled', string>>> {
  const make = async (): Promise<string> => {
    const id = newId()
    await write(engine, seller, orderChanges(id, customer, items.slice(0, 3)))
    return id
  }
  const [draft, cancelled] = [await make(), await make()]
  const input = { reason: '客户取消' }
  await write(engine, admin, [{ kind: 'act', object: 'sales.order', id: cancelled, action: 'cancel', input }])
  return { draft, cancelled }
}

/** An order with one line for each item, as a form sends it. */
export const orderChanges = (id: string, customer: string, items: readonly string[]): readonly Change[] => [
  create('sales.order', id, { customer, promisedDate: '2030-06-30' }),
  ...items.map((item) =>
    create('sales.orderLine', newId(), { order: id, item, quantity: '3', price: '12.5' }),
  ),
]

export const create = (object: string, id: string, values: Row): Change => ({
  kind: 'create',
  object,
  id,
  values,
})

export async function write(engine: OpenEngine, actor: Actor, changes: readonly Change[]): Promise<void> {
  value(await engine.write(actor, { source: 'system' }, changes))
}

async function actorOf(engine: OpenEngine, id: string): Promise<Actor> {
  const actor = await engine.actor(id)
  if (!actor) throw new Error(`${id} was not made`)
  return actor
}

export function value<T>(result: { ok: true; value: T } | { ok: false; problems: readonly unknown[] }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems).slice(0, 3000))
  return result.value
}

/** Copies the patterns, and finds what the scenarios ask for in the seller's own department. */
async function fill(url: string, copying: Copying, department: string) {
  const client = new pg.Client(url)
  await client.connect()
  const ids = async (status: string, limit: number): Promise<readonly string[]> => {
    const found = await client.query<{ id: string }>(
      `select id from "${copying.namespace}".sales_order where department = $1 and status = $2 limit $3`,
      [department, status, limit],
    )
    return found.rows.map(({ id }) => id)
  }
  try {
    await copyOrders(client, copying)
    return { drafts: await ids('draft', 60_000), readable: await ids('closed', 50_000) }
  } finally {
    await client.end()
  }
}
