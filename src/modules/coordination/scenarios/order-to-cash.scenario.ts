// An order from the customer's word to the money, told through the public doors: who holds it, until when, and how much of what.
import { expect, test } from 'vitest'
import type { Row } from '#kernel/schema'
import type { Client } from '#test/client'
import { stockUp, testServer } from '#test/server'

const server = await testServer({ at: '2026-06-15T02:00:00.000Z' }) // Monday, 10:00 in Shanghai
const { li, buyer, planner, keeper, shipper, accountant, agent, boss } = server.people
const goods = await stockUp(server, { motor: '6' })

/** The open hand-overs of the order: step, holder's name and due time. */
async function handOvers(id: string): Promise<readonly unknown[]> {
  const { rows } = await boss.query({
    object: 'flow.task',
    fields: ['step', 'holder$title', 'dueAt', 'status'],
    filter: {
      and: [
        { field: 'record', is: 'eq', value: id },
        { field: 'status', is: 'in', value: ['asked', 'accepted'] },
      ],
    },
    sort: ['step'],
  })
  return rows.map(({ step, holder$title, dueAt }) => [step, holder$title, dueAt])
}

/** What the salesperson answers when the customer asks: one question. */
const whereIs = (id: string): Promise<Row> =>
  li.one('sales.order', id, ['currentStep', 'currentHolder$title', 'currentDue', 'expectedDate', 'stage'])

const numbers = ['shippedQuantity', 'reservedQuantity', 'shortQuantity', 'openQuantity', 'invoicedQuantity']
const quantities = async (who: Client, id: string): Promise<readonly unknown[]> => {
  const row = await who.one('sales.order', id, numbers)
  return numbers.map((name) => row[name])
}
const stock = async (item: string): Promise<unknown> => {
  const row = await keeper.only('inventory.balance', { item }, ['onHand', 'reserved', 'available'])
  return [row.onHand, row.reserved, row.available]
}

let order = ''
const lines = { motor: '', pump: '' }

test('[ORD-02] [ORD-11] [FLOW-12] Li writes the order down: she holds it, and everybody may know until when', async () => {
  const made = await li.create('sales.order', {
    customer: goods.customer,
    promisedDate: '2026-07-10',
    customerPo: 'DF-778',
    specialRequirements: '木箱包装',
    lines: [
      { item: goods.motor, quantity: '10', price: '100', taxRate: '0.13' },
      { item: goods.pump, quantity: '2', price: '500', taxRate: '0.13' },
    ],
  })
  order = made.id
  expect(made).toMatchObject({ number: 'SO-2026-000001', amount: '2000.00', status: 'draft' })
  for (const [name, item] of Object.entries({ motor: goods.motor, pump: goods.pump }))
    lines[name as keyof typeof lines] = (await li.only('sales.orderLine', { order, item })).id
  // 240 working minutes from 10:00, over the midday break.
  expect(await whereIs(order)).toMatchObject({
    currentStep: 'confirm',
    currentHolder$title: '销售李雷',
    currentDue: '2026-06-15T07:30:00.000Z',
  })
  expect(await handOvers(order)).toEqual([['confirm', '销售李雷', '2026-06-15T07:30:00.000Z']])
})

test('nobody hands over what is not done: the refusal says what is missing', async () => {
  const task = await li.only('flow.task', { record: order, step: 'confirm' })
  await expect(li.act('flow.task', task.id, 'deliver')).rejects.toThrow(
    '“销售确认”还没有做完：订单还没有确认',
  )
})

test('[ORD-12] [PUR-01] confirming reserves what is there, and asks for what is not: bought and made', async () => {
  await li.act('sales.order', order, 'confirm')
  expect(await stock(goods.motor)).toEqual(['6.000', '6.000', '0.000'])
  expect(await quantities(li, order)).toEqual(['0.000', '6.000', '6.000', '12.000', '0.000'])
  const purchase = await buyer.find('procurement.orderLine', {}, ['item', 'quantity', 'dueDate', 'orderLine'])
  expect(purchase).toHaveLength(3)
  // Four motors for the order, two motors and four seals for the pumps; the days come from the lead times.
  expect(purchase).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        item: goods.motor,
        quantity: '4.000',
        dueDate: '2026-06-22',
        orderLine: lines.motor,
      }),
      expect.objectContaining({
        item: goods.motor,
        quantity: '2.000',
        dueDate: '2026-06-22',
        orderLine: lines.pump,
      }),
      expect.objectContaining({
        item: goods.seal,
        quantity: '4.000',
        dueDate: '2026-06-20',
        orderLine: lines.pump,
      }),
    ]),
  )
  expect(
    await planner.only('production.workOrder', {}, ['item', 'quantity', 'dueDate', 'specialRequirements']),
  ).toMatchObject({
    item: goods.pump,
    quantity: '2.000',
    dueDate: '2026-06-25',
    specialRequirements: '木箱包装',
  })
})

