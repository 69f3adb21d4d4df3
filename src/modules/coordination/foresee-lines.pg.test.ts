// What is told of a line before it is saved is what saving and confirming it make true.
import { expect, test } from 'vitest'
import type { Actor } from '#kernel/access'
import type { Change } from '#kernel/records'
import type { Json, Row } from '#kernel/schema'
import { newId, testCompany } from '#test/company'

const { engine, person } = await testCompany()
const admin = await person('管理员', 'sales', 'admin')
const li = await person('李雷', 'sales', 'sales')
const buyer = await person('采购', 'sales', 'purchaser')
const send = (actor: Actor, ...changes: Change[]) => engine.write(actor, { source: 'form' }, changes)
const write = async (actor: Actor, ...changes: Change[]): Promise<readonly Json[]> => {
  const written = await send(actor, ...changes)
  if (!written.ok) throw new Error(JSON.stringify(written.problems))
  return written.value.outputs
}
const create = (object: string, id: string, values: Row): Change => ({ kind: 'create', object, id, values })
const act = (object: string, id: string | null, action: string, input = {}): Change => ({
  ...{ kind: 'act', object, id, action, input },
})
const ids = {
  unit: newId(),
  warehouse: newId(),
  customer: newId(),
  motor: newId(),
  pump: newId(),
  list: newId(),
}
const item = (code: string, more: Row): Row => ({
  ...{ code, name: code, unit: ids.unit, kind: 'finished', salePrice: '100', taxRate: '0.13' },
  ...more,
})
await write(
  admin,
  create('masterdata.unit', ids.unit, { code: 'pc', name: '件' }),
  create('masterdata.warehouse', ids.warehouse, { code: 'W1', name: '主仓' }),
  create('masterdata.party', ids.customer, { name: '客户', isCustomer: true, owner: li.id }),
  create('masterdata.item', ids.motor, item('M1', { made: false, leadTimeDays: '7' })),
  create('masterdata.item', ids.pump, item('P1', { made: true, leadTimeDays: '4' })),
)
await write(
  admin,
  create('inventory.move', newId(), { kind: 'opening', item: ids.motor, to: ids.warehouse, quantity: '6' }),
)
const rows = async (object: string, fields: readonly string[], field: string, value: string) => {
  const found = await engine.read(admin, { object, fields, filter: { field, is: 'eq', value } })
  if (!found.ok) throw new Error(JSON.stringify(found.problems))
  return found.value.rows
}
const foreseen = async (...lines: readonly Row[]): Promise<readonly Row[]> => {
  const [output] = await write(li, act('sales.order', null, 'foreseeLines', { lines }))
  return (output as { readonly lines: readonly Row[] }).lines
}

test('the stock and the day told of lines that are being typed are those that confirming them gives', async () => {
  const lines = [
    { line: newId(), item: ids.motor, quantity: '4' },
    { line: newId(), item: ids.motor, quantity: '5' },
    { line: newId(), item: ids.pump, quantity: '2' },
  ]
  const told = await foreseen(...lines)
  expect(told).toMatchObject([
    { free: '6.000', earliest: '2026-06-15', why: { 'zh-CN': '现货 4', en: '4 in stock' } },
    { free: '6.000', earliest: '2026-06-22' },
    { free: '0.000', earliest: '2026-06-19' },
  ])
  const order = newId()
  await write(
    li,
    create('sales.order', order, { customer: ids.customer, promisedDate: '2026-06-30' }),
    ...lines.map(({ line, ...values }) => create('sales.orderLine', line, { order, ...values })),
  )
  await write(li, act('sales.order', order, 'confirm'))
  const stored = await rows('sales.orderLine', ['id', 'expectedDate', 'expectedReason'], 'order', order)
  for (const { line, earliest, why } of told)
    expect(stored.find(({ id }) => id === line)).toMatchObject({
      expectedDate: earliest,
      expectedReason: (why as Record<string, string>)['zh-CN'],
    })
})

test('asking changes nothing, and who may not ask is refused', async () => {
  const before = await rows('inventory.balance', ['version', 'onHand', 'reserved'], 'item', ids.motor)
  const asked = { line: newId(), item: ids.motor, quantity: '1' }
  const answer = await send(li, act('sales.order', null, 'foreseeLines', { lines: [asked] }))
  expect(answer.ok && answer.value.records).toEqual([])
  expect(await rows('inventory.balance', ['version', 'onHand', 'reserved'], 'item', ids.motor)).toEqual(
    before,
  )
  const refused = await send(buyer, act('sales.order', null, 'foreseeLines', { lines: [asked] }))
  expect(!refused.ok && refused.problems[0]?.code).toBe('access.denied')
  const unpriced = await send(buyer, act('sales.quote', null, 'priceLines', { lines: [asked] }))
  expect(!unpriced.ok && unpriced.problems[0]?.code).toBe('access.denied')
})

test('lines without an item or a quantity, broken or of another kind, are left out and not an error', async () => {
  const broken = [{ line: newId() }, { line: newId(), item: ids.motor, quantity: '0' }, 'x', null]
  expect(await foreseen(...(broken as unknown as readonly Row[]))).toEqual([])
})

test('the price told is the tier that the quantity reaches, else the item’s own', async () => {
  const tier = (minQuantity: string, price: string): Change =>
    create('sales.priceListLine', newId(), { priceList: ids.list, item: ids.motor, minQuantity, price })
  await write(
    admin,
    create('sales.priceList', ids.list, { name: '标准', currency: 'CNY', validFrom: '2026-01-01' }),
    tier('1', '95'),
    tier('10', '90'),
  )
  const asked = [
    { line: newId(), item: ids.motor, quantity: '9' },
    { line: newId(), item: ids.motor, quantity: '10' },
    { line: newId(), item: ids.pump, quantity: '10' },
  ]
  const [output] = await write(li, act('sales.quote', null, 'priceLines', { lines: asked }))
  const { lines } = output as { readonly lines: readonly Row[] }
  expect(lines.map(({ price }) => Number(price))).toEqual([95, 90, 100])
})
