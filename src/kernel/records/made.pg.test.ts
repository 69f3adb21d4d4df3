// Records that were made elsewhere before: who says who made them and when, and what the log keeps of it.
import { expect, test } from 'vitest'
import type { Actor, Origin } from '#kernel/access'
import { sealOnce, verifyChain } from '#kernel/log/store'
import type { Change, Made } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { shop } from '#test/sample'
import { newId, testWorkspace } from '#test/workspace'

const moved = {
  ...shop,
  policies: [
    ...(shop.policies ?? []),
    { name: 'orders-moved', object: 'shop.order', operations: ['asOf'], who: { roles: ['mover'] } },
    {
      name: 'customers-moved',
      object: 'shop.customer',
      operations: ['read', 'create', 'asOf'],
      who: { roles: ['mover'] },
      where: 'createdBy = me.id',
    },
  ],
}
const workspace = await testWorkspace([moved])
const { engine, install, db } = workspace
const manager = await workspace.person('经理', { roles: ['manager'] })
const seller = await workspace.person('卖家', { roles: ['seller'] })
const mover = await workspace.person('搬家', { roles: ['seller', 'mover'] })
const left = await workspace.person('离职', { roles: [] })
await install({ kind: 'update', object: 'identity.person', id: left.id, values: { active: false } })
const imported: Origin = { source: 'import', reason: '去年.xlsx' }
const now = '2026-06-15T02:00:00.000Z'
const lastYear = '2025-03-01T01:30:00.000Z'

const create = (object: string, id: string, values: Row, made?: Made): Change => ({
  ...{ kind: 'create', object, id, values },
  ...(made === undefined ? {} : { made }),
})

async function write(actor: Actor, ...changes: Change[]) {
  const result = await engine.write(actor, imported, changes)
  return result.ok ? result.value : result.problems
}

const own = ['createdBy', 'createdAt', 'updatedBy', 'updatedAt', 'version']

async function one(object: string, id: string, fields: readonly string[] = []): Promise<Row | undefined> {
  const filter = { field: 'id', is: 'eq', value: id } as const
  const page = await engine.read(manager, { object, filter, fields: [...own, ...fields] })
  if (!page.ok) throw new Error(JSON.stringify(page.problems))
  return page.value.rows[0]
}

async function historyOf(object: string, id: string) {
  const history = await engine.history(manager, object, id, {})
  if (!history.ok) throw new Error(JSON.stringify(history.problems))
  return history.value.rows
}

async function customerOf(owner: Actor): Promise<string> {
  const customer = newId()
  await install(create('shop.customer', customer, { name: '华强', owner: owner.id }))
  return customer
}

/** An order with two lines, as one write. */
async function order(actor: Actor, made?: Made) {
  const [id, line] = [newId(), newId()]
  const customer = await customerOf(actor)
  const changes = [
    create('shop.line', line, { order: id, item: '电机', quantity: '2', price: '10.50' }),
    create('shop.order', id, { customer }, made),
    create('shop.line', newId(), { order: id, item: '水泵', quantity: '1', price: '600' }),
  ]
  return { id, line, customer, changes, written: await write(actor, ...changes) }
}

test('[R44] a record takes the maker and the instant that are named, its parts with it, and nothing else of the past', async () => {
  const { id, line, customer } = await order(mover, { by: left.id, at: '2025-03-01T09:30+08:00' })
  const made = { createdBy: left.id, createdAt: lastYear }
  const writers = { updatedBy: mover.id, updatedAt: now, version: 1 }
  expect(await one('shop.order', id, ['number', 'orderedOn', 'amount'])).toMatchObject({
    ...{ ...made, ...writers },
    ...{ number: 'SO-2026-0001', orderedOn: '2026-06-15', amount: '621.00' },
  })
  expect(await one('shop.line', line)).toMatchObject({ ...made, ...writers })
  expect(await one('shop.customer', customer)).not.toMatchObject({ createdBy: left.id })
  const later = newId()
  await write(mover, create('shop.line', later, { order: id, item: '阀', quantity: '1', price: '1' }))
  expect(await one('shop.line', later)).toMatchObject({ createdBy: mover.id, createdAt: now })
})

test('[R44] either may be named alone; the other is then the writer, now', async () => {
  const [by, at] = [await order(mover, { by: left.id }), await order(mover, { at: lastYear })]
  expect(await one('shop.order', by.id)).toMatchObject({ createdBy: left.id, createdAt: now })
  expect(await one('shop.order', at.id)).toMatchObject({ createdBy: mover.id, createdAt: lastYear })
})

test('[R44] without the right it is refused through every door, and nothing is left behind', async () => {
  const customer = await customerOf(seller)
  for (const source of ['import', 'api', 'form', 'offline'] as const) {
    const id = newId()
    const change = create('shop.order', id, { customer }, { by: left.id, at: lastYear })
    expect(await engine.write(seller, { source }, [change])).toMatchObject({
      ok: false,
      problems: [{ code: 'access.denied', path: ['0'], params: { operation: 'asOf' } }],
    })
    expect(await one('shop.order', id)).toBeUndefined()
  }
  const nobody = create('shop.order', newId(), { customer }, { by: newId() })
  // Who may not name anybody does not learn who there is.
  expect(await write(seller, nobody)).toMatchObject([{ code: 'access.denied' }])
  expect(await write(seller, nobody)).toHaveLength(1)
})

