// Days that pass while goods stay where they are: what was expected by now is dated again, once a day, and says why.
import { expect, test } from 'vitest'
import { ident, sql } from '#base/sql'
import { type OpenEngine, workOnce } from '#kernel/module/store'
import type { Change } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { newId, testCompany } from '#test/company'

const { engine, db, at, now, work, reopen, person } = await testCompany({ at: '2026-06-15T02:00:00.000Z' })
const admin = await person('管理员', 'sales', 'admin')
const seller = await person('销售', 'sales', 'sales')

const write = async (...changes: Change[]): Promise<void> => {
  const written = await engine.write(admin, { source: 'form' }, changes)
  if (!written.ok) throw new Error(JSON.stringify(written.problems))
}
const create = (object: string, id: string, values: Row): Change => ({ kind: 'create', object, id, values })
const act = (object: string, id: string, action: string): Change => ({
  ...{ kind: 'act', object, id, action, input: {} },
})
const rows = async (object: string, field: string, value: string): Promise<readonly Row[]> => {
  const found = await engine.read(admin, { object, filter: { field, is: 'eq', value }, limit: 100 })
  if (!found.ok) throw new Error(JSON.stringify(found.problems))
  return found.value.rows
}
const row = async (object: string, field: string, value: string): Promise<Row> => {
  const [found] = await rows(object, field, value)
  if (found === undefined) throw new Error(`No ${object} with ${field} ${value}`)
  return found
}

const [unit, warehouse, supplier, customer, motor, valve] = [1, 2, 3, 4, 5, 6].map(newId) as [
  ...[string, string, string, string, string, string],
]
const item = { unit, kind: 'finished', made: false, salePrice: '100', supplier, taxRate: '0.13' }
await write(
  create('masterdata.unit', unit, { code: 'pc', name: '件' }),
  create('masterdata.warehouse', warehouse, { code: 'W1', name: '主仓' }),
  create('masterdata.party', supplier, { name: '供应商', isSupplier: true }),
  create('masterdata.party', customer, { name: '客户', isCustomer: true, owner: seller.id }),
  create('masterdata.item', motor, { ...item, code: 'M1', name: '电机', leadTimeDays: '7' }),
  // Made by us, and nobody has written down what of: nothing can be arranged for it.
  create('masterdata.item', valve, { ...item, made: true, code: 'V1', name: '阀', leadTimeDays: '10' }),
)
await write(create('inventory.move', newId(), { kind: 'opening', item: motor, to: warehouse, quantity: '2' }))

async function confirmed(goods: string, quantity: string, promisedDate: string): Promise<string> {
  const id = newId()
  await write(
    create('sales.order', id, { customer, promisedDate, salesPerson: seller.id }),
    create('sales.orderLine', newId(), { order: id, item: goods, quantity, price: '100', taxRate: '0.13' }),
    act('sales.order', id, 'confirm'),
  )
  return id
}
const dated = async (order: string): Promise<readonly unknown[]> => {
  const { expectedDate, isLate } = await row('sales.orderLine', 'order', order)
  return [expectedDate, isLate, (await row('sales.order', 'id', order)).isLate]
}
const reasonOf = async (order: string): Promise<string> =>
  String((await row('sales.orderLine', 'order', order)).expectedReason)

/** How often the salesperson was told that the order's line comes after its promise. */
async function told(order: string): Promise<number> {
  const { id } = await row('sales.orderLine', 'order', order)
  const messages = await rows('notify.message', 'record', String(id))
  return messages.filter(({ person: who, text }) => who === seller.id && String(text).includes('晚于承诺'))
    .length
}
const versions = async (): Promise<readonly unknown[]> =>
  Promise.all(orders().map(async (order) => (await row('sales.orderLine', 'order', order)).version))

const held = await confirmed(motor, '2', '2026-06-30')
const bought = await confirmed(motor, '4', '2026-06-23')
const stuck = await confirmed(valve, '1', '2026-06-26')
const orders = (): readonly string[] => [held, bought, stuck]

test('[CO19] as long as nothing passed, nothing is computed again', async () => {
  const before = await versions()
  await work()
  expect(await versions()).toEqual(before)
  expect(await Promise.all(orders().map(dated))).toEqual([
    ['2026-06-15', false, false],
    ['2026-06-22', false, false],
    ['2026-06-25', false, false],
  ])
})

test('[CO19] what lies ready is expected today at the earliest, and what nobody arranges moves with the days', async () => {
  at('2026-06-17T02:00:00.000Z')
  await work()
  expect(await Promise.all(orders().map(dated))).toEqual([
    ['2026-06-17', false, false],
    ['2026-06-22', false, false],
    ['2026-06-27', true, true],
  ])
  expect(await reasonOf(stuck)).toContain('尚未安排')
})

test('[CO19] an arrival that did not come makes its order late; the log says why, and it is told once', async () => {
  at('2026-06-24T02:00:00.000Z')
  await work()
  await work()
  expect(await dated(bought)).toEqual(['2026-06-24', true, true])
  expect(await reasonOf(bought)).toContain('已逾期，最早今天到 4')
  const { id } = await row('sales.orderLine', 'order', bought)
  const { rows: log } = await db.query<Row>(
    sql`select action, source, reason, before->>'expectedDate' as was, after->>'expectedDate' as becomes
      from ${ident(engine.workspace.namespace, 'log')} where record = ${String(id)} order by version desc limit 1`,
  )
  expect(log).toEqual([
    {
      ...{ action: 'sales.orderLine.dateAgain', source: 'rule', reason: 'rule:coordination.dayPassed' },
      ...{ was: '2026-06-22', becomes: '2026-06-24' },
    },
  ])
  expect(await told(bought)).toBe(1)
  at('2026-06-25T02:00:00.000Z')
  await work()
  await work()
  expect(await dated(bought)).toEqual(['2026-06-25', true, true])
  expect([await told(bought), await told(stuck)]).toEqual([1, 1])
})

test('[CO19] neither looking again nor a restart does it twice, and what was shipped is left alone', async () => {
  const before = await versions()
  await work()
  const another: OpenEngine = await reopen()
  await workOnce({ engine: another, clock: () => new Date(now()) })
  expect(await versions()).toEqual(before)
  await write(act('sales.order', held, 'ship'))
  const [shipped] = await versions()
  at('2026-06-29T02:00:00.000Z')
  await work()
  expect((await versions())[0]).toBe(shipped)
  expect(await dated(bought)).toEqual(['2026-06-29', true, true])
})
