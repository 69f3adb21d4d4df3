// Many clients after the last units of one item: nothing is promised or shipped twice, and who gets less is told how much and when.
import { expect, test } from 'vitest'
import type { Change } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { modules } from '#modules'
import { testNode } from '#test/node'

const clients = 64
const node = await testNode(modules)
const { engine, newId } = node
const admin = await node.signedIn('admin', ['admin'])
const people = await Promise.all(
  Array.from({ length: 8 }, (_, index) => node.signedIn(`seller${index}`, ['sales', 'logistics'])),
)
const person = (index: number): Readonly<Record<string, string>> => people[index % people.length] ?? admin

const ids = { unit: newId(), place: newId(), supplier: newId(), customer: newId() }
const create = (object: string, id: string, values: Row): Change => ({ kind: 'create', object, id, values })
await written(admin, [
  create('masterdata.unit', ids.unit, { code: 'pc', name: '件' }),
  create('masterdata.warehouse', ids.place, { code: 'W1', name: '主仓' }),
  create('masterdata.party', ids.supplier, { name: '供应商', isSupplier: true }),
  create('masterdata.party', ids.customer, { name: '客户', isCustomer: true }),
])

type Answer = { readonly status: number; readonly body: { readonly problems?: readonly Problem[] } }
type Problem = { readonly code: string; readonly params: Row; readonly message: string }

async function write(headers: Readonly<Record<string, string>>, changes: readonly Change[]): Promise<Answer> {
  // A busy server may ask to come back later: then nothing was done.
  for (;;) {
    const answer = await once(headers, changes)
    if (answer.status !== 503) return answer
  }
}

async function once(headers: Readonly<Record<string, string>>, changes: readonly Change[]): Promise<Answer> {
  const answer = await node.app.inject({ method: 'POST', url: '/api/write', headers, payload: { changes } })
  return { status: answer.statusCode, body: answer.json() }
}

async function written(headers: Readonly<Record<string, string>>, changes: readonly Change[]): Promise<void> {
  const { status, body } = await write(headers, changes)
  if (status !== 200) throw new Error(JSON.stringify(body))
}

async function rows(
  object: string,
  fields: readonly string[],
  field: string,
  value: string,
): Promise<readonly Row[]> {
  const filter = { field, is: 'eq', value } as const
  const page = await engine.read(engine.systemActor('installer'), { object, fields, filter, limit: 500 })
  if (!page.ok) throw new Error(JSON.stringify(page.problems))
  return page.value.rows
}

/** An item of which so many lie in the warehouse; bought in twelve days. */
async function stocked(quantity: number): Promise<string> {
  const item = newId()
  await written(admin, [
    create('masterdata.item', item, {
      code: item,
      name: '最后的轴承',
      unit: ids.unit,
      made: false,
      salePrice: '100',
      leadTimeDays: '12',
      supplier: ids.supplier,
      taxRate: '0.13',
    }),
  ])
  const opening = { kind: 'opening', item, to: ids.place, quantity: String(quantity) }
  await written(admin, [create('inventory.move', newId(), opening)])
  return item
}

async function orders(item: string, quantity: number, count: number): Promise<readonly string[]> {
  const made = Array.from({ length: count }, newId)
  await Promise.all(
    made.map((order, index) =>
      written(person(index), [
        create('sales.order', order, { customer: ids.customer, promisedDate: '2099-01-01' }),
        create('sales.orderLine', newId(), {
          order,
          item,
          quantity: String(quantity),
          price: '100',
          taxRate: '0.13',
        }),
      ]),
    ),
  )
  return made
}

const act = (order: string, action: string, input: Row = {}): Change => ({
  kind: 'act',
  object: 'sales.order',
  id: order,
  action,
  input,
})
const lineFields = [
  'id',
  'quantity',
  'reservedQuantity',
  'shortQuantity',
  'shippedQuantity',
  'expectedDate',
  'expectedReason',
  'expectedBasis',
]
const sum = (found: readonly Row[], field: string): number =>
  found.reduce((total, row) => total + Number(row[field] ?? 0), 0)

test('more writes at once than there are connections do not wait in a circle when people are looked up anew', async () => {
  engine.forget('directory')
  engine.forget('calendar')
  const answers = await Promise.all(
    Array.from({ length: 32 }, (_, index) =>
      once(person(index), [
        create('sales.order', newId(), { customer: ids.customer, promisedDate: '2099-01-01' }),
      ]),
    ),
  )
  expect(answers.filter(({ status }) => status !== 200)).toEqual([])
}, 60_000)