test('[ORD-02] purchasing and production hold it side by side, until 2,400 working minutes later, the holiday not counted', async () => {
  // Mon 10:00 + 2,400 minutes of 450 a day; Friday the 19th is the Dragon Boat Festival.
  expect(await handOvers(order)).toEqual([
    ['production', '计划员钱进', '2026-06-23T06:00:00.000Z'],
    ['purchase', '采购员赵强', '2026-06-23T06:00:00.000Z'],
  ])
  expect(await whereIs(order)).toMatchObject({ stage: 'purchase', expectedDate: '2026-06-25' })
})

test('[PUR-01] the buyer orders; the supplier promises a later day than was hoped, and the order shows it at once', async () => {
  const { id } = await buyer.only('procurement.order', {})
  await buyer.act('procurement.order', id, 'place', { promisedDate: '2026-06-26' })
  expect(await whereIs(order)).toMatchObject({ expectedDate: '2026-06-26' })
  expect(await li.one('sales.orderLine', lines.motor, ['expectedDate'])).toMatchObject({
    expectedDate: '2026-06-26',
  })
})

test('[STK-01] the keeper receives: stock is right, and the waiting order has it', async () => {
  server.at('2026-06-29T02:00:00.000Z')
  const { id } = await keeper.only('procurement.order', {})
  await keeper.act('procurement.order', id, 'receive')
  expect(await stock(goods.motor)).toEqual(['12.000', '12.000', '0.000'])
  expect(await stock(goods.seal)).toEqual(['4.000', '4.000', '0.000'])
  const bought = await buyer.one('procurement.order', id, ['status', 'promisedDate', 'actualDate'])
  expect(bought).toMatchObject({ status: 'closed', promisedDate: '2026-06-26', actualDate: '2026-06-29' })
  const moves = await keeper.find('inventory.move', { kind: 'receipt' }, ['purchaseLine', 'quantity'])
  expect(moves).toHaveLength(3)
  expect(moves.every(({ purchaseLine }) => typeof purchaseLine === 'string')).toBe(true)
  expect(await handOvers(order)).toEqual([['production', '计划员钱进', '2026-06-23T06:00:00.000Z']])
})

test('[STK-01] production makes the pumps: materials out, product in and reserved, and shipping holds the order', async () => {
  const { id } = await planner.only('production.workOrder', {})
  await planner.act('production.workOrder', id, 'start')
  await planner.act('production.workOrder', id, 'finish')
  expect(await stock(goods.motor)).toEqual(['10.000', '10.000', '0.000'])
  expect(await stock(goods.seal)).toEqual(['0.000', '0.000', '0.000'])
  expect(await stock(goods.pump)).toEqual(['2.000', '2.000', '0.000'])
  // What is called by what it refers to is told by that one's name, in rows and in groups.
  const consumed = {
    object: 'inventory.move',
    filter: { field: 'kind', is: 'eq', value: 'consumption' },
  } as const
  const { rows } = await planner.query({ ...consumed, fields: ['item$title', 'workOrderMaterial$title'] })
  expect(rows.map((row) => row.workOrderMaterial$title)).toEqual(rows.map((row) => row.item$title))
  const groups = await planner.summary({ ...consumed, by: ['workOrderMaterial'] })
  expect(groups.flatMap(({ title }) => title).toSorted()).toEqual(
    rows.map((row) => row.item$title).toSorted(),
  )
  expect(await quantities(li, order)).toEqual(['0.000', '12.000', '0.000', '12.000', '0.000'])
  // 480 working minutes from Monday 10:00: 390 that day, 90 the next.
  expect(await handOvers(order)).toEqual([['ship', '物流员周杰', '2026-06-30T02:30:00.000Z']])
})

