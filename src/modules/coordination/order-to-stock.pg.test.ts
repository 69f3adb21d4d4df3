// An order through the real engine: reserved, bought, received, shipped, invoiced, cancelled.
import { expect, test } from 'vitest'
import type { Actor } from '#kernel/access'
import type { Change } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { newId, testCompany } from '#test/company'

const { engine, person: hire } = await testCompany()
const person = (name: string, { roles }: { roles: readonly string[] }): Promise<Actor> =>
  hire(name, 'sales', ...roles)
const admin = await person('管理员', { roles: ['admin'] })
const write = async (actor: Actor, ...changes: Change[]): Promise<void> => {
  const written = await engine.write(actor, { source: 'form' }, changes)
  if (!written.ok) throw new Error(JSON.stringify(written.problems))
}
const ids = { unit: newId(), warehouse: newId(), supplier: newId(), customer: newId(), motor: newId() }
const create = (object: string, id: string, values: Row): Change => ({ kind: 'create', object, id, values })

await write(
  admin,
  create('masterdata.unit', ids.unit, { code: 'pc', name: '件' }),
  create('masterdata.warehouse', ids.warehouse, { code: 'W1', name: '主仓' }),
  create('masterdata.party', ids.supplier, { name: '供应商', isSupplier: true }),
  create('masterdata.party', ids.customer, { name: '客户', isCustomer: true }),
  create('masterdata.item', ids.motor, {
    code: 'M1',
    name: '电机',
    unit: ids.unit,
    kind: 'finished',
    made: false,
    salePrice: '100',
    leadTimeDays: '7',
    supplier: ids.supplier,
    taxRate: '0.13',
  }),
)
await write(
  admin,
  create('inventory.move', newId(), {
    kind: 'opening',
    item: ids.motor,
    to: ids.warehouse,
    quantity: '6',
  }),
)

const act = (object: string, id: string | null, action: string, input = {}): Change => ({
  kind: 'act',
  object,
  id,
  action,
  input,
})
const rows = async (
  object: string,
  fields: readonly string[],
  filter: [string, string],
): Promise<readonly Row[]> => {
  const [field, value] = filter
  const found = await engine.read(admin, { object, fields, filter: { field, is: 'eq', value } })
  if (!found.ok) throw new Error(JSON.stringify(found.problems))
  return found.value.rows
}
async function order(quantity: string): Promise<string> {
  const id = newId()
  await write(
    admin,
    create('sales.order', id, { customer: ids.customer, promisedDate: '2026-06-30' }),
    create('sales.orderLine', newId(), {
      order: id,
      item: ids.motor,
      quantity,
      price: '100',
      taxRate: '0.13',
    }),
  )
  return id
}
const lineFields = ['reservedQuantity', 'shortQuantity', 'purchaseOpen', 'shippedQuantity', 'expectedDate']

test('[CO1] [CO5] [CO10] an order is reserved, bought, received, shipped and invoiced, exactly', async () => {
  const first = await order('10')
  await write(admin, act('sales.order', first, 'confirm'))
  expect(await rows('sales.orderLine', lineFields, ['order', first])).toMatchObject([
    { reservedQuantity: '6.000', shortQuantity: '4.000', purchaseOpen: '4.000', expectedDate: '2026-06-22' },
  ])
  const [bought] = await rows('procurement.orderLine', ['order', 'quantity'], ['item', ids.motor])
  expect(bought?.quantity).toBe('4.000')
  const purchase = String(bought?.order)
  await write(admin, act('procurement.order', purchase, 'place'))
  await write(admin, act('procurement.order', purchase, 'receive'))
  expect(await rows('sales.orderLine', lineFields, ['order', first])).toMatchObject([
    { reservedQuantity: '10.000', shortQuantity: '0.000', purchaseOpen: '0.000', expectedDate: '2026-06-15' },
  ])
  await write(admin, act('sales.order', first, 'ship'))
  await write(admin, act('sales.order', first, 'issueInvoice'))
  const fields = ['shippedQuantity', 'openQuantity', 'invoiceAmount', 'outstanding', 'stage']
  expect(await rows('sales.order', fields, ['id', first])).toMatchObject([
    {
      shippedQuantity: '10.000',
      openQuantity: '0.000',
      invoiceAmount: '1000.00',
      outstanding: '1000.00',
      stage: 'collect',
    },
  ])
  expect(await rows('inventory.balance', ['onHand', 'reserved'], ['item', ids.motor])).toMatchObject([
    { onHand: '0.000', reserved: '0.000' },
  ])
})

test('[CO5] a cancelled order gives what it held to the one that waits, and shipping nothing is refused', async () => {
  await write(
    admin,
    create('inventory.move', newId(), { kind: 'opening', item: ids.motor, to: ids.warehouse, quantity: '5' }),
  )
  const [holder, waiter] = [await order('5'), await order('3')]
  await write(admin, act('sales.order', holder, 'confirm'))
  await write(admin, act('sales.order', waiter, 'confirm'))
  const refused = await engine.write(admin, { source: 'form' }, [act('sales.order', waiter, 'ship')])
  expect(refused.ok).toBe(false)
  await write(admin, act('sales.order', holder, 'cancel', { reason: '客户取消' }))
  expect(await rows('sales.orderLine', lineFields, ['order', waiter])).toMatchObject([
    { reservedQuantity: '3.000', shortQuantity: '0.000', expectedDate: '2026-06-15' },
  ])
  expect(await rows('inventory.balance', ['onHand', 'reserved'], ['item', ids.motor])).toMatchObject([
    { onHand: '5.000', reserved: '3.000' },
  ])
})

