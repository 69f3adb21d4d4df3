import { expect, test } from 'vitest'
import type { Change } from '#kernel/records'
import { shop } from '#test/sample'
import { newId, testWorkspace } from '#test/workspace'
import { balanceMismatches, rollupMismatches, versionMismatches } from './store.ts'

const { engine, db, install } = await testWorkspace([shop])
const create = (object: string, id: string, values: Record<string, string>): Change => ({
  kind: 'create',
  object,
  id,
  values,
})
const [customer, order, gone] = [newId(), newId(), newId()]
await install(
  create('shop.customer', customer, { name: '客户' }),
  create('shop.order', order, { customer }),
  create('shop.line', newId(), { order, item: '电机', quantity: '2', price: '10' }),
  create('shop.line', gone, { order, item: '水泵', quantity: '1', price: '5' }),
  create('shop.move', newId(), { item: customer, quantity: '5' }),
)
await install({ kind: 'remove', object: 'shop.line', id: gone })

const found = (mismatches: typeof rollupMismatches) =>
  db.transaction((tx) =>
    mismatches(tx, {
      model: engine.compiled().records,
      actor: engine.systemActor('installer'),
      moment: { now: '2026-06-15T02:00:00.000Z', zone: 'Asia/Shanghai' },
    }),
  )
const spoil = (text: string) => db.query({ text, values: [] })

test('[R18] what the write path kept is what is computed anew', async () => {
  expect(await found(rollupMismatches)).toEqual([])
  expect(await found(balanceMismatches)).toEqual([])
  expect(await found(versionMismatches)).toEqual([])
})

test('[R18] a roll-up, a balance or a version that went wrong is named with both values', async () => {
  await spoil('update w_test.shop_order set amount = amount + 1')
  expect(await found(rollupMismatches)).toContainEqual(
    expect.objectContaining({ object: 'shop.order', field: 'amount', record: order, stored: '21.00' }),
  )
  await spoil('update w_test.shop_balance set on_hand = on_hand - 3')
  expect(await found(balanceMismatches)).toEqual([
    { object: 'shop.balance', field: 'onHand', record: customer, stored: '2.000', computed: '5.000' },
  ])
  await spoil('update w_test.shop_customer set version = version + 1')
  await spoil('delete from w_test.shop_line')
  expect((await found(versionMismatches)).map(({ object }) => object).sort()).toEqual([
    'shop.customer',
    'shop.line',
  ])
})