test('[SHIP-01] logistics ships a part; more than is reserved is refused with what is ready', async () => {
  await expect(
    shipper.act('sales.order', order, 'ship', { lines: [{ line: lines.motor, quantity: '11' }] }),
  ).rejects.toThrow(/电机.*11.*10/)
  await shipper.act('sales.order', order, 'ship', { lines: [{ line: lines.motor, quantity: '6' }] })
  expect(await quantities(shipper, order)).toEqual(['6.000', '6.000', '0.000', '6.000', '0.000'])
  expect(await stock(goods.motor)).toEqual(['4.000', '4.000', '0.000'])
  expect(await handOvers(order)).toEqual([['ship', '物流员周杰', '2026-06-30T02:30:00.000Z']])
  await expect(li.act('sales.order', order, 'close')).rejects.toThrow('还有 6 未发货')
  await expect(li.act('sales.order', order, 'cancel', { reason: '客户反悔' })).rejects.toThrow('已发货 6')
})

test('[SHIP-01] [STK-04] then the rest: every shipment is on its order line, and finance is asked without a word', async () => {
  server.at('2026-06-30T02:00:00.000Z')
  await shipper.act('sales.order', order, 'ship')
  expect(await quantities(shipper, order)).toEqual(['12.000', '0.000', '0.000', '0.000', '0.000'])
  const shipments = await shipper.find('inventory.move', { kind: 'ship' }, ['orderLine', 'quantity', 'at'])
  expect(shipments.map(({ orderLine, quantity, at }) => [orderLine, quantity, at]).toSorted()).toEqual(
    [
      [lines.motor, '6.000', '2026-06-29T02:00:00.000Z'],
      [lines.motor, '4.000', '2026-06-30T02:00:00.000Z'],
      [lines.pump, '2.000', '2026-06-30T02:00:00.000Z'],
    ].toSorted(),
  )
  expect(await stock(goods.motor)).toEqual(['0.000', '0.000', '0.000'])
  expect(await stock(goods.pump)).toEqual(['0.000', '0.000', '0.000'])
  // 960 working minutes from Tuesday 10:00.
  expect(await handOvers(order)).toEqual([['invoice', '会计吴敏', '2026-07-02T03:00:00.000Z']])
})

let invoice = ''

test('[BILL-01] [STK-04] one click bills what was shipped: nothing is typed again', async () => {
  await accountant.act('sales.order', order, 'issueInvoice')
  const bill = await accountant.only('finance.invoice', { order }, [
    'status',
    'gross',
    'net',
    'tax',
    'dueOn',
    'outstanding',
  ])
  invoice = bill.id
  expect(bill).toMatchObject({
    status: 'issued',
    gross: '2000.00',
    net: '1769.92',
    tax: '230.08',
    dueOn: '2026-07-30',
    outstanding: '2000.00',
  })
  await expect(accountant.act('sales.order', order, 'issueInvoice')).rejects.toThrow('已发货的都已开票')
  expect(await li.one('sales.order', order, ['stage', 'invoiceAmount'])).toMatchObject({
    stage: 'collect',
    invoiceAmount: '2000.00',
  })
})

/** What is owed: on the order, by the customer, and to the salesperson. */
async function owed(): Promise<unknown> {
  const fields = ['invoiceAmount', 'receivedAmount', 'outstanding']
  const onOrder = await accountant.one('sales.order', order, fields)
  const party = await accountant.one('masterdata.party', goods.customer, [
    'invoiced',
    'received',
    'receivable',
  ])
  const [cell] = await accountant.metric({ metric: 'finance.receivable', dimensions: ['customer.owner'] })
  return [
    onOrder.invoiceAmount,
    onOrder.receivedAmount,
    onOrder.outstanding,
    party.received,
    party.receivable,
    cell,
  ]
}

test('[PAY-03] the customer pays in two parts: invoiced, received and owed agree on order, customer and salesperson', async () => {
  const pay = async (amount: string, day: string): Promise<string> => {
    server.at(`${day}T02:00:00.000Z`)
    return (await accountant.create('finance.receipt', { customer: goods.customer, amount, receivedOn: day }))
      .id
  }
  const first = await pay('1500', '2026-07-01')
  await accountant.act('finance.receipt', first, 'allocate', { invoice, amount: '1500' })
  expect(await owed()).toMatchObject([
    '2000.00',
    '1500.00',
    '500.00',
    '1500.00',
    '500.00',
    { key: [li.me.id], value: '500.00' },
  ])
  const second = await pay('600', '2026-07-02')
  await expect(
    accountant.act('finance.receipt', second, 'allocate', { invoice, amount: '600' }),
  ).rejects.toThrow('500.00')
  await accountant.act('finance.receipt', second, 'autoAllocate')
  expect(await owed()).toMatchObject(['2000.00', '2000.00', '0.00', '2100.00', '0.00', { value: '0.00' }])
  expect(await accountant.one('finance.receipt', second, ['unallocated'])).toMatchObject({
    unallocated: '100.00',
  })
})

