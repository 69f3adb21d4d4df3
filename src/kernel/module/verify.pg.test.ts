// Stored values spoiled behind the engine's back are found and named.
import { expect, test } from 'vitest'
import type { Change } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { newId, testCompany } from '#test/company'
import { balanceFaults, formulaFaults, rollupFaults } from './store.ts'

const { engine, db, work, person } = await testCompany()
const { namespace } = engine.workspace
const admin = await person('管理员', 'management', 'admin')
const install = async (...changes: Change[]): Promise<void> => {
  const written = await engine.write(admin, { source: 'form' }, changes)
  if (!written.ok) throw new Error(JSON.stringify(written.problems))
}
const create = (object: string, id: string, values: Row): Change => ({ kind: 'create', object, id, values })
const ids = {
  unit: newId(),
  store: newId(),
  customer: newId(),
  motor: newId(),
  order: newId(),
  line: newId(),
}
await install(
  create('masterdata.unit', ids.unit, { code: 'pc', name: '件' }),
  create('masterdata.warehouse', ids.store, { code: 'W1', name: '主仓' }),
  create('masterdata.party', ids.customer, { name: '客户', isCustomer: true }),
  create('masterdata.item', ids.motor, {
    code: 'M1',
    name: '电机',
    unit: ids.unit,
    kind: 'finished',
    salePrice: '100',
  }),
)
await install(
  create('inventory.move', newId(), { kind: 'opening', item: ids.motor, to: ids.store, quantity: '6' }),
  create('sales.order', ids.order, {
    customer: ids.customer,
    salesPerson: admin.id,
    promisedDate: '2026-06-30',
  }),
  create('sales.orderLine', ids.line, {
    order: ids.order,
    item: ids.motor,
    quantity: '2',
    price: '100',
    promisedDate: '2026-06-30',
  }),
)
await install({ kind: 'act', object: 'sales.order', id: ids.order, action: 'confirm', input: {} })
await work()

const spoil = (text: string, ...values: string[]) =>
  db.query({ text: text.replaceAll('$ns', `"${namespace}"`), values })

test('[MO5] a sound workspace has no faults', async () => {
  expect(await balanceFaults(engine)).toEqual([])
  expect(await rollupFaults(engine)).toEqual([])
  expect(await formulaFaults(engine)).toEqual([])
})

test('[MO5] a balance that is not the sum of its ledger, and one that is gone, are named', async () => {
  await spoil('update $ns.inventory_balance set on_hand = on_hand + 1 where item = $1', ids.motor)
  const faults = await balanceFaults(engine)
  expect(faults).toMatchObject(
    [{ object: 'inventory.balance', field: 'onHand', stored: '7', computed: '6' }].map((one) => ({
      ...one,
      stored: expect.stringMatching(/^7/),
      computed: expect.stringMatching(/^6/),
    })),
  )
  await spoil('delete from $ns.inventory_balance where item = $1', ids.motor)
  expect(await balanceFaults(engine)).toContainEqual(
    expect.objectContaining({ object: 'inventory.balance', record: null, field: 'onHand' }),
  )
})

test('[MO5] a roll-up that is not what its records add up to is named', async () => {
  await spoil('update $ns.sales_order set amount = amount + 1 where id = $1', ids.order)
  expect(await rollupFaults(engine)).toContainEqual(
    expect.objectContaining({ object: 'sales.order', record: ids.order, field: 'amount' }),
  )
})

test('[MO5] a formula that was not computed is named', async () => {
  await spoil('update $ns.sales_order_line set amount = amount - 5 where id = $1', ids.line)
  expect(await formulaFaults(engine)).toContainEqual(
    expect.objectContaining({ object: 'sales.orderLine', record: ids.line, field: 'amount' }),
  )
})