test('[CO2] [ST3] orders confirmed at the same time never reserve a unit twice', async () => {
  const [before] = await rows('inventory.balance', ['onHand', 'reserved'], ['item', ids.motor])
  const free = Number(before?.onHand) - Number(before?.reserved)
  const wanted = await Promise.all(Array.from({ length: 4 }, () => order('1')))
  await Promise.all(wanted.map((id) => write(admin, act('sales.order', id, 'confirm'))))
  const lines = await Promise.all(wanted.map((id) => rows('sales.orderLine', lineFields, ['order', id])))
  const reserved = lines.flat().reduce((total, line) => total + Number(line.reservedQuantity), 0)
  expect(reserved).toBe(free)
  expect(await rows('inventory.balance', ['onHand', 'reserved'], ['item', ids.motor])).toMatchObject([
    { onHand: '5.000', reserved: '5.000' },
  ])
})

test('[CO15] confirming leaves alone the orders before it and those that hold all they want', async () => {
  const [held, waiting, late] = [await order('1'), await order('9'), await order('9')]
  await write(
    admin,
    create('inventory.move', newId(), { kind: 'opening', item: ids.motor, to: ids.warehouse, quantity: '1' }),
  )
  for (const id of [held, waiting]) await write(admin, act('sales.order', id, 'confirm'))
  const versions = async (): Promise<readonly Row[]> => [
    ...(await rows('sales.orderLine', ['version', 'expectedDate'], ['order', held])),
    ...(await rows('sales.orderLine', ['version', 'expectedDate'], ['order', waiting])),
    ...(await rows('sales.order', ['version'], ['id', waiting])),
  ]
  const before = await versions()
  await write(admin, act('sales.order', late, 'confirm'))
  expect(await versions()).toEqual(before)
  // One who is more urgent moves whoever stands behind.
  const rush = await order('9')
  await write(admin, act('sales.order', rush, 'setPriority', { priority: 'rush' }))
  await write(admin, act('sales.order', rush, 'confirm'))
  expect(await versions()).not.toEqual(before)
})

test('[CO1] [PR3] a made item is made out of bought components, and the order gets it', async () => {
  const [pump, seal, bom] = [newId(), newId(), newId()]
  const item = { unit: ids.unit, salePrice: '500', taxRate: '0.13' }
  await write(
    admin,
    create('masterdata.item', pump, { ...item, code: 'P1', name: '水泵', made: true, leadTimeDays: '3' }),
    create('masterdata.item', seal, {
      ...item,
      code: 'S1',
      name: '密封',
      kind: 'component',
      leadTimeDays: '5',
    }),
    create('production.bom', bom, { item: pump, code: 'B1' }),
    create('production.bomLine', newId(), { bom, component: seal, quantity: '2' }),
  )
  const id = newId()
  const line = { order: id, item: pump, quantity: '3', price: '500', taxRate: '0.13' }
  await write(
    admin,
    create('sales.order', id, { customer: ids.customer, promisedDate: '2026-06-30' }),
    create('sales.orderLine', newId(), line),
  )
  await write(admin, act('sales.order', id, 'confirm'))
  expect(await rows('sales.orderLine', ['makeOpen', 'expectedDate'], ['order', id])).toMatchObject([
    { makeOpen: '3.000', expectedDate: '2026-06-23' },
  ])
  const [work] = await rows('production.workOrder', ['id', 'dueDate'], ['item', pump])
  await write(admin, act('production.workOrder', String(work?.id), 'start'))
  const early = await engine.write(admin, { source: 'form' }, [
    act('production.workOrder', String(work?.id), 'finish'),
  ])
  expect(!early.ok && early.problems[0]).toMatchObject({
    params: { item: '密封', wanted: '6', available: '0' },
  })
  const [bought] = await rows('procurement.orderLine', ['order', 'quantity'], ['item', seal])
  const update = { supplier: ids.supplier }
  const purchase = String(bought?.order)
  await write(admin, { kind: 'update', object: 'procurement.order', id: purchase, values: update })
  await write(admin, act('procurement.order', purchase, 'place'))
  await write(admin, act('procurement.order', purchase, 'receive'))
  await write(admin, act('production.workOrder', String(work?.id), 'finish'))
  expect(await rows('sales.orderLine', lineFields, ['order', id])).toMatchObject([
    { reservedQuantity: '3.000', shortQuantity: '0.000' },
  ])
  expect(await rows('inventory.balance', ['onHand', 'reserved'], ['item', seal])).toMatchObject([
    { onHand: '0.000', reserved: '0.000' },
  ])
})