test('[ORD-02] service calls the customer and closes the order; nobody else of the later departments could', async () => {
  expect(await whereIs(order)).toMatchObject({ currentStep: 'aftersales', currentHolder$title: '客服郑爽' })
  await expect(shipper.act('sales.order', order, 'close')).rejects.toMatchObject({ status: 403 })
  const { actions } = await agent.abilities('sales.order', order)
  expect(actions).toContainEqual({ name: 'close', blocked: [] })
  // Besides that service says what went wrong and what was said, as everybody concerned does.
  expect(actions.map(({ name }) => name).toSorted()).toEqual(['close', 'logContact', 'reportException'])
  await agent.act('sales.order', order, 'close')
  expect(await whereIs(order)).toMatchObject({ currentStep: null, currentHolder$title: null, stage: 'done' })
  expect(await handOvers(order)).toEqual([])
  expect(await boss.only('flow.instance', { record: order }, ['status'])).toMatchObject({ status: 'ended' })
})

test('[ORD-01] the whole chain is found from the order line: bought, made, received, shipped, billed', async () => {
  const chain = async (line: string): Promise<unknown> => ({
    bought: (await boss.find('procurement.orderLine', { orderLine: line })).length,
    made: (await boss.find('production.workOrder', { orderLine: line })).length,
    shipped: (await boss.find('inventory.move', { orderLine: line, kind: 'ship' })).length,
    billed: (await boss.find('finance.invoiceLine', { orderLine: line })).length,
  })
  expect(await chain(lines.motor)).toEqual({ bought: 1, made: 0, shipped: 2, billed: 1 })
  expect(await chain(lines.pump)).toEqual({ bought: 2, made: 1, shipped: 1, billed: 1 })
  const steps = await boss.query({
    object: 'flow.task',
    fields: ['step', 'holder', 'status', 'deliveredAt'],
    filter: { field: 'record', is: 'eq', value: order },
    sort: ['askedAt'],
  })
  expect(steps.rows.map(({ step, status }) => `${step} ${status}`).toSorted()).toEqual(
    ['confirm', 'purchase', 'production', 'ship', 'invoice', 'collect', 'aftersales']
      .map((step) => `${step} delivered`)
      .toSorted(),
  )
})

test('[AUD-01] every write is in the log: who, when, from where, before and after', async () => {
  const history = await boss.history('sales.order', order)
  const confirmed = history.find(({ action }) => action === 'sales.order.confirm')
  expect(confirmed).toMatchObject({
    actorName: '销售李雷',
    source: 'form',
    ip: '127.0.0.1',
    at: '2026-06-15T02:00:00.000Z',
    before: { status: 'draft' },
    after: { status: 'confirmed', reservedQuantity: '6.000' },
  })
  const actions = history.map(({ action, actorName }) => `${actorName} ${action}`).reverse()
  expect(actions.filter((one) => !one.endsWith('null'))).toEqual([
    '销售李雷 sales.order.confirm',
    '物流员周杰 sales.order.ship',
    '物流员周杰 sales.order.ship',
    '会计吴敏 sales.order.issueInvoice',
    '客服郑爽 sales.order.close',
  ])
  // What the clocks did on their own is in the same log, under the name of that part of the system.
  const people = history.filter(({ source }) => source !== 'flow')
  const clocks = history.filter(({ source }) => source === 'flow')
  expect(clocks.every((one) => one.actorName === 'flow' && one.isSystem)).toBe(true)
  expect(new Set(people.map(({ actorName }) => actorName))).toEqual(
    new Set(['销售李雷', '采购员赵强', '保管员孙丽', '计划员钱进', '物流员周杰', '会计吴敏', '客服郑爽']),
  )
  expect(people.every(({ ip, at, actor }) => ip === '127.0.0.1' && at && actor)).toBe(true)
  // Each change begins where the one before ended.
  const versions = history.map(({ version }) => version).reverse()
  expect(versions).toEqual(versions.map((_, index) => index + 1))
})
