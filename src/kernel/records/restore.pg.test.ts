// Removed records brought back from the log.
import { expect, test } from 'vitest'
import type { Actor } from '#kernel/access'
import type { Change } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { shop } from '#test/sample'
import { newId, testWorkspace } from '#test/workspace'

const workspace = await testWorkspace([shop])
const { engine, install } = workspace
const manager = await workspace.person('经理', { roles: ['manager'] })
const seller = await workspace.person('卖家', { roles: ['seller'] })
const clerk = await workspace.person('文员', { roles: ['clerk'] })
const origin = { source: 'form' } as const

const create = (object: string, id: string, values: Row): Change => ({ kind: 'create', object, id, values })
const remove = (object: string, id: string): Change => ({ kind: 'remove', object, id })
const restore = (object: string, id: string): Change => ({ kind: 'restore', object, id })

async function write(actor: Actor, ...changes: Change[]) {
  const result = await engine.write(actor, origin, changes)
  return result.ok ? result.value : result.problems
}

async function rows(object: string, field: string, value: string): Promise<readonly Row[]> {
  const page = await engine.read(manager, { object, filter: { field, is: 'eq', value }, sort: ['id'] })
  if (!page.ok) throw new Error(JSON.stringify(page.problems))
  return page.value.rows
}

async function sold(values: Row = {}): Promise<{ readonly customer: string; readonly order: string }> {
  const [customer, order] = [newId(), newId()]
  await install(
    create('shop.customer', customer, { name: '华强', owner: seller.id, ...values }),
    create('shop.order', order, { customer, note: '加急' }),
    create('shop.line', newId(), { order, item: '电机', quantity: '2', price: '10.50' }),
    create('shop.line', newId(), { order, item: '水泵', quantity: '1', price: '600' }),
  )
  return { customer, order }
}

const engines = ({ version, updatedAt, updatedBy, ...values }: Row): Row => values

test('[R19] a removed order comes back whole: lines, totals, number and who made it, its versions going on, in one logged write', async () => {
  const { customer, order } = await sold()
  await write(seller, { kind: 'update', object: 'shop.order', id: order, values: { orderedOn: null } })
  const [before] = await rows('shop.order', 'id', order)
  const lines = await rows('shop.line', 'order', order)
  workspace.at('2026-06-16T02:00:00.000Z')
  await write(seller, remove('shop.order', order))
  expect(await rows('shop.line', 'order', order)).toEqual([])
  expect(await rows('shop.customer', 'id', customer)).toMatchObject([{ total: '0.00', orders: '0' }])
  const written = await write(seller, restore('shop.order', order))
  const [after] = await rows('shop.order', 'id', order)
  expect(engines(after ?? {})).toEqual(engines(before ?? {}))
  expect(after).toMatchObject({ amount: '621.00', orderedOn: null, version: Number(before?.version) + 2 })
  expect((await rows('shop.line', 'order', order)).map(engines)).toEqual(lines.map(engines))
  expect(await rows('shop.customer', 'id', customer)).toMatchObject([{ total: '621.00', orders: '1' }])
  const history = await engine.history(manager, 'shop.order', order, {})
  if (!history.ok || !('writeId' in written)) throw new Error('no history')
  expect(history.value.rows.map(({ kind, actor }) => [kind, actor === seller.id])).toEqual([
    ['create', true],
    ['remove', true],
    ['update', true],
    ['create', false],
  ])
  expect(history.value.rows[0]).toMatchObject({
    writeId: written.writeId,
    action: 'shop.order.restore',
    actionLabel: { 'zh-CN': '恢复', en: 'restored' },
    after: { note: '加急' },
  })
})

test('[R19] several come back at once, each with its own parts, and one that stands already stays as it is', async () => {
  const [one, other, standing] = [await sold(), await sold(), await sold()]
  await write(seller, remove('shop.order', one.order), remove('shop.order', other.order))
  await write(seller, restore('shop.order', other.order))
  expect(await rows('shop.line', 'order', one.order)).toEqual([])
  const [untouched] = await rows('shop.order', 'id', standing.order)
  await write(seller, restore('shop.order', one.order), restore('shop.order', standing.order))
  expect(await rows('shop.line', 'order', one.order)).toHaveLength(2)
  expect(await rows('shop.line', 'order', other.order)).toHaveLength(2)
  expect(await rows('shop.order', 'id', standing.order)).toEqual([untouched])
})

test('[R20] who may not remove may not restore, and what never was cannot come back', async () => {
  const { order } = await sold()
  await write(seller, remove('shop.order', order))
  expect(await write(clerk, restore('shop.order', order))).toMatchObject([
    { code: 'access.denied', path: ['0'] },
  ])
  const stranger = await workspace.person('别人', { roles: ['seller'] })
  expect(await write(stranger, restore('shop.order', order))).toMatchObject([{ code: 'access.denied' }])
  expect(await rows('shop.order', 'id', order)).toEqual([])
  expect(await write(manager, restore('shop.order', newId()))).toMatchObject([{ code: 'records.missing' }])
  expect(await write(manager, restore('shop.move', newId()))).toMatchObject([{ code: 'records.ledger' }])
})

test('[R20] a code that another has taken, and a record that is gone, are named', async () => {
  const taken = newId()
  await write(manager, create('shop.customer', taken, { name: '旧', code: 'C-1' }))
  await write(manager, remove('shop.customer', taken))
  await write(manager, create('shop.customer', newId(), { name: '新', code: 'C-1' }))
  expect(await write(manager, restore('shop.customer', taken))).toMatchObject([
    { code: 'records.duplicate', path: ['0', 'code'] },
  ])
  const { customer, order } = await sold()
  await write(manager, remove('shop.order', order))
  await write(manager, remove('shop.customer', customer))
  expect(await write(manager, restore('shop.order', order))).toMatchObject([
    { code: 'records.unknownReference', path: ['0', 'customer'] },
  ])
  await write(manager, restore('shop.customer', customer), restore('shop.order', order))
  expect(await rows('shop.line', 'order', order)).toHaveLength(2)
})

test('[MO11] who removed a line is told to whoever may read what it belonged to, and to nobody else', async () => {
  const { order } = await sold()
  const [line] = await rows('shop.line', 'order', order)
  const stranger = await workspace.person('路人', { roles: ['visitor'] })
  await write(manager, remove('shop.line', String(line?.id)))
  const told = await engine.history(clerk, 'shop.line', String(line?.id), {})
  expect(told.ok && told.value.rows[0]).toMatchObject({ kind: 'remove', actorName: '经理' })
  expect(await engine.history(stranger, 'shop.line', String(line?.id), {})).toMatchObject({
    ok: false,
    problems: [{ code: 'records.missing' }],
  })
})