test('[R44] the right reaches as far as its policy: the record is judged as it will be', async () => {
  const mine = create('shop.customer', newId(), { name: '自己', owner: mover.id }, { at: lastYear })
  expect(await write(mover, mine)).toMatchObject({ records: [{ kind: 'create' }] })
  const others = create('shop.customer', newId(), { name: '别人', owner: mover.id }, { by: left.id })
  expect(await write(mover, others)).toMatchObject([
    { code: 'access.denied', params: { operation: 'asOf', object: 'shop.customer' } },
  ])
})

test('[R44] a part may name its own maker only by a right of its own', async () => {
  const { id } = await order(mover)
  const part = create(
    'shop.line',
    newId(),
    { order: id, item: '阀', quantity: '1', price: '1' },
    { at: lastYear },
  )
  expect(await write(mover, part)).toMatchObject([{ code: 'access.denied' }])
  expect(await write(manager, part)).toHaveProperty('writeId')
})

test.each([
  ['one who is nobody', { by: '00000000-0000-4000-8000-000000000000' }, 'records.noMaker', 'createdBy'],
  ['a name', { by: '离职' }, 'records.noMaker', 'createdBy'],
  ['something that is no text', { by: { $ne: null } }, 'records.noMaker', 'createdBy'],
  ['a moment still to come', { at: '2026-06-15T02:00:00.001Z' }, 'records.madeWhen', 'createdAt'],
  ['the year 9999', { at: '9999-12-31T23:59:59-14:00' }, 'records.madeWhen', 'createdAt'],
  ['a time before 1970', { at: '1969-12-31T23:59:59.999Z' }, 'records.madeWhen', 'createdAt'],
  ['a day that never was', { at: '2025-02-30T00:00:00Z' }, 'records.madeWhen', 'createdAt'],
  ['a day without a time', { at: '2025-03-01' }, 'records.madeWhen', 'createdAt'],
  ['a time of nowhere', { at: '2025-03-01T00:00:00' }, 'records.madeWhen', 'createdAt'],
  ['a number', { at: 0 }, 'records.madeWhen', 'createdAt'],
  ['SQL', { at: "2025-03-01T00:00:00Z'; drop table log; --" }, 'records.madeWhen', 'createdAt'],
])('[R44] %s is refused by name', async (_, made, code, field) => {
  const { id, written } = await order(manager, made as Made)
  expect(written).toMatchObject([{ code, path: ['1', field] }])
  expect(await one('shop.order', id)).toBeUndefined()
})

test('[R44] an id of the system or of another record is nobody', async () => {
  const customer = await customerOf(manager)
  for (const by of [engine.systemActor('shop').id, customer])
    expect((await order(manager, { by })).written).toMatchObject([{ code: 'records.noMaker' }])
})

test('[R44] what only comes about here is never made elsewhere', async () => {
  const item = await customerOf(manager)
  const move = create('shop.move', newId(), { item, quantity: '1' }, { at: lastYear })
  expect(await write(manager, move)).toMatchObject([{ code: 'records.madeHere', path: ['0', 'createdBy'] }])
  const balance = create('shop.balance', newId(), { item }, { at: lastYear })
  expect(await write(manager, balance)).toMatchObject([{ code: 'records.ledger' }])
})

test('[R44] an act that is repeated answers as the first time, to whoever did it and to nobody else', async () => {
  const { changes } = await order(manager, { by: left.id, at: lastYear })
  expect(await write(manager, ...changes)).toMatchObject({ records: [{}, { kind: 'same' }, {}] })
  const other = await workspace.person('别的经理', { roles: ['manager'] })
  expect(await write(other, ...changes)).toMatchObject([{ code: 'records.exists' }])
})

test('[R45] the log says who brought it and when, and beside it who is said to have made it; so does the history', async () => {
  const { id, line } = await order(mover, { by: left.id, at: lastYear })
  for (const [object, record] of [
    ['shop.order', id],
    ['shop.line', line],
  ] as const) {
    const { rows } = await db.query<{ actor: string; after: Row }>({
      text: `select actor, after from ${engine.workspace.namespace}.log where record = $1`,
      values: [record],
    })
    expect(rows).toMatchObject([{ actor: mover.id, after: { createdBy: left.id, createdAt: lastYear } }])
    expect(await historyOf(object, record)).toMatchObject([
      {
        ...{ kind: 'create', actorName: '搬家', at: now, source: 'import' },
        ...{ made: { name: '离职', at: lastYear } },
      },
    ])
  }
  const auditor = await workspace.person('审计', { roles: ['auditor', 'manager'] })
  const asked = await engine.askLog(auditor, { object: 'shop.order', field: 'createdBy' }, {})
  const found = asked.ok ? asked.value.rows : []
  expect(found[0]).toMatchObject({ record: id, actorName: '搬家', made: { name: '离职' } })
  expect(found.every(({ made }) => made !== null)).toBe(true)
  const plain = await order(mover)
  const [event] = await historyOf('shop.order', plain.id)
  expect(event).toMatchObject({ made: null })
  await sealOnce(db, engine.workspace.namespace)
  expect(await verifyChain(db, engine.workspace.namespace)).toMatchObject({ faults: [] })
})

test('[R45] what was removed comes back as made by whoever was named, also the second time, with its parts', async () => {
  const { id, line } = await order(mover, { by: left.id, at: lastYear })
  const made = { createdBy: left.id, createdAt: lastYear }
  for (let time = 0; time < 2; time++) {
    await write(mover, { kind: 'remove', object: 'shop.order', id })
    expect(await one('shop.order', id)).toBeUndefined()
    expect(await write(mover, { kind: 'restore', object: 'shop.order', id })).toHaveProperty('writeId')
    expect(await one('shop.order', id)).toMatchObject(made)
    expect(await one('shop.line', line)).toMatchObject(made)
  }
})