test(`[CO2] [ST3] ${clients} orders confirmed at once share the last 20 units exactly, and each short line says what is missing and when it comes`, async () => {
  const item = await stocked(20)
  const made = await orders(item, 1, clients)
  const answers = await Promise.all(made.map((order, index) => write(person(index), [act(order, 'confirm')])))
  expect(answers.filter(({ status }) => status !== 200)).toEqual([])
  const lines = await rows('sales.orderLine', lineFields, 'item', item)
  expect(sum(lines, 'reservedQuantity')).toBe(20)
  expect(sum(lines, 'shortQuantity')).toBe(clients - 20)
  expect(await rows('inventory.balance', ['onHand', 'reserved'], 'item', item)).toMatchObject([
    { onHand: '20.000', reserved: '20.000' },
  ])
  const bought = await rows('procurement.orderLine', ['quantity'], 'item', item)
  expect(sum(bought, 'quantity')).toBe(clients - 20)
  const [today, arrival] = [0, 12].map((days) => dayIn(days))
  for (const line of lines) {
    const isShort = Number(line.shortQuantity) > 0
    expect(line.expectedDate).toBe(isShort ? arrival : today)
    expect(line.expectedReason).toMatch(isShort ? /采购.* 1.*到|采购.*到 1/ : /^现货 1$/)
    expect(sum(line.expectedBasis as unknown as readonly Row[], 'quantity')).toBe(1)
  }
  const shipped = await Promise.all(made.map((order, index) => write(person(index), [act(order, 'ship')])))
  expect(shipped.filter(({ status }) => status === 200)).toHaveLength(20)
  for (const { status, body } of shipped.filter((one) => one.status !== 200)) {
    expect(status).toBe(422)
    const [problem] = body.problems ?? []
    expect(problem).toMatchObject({
      code: 'coordination.nothingToShipUntil',
      params: { item: '最后的轴承', nextDate: arrival },
    })
    expect(problem?.message).toContain(arrival)
  }
  expect(await rows('inventory.balance', ['onHand', 'reserved'], 'item', item)).toMatchObject([
    { onHand: '0.000', reserved: '0.000' },
  ])
}, 60_000)

test('[CO2] orders larger than what is left split it without remainder, and shipping more than is reserved is refused with the numbers', async () => {
  const item = await stocked(20)
  const made = await orders(item, 3, 16)
  await Promise.all(made.map((order, index) => written(person(index), [act(order, 'confirm')])))
  const lines = await rows('sales.orderLine', [...lineFields, 'order'], 'item', item)
  expect(lines.map((line) => Number(line.reservedQuantity)).sort()).toEqual([
    ...Array.from({ length: 9 }, () => 0),
    2,
    ...Array.from({ length: 6 }, () => 3),
  ])
  const partly = lines.find((line) => Number(line.reservedQuantity) === 2)
  const pick = (quantity: string) => ({ lines: [{ line: partly?.id ?? '', quantity }] })
  const order = String(partly?.order)
  const seller = person(made.indexOf(order))
  const refused = await write(seller, [act(order, 'ship', pick('3'))])
  expect(refused.body.problems).toMatchObject([
    {
      code: 'inventory.notEnoughUntil',
      params: { wanted: '3', available: '2', nextDate: dayIn(12) },
      message: expect.stringMatching(/3.*2/),
    },
  ])
  await written(seller, [act(order, 'ship', pick('2'))])
  expect(await rows('inventory.balance', ['onHand', 'reserved'], 'item', item)).toMatchObject([
    { onHand: '18.000', reserved: '18.000' },
  ])
}, 60_000)

test('[CO2] the same shipment clicked many times at once leaves once', async () => {
  const item = await stocked(5)
  const [order = ''] = await orders(item, 5, 1)
  await written(person(0), [act(order, 'confirm')])
  const clicks = await Promise.all(Array.from({ length: 8 }, () => write(person(0), [act(order, 'ship')])))
  expect(clicks.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(clicks.filter(({ status }) => status >= 500)).toEqual([])
  expect(await rows('sales.orderLine', lineFields, 'item', item)).toMatchObject([
    { shippedQuantity: '5.000' },
  ])
  expect(await rows('inventory.balance', ['onHand', 'reserved'], 'item', item)).toMatchObject([
    { onHand: '0.000', reserved: '0.000' },
  ])
}, 60_000)

/** The day so many days from now where the company is. */
function dayIn(days: number): string {
  const at = node.now().getTime() + days * 86_400_000
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)
}
