// From a business card to a confirmed order, and nobody types anything twice.
import { expect, test } from 'vitest'
import { newId, stockUp, testServer } from '#test/server'

const server = await testServer({ at: '2026-06-15T02:00:00.000Z' })
const { admin, li, han, manager, accountant, planner, boss } = server.people
const goods = await stockUp(server, { motor: '20' })
await admin.write([
  {
    kind: 'create',
    object: 'masterdata.company',
    id: newId(),
    values: { name: '接力机电有限公司', code: 'JL', currency: 'CNY', reviewOver: '1000' },
  },
])

let [lead, customer, opportunity, quote, order] = ['', '', '', '', '']

test('[CUST-01] a contacted lead becomes a customer, a contact and an opportunity, with its history', async () => {
  lead = (
    await li.create('crm.lead', {
      name: '何工',
      company: '南江泵业',
      phone: '13800001111',
      region: 'south',
      need: '十二台电机',
      channel: 'referral',
    })
  ).id
  expect(await li.one('crm.lead', lead, ['status', 'owner'])).toMatchObject({
    status: 'assigned',
    owner: li.me.id,
  })
  const contact = { outcome: 'reached', nextStep: '演示', nextAt: '2026-06-16T02:00:00.000Z' }
  await li.act('crm.lead', lead, 'logContact', { kind: 'call', ...contact })
  const made = await li.act('crm.lead', lead, 'convert', { opportunityName: '南江电机更新' })
  ;[customer, opportunity] = [String(made.party), String(made.opportunity)]
  expect(await li.one('masterdata.party', customer, ['name', 'phone', 'region', 'owner'])).toMatchObject({
    name: '南江泵业',
    phone: '13800001111',
    region: 'south',
    owner: li.me.id,
  })
  expect(await li.only('masterdata.contact', { party: customer }, ['name', 'phone'])).toMatchObject({
    name: '何工',
  })
  expect(await li.only('crm.activity', { party: customer }, ['lead', 'opportunity'])).toMatchObject({
    lead,
    opportunity,
  })
})

test('[CUST-01] a second lead of the same customer is recognised, not a new customer', async () => {
  const again = await han.create('crm.lead', {
    name: '何工',
    company: '南江泵业有限公司',
    phone: '138 0000 1111',
  })
  expect(await boss.one('crm.lead', again.id, ['customer'])).toMatchObject({ customer })
})

test('the opportunity moves only with evidence, and is quoted in one click from the price list', async () => {
  await expect(
    li.act('crm.opportunity', opportunity, 'advance', { stage: 'proposal' }),
  ).rejects.toMatchObject({
    codes: ['records.stageNeeds'],
  })
  const next = { outcome: 'reached', nextStep: '报价', nextAt: '2026-06-17T02:00:00.000Z' }
  await li.act('crm.opportunity', opportunity, 'logContact', { kind: 'demo', ...next })
  await li.act('crm.opportunity', opportunity, 'advance', { stage: 'proposal' })
  await manager.create('sales.priceList', {
    name: '2026 标准价',
    currency: 'CNY',
    validFrom: '2026-01-01',
    lines: [{ item: goods.motor, price: '95', minQuantity: '10' }],
  })
  const made = await li.act('crm.opportunity', opportunity, 'createQuote', {
    lines: [{ item: goods.motor, quantity: '12' }],
  })
  quote = String(made.quote)
  expect(await li.one('sales.quote', quote, ['number', 'customer', 'amount', 'status'])).toMatchObject({
    number: 'QT-2026-00001',
    customer,
    amount: '1140.00',
    status: 'draft',
  })
})

test('a discount beyond the rule is approved by the manager from her task card, then the quote goes out', async () => {
  const line = await li.only('sales.quoteLine', { quote })
  await li.update('sales.quoteLine', line.id, { discount: '0.12' })
  await expect(li.act('sales.quote', quote, 'send')).rejects.toThrow('折扣或金额超出权限，须先批准')
  await li.act('sales.quote', quote, 'askApproval')
  const task = await manager.only('flow.task', { record: quote, status: 'asked' }, [
    'step',
    'holder',
    'actions',
  ])
  expect(task).toMatchObject({ step: 'approve', holder: manager.me.id, actions: ['approve', 'reject'] })
  await expect(li.act('sales.quote', quote, 'approve')).rejects.toMatchObject({ status: 403 })
  await manager.act('sales.quote', quote, 'approve', { note: '老客户' })
  await li.act('sales.quote', quote, 'send')
  expect(await li.one('sales.quote', quote, ['status', 'amount'])).toMatchObject({
    status: 'sent',
    amount: '1003.20',
  })
})

test('[CUST-01] the won quote is the order: the same customer, lines, prices and discount', async () => {
  const made = await li.act('sales.quote', quote, 'win', { promisedDate: '2026-06-30', customerPo: 'NJ-1' })
  order = String(made.order)
  const fields = ['customer', 'quote', 'salesPerson', 'amount', 'promisedDate', 'customerPo']
  expect(await li.one('sales.order', order, fields)).toMatchObject({
    customer,
    quote,
    salesPerson: li.me.id,
    amount: '1003.20',
    promisedDate: '2026-06-30',
    customerPo: 'NJ-1',
  })
  const carried = ['item', 'quantity', 'price', 'discount', 'taxRate', 'amount']
  const [before] = await li.find('sales.quoteLine', { quote }, carried)
  const [after] = await li.find('sales.orderLine', { order }, carried)
  for (const name of carried) expect(after?.[name]).toBe(before?.[name])
  expect(await li.one('crm.opportunity', opportunity, ['stage', 'nextStep'])).toMatchObject({
    stage: 'won',
    nextStep: null,
  })
})

test('an order of that amount is released by two different people', async () => {
  const company = await li.only('masterdata.company', {})
  await li.update('sales.order', order, { company: company.id })
  await expect(li.act('sales.order', order, 'confirm')).rejects.toThrow('须由另一人复核')
  await expect(li.act('sales.order', order, 'review')).rejects.toMatchObject({ status: 403 })
  await manager.act('sales.order', order, 'review')
  await li.update('sales.order', order, { promisedDate: '2026-07-01' })
  await expect(li.act('sales.order', order, 'confirm')).rejects.toThrow('须由另一人复核')
  await manager.act('sales.order', order, 'review')
  await li.act('sales.order', order, 'confirm')
  expect(await planner.one('sales.order', order, ['status', 'reservedQuantity'])).toMatchObject({
    status: 'confirmed',
    reservedQuantity: '12.000',
  })
})

test('[CUST-01] everything that concerns the customer is found by the one customer id', async () => {
  const found = async (object: string, field = 'customer'): Promise<number> =>
    (await boss.find(object, { [field]: customer })).length
  await server.people.shipper.act('sales.order', order, 'ship')
  await accountant.act('sales.order', order, 'issueInvoice')
  await accountant.create('finance.receipt', { customer, amount: '1003.20', receivedOn: '2026-06-15' })
  await server.people.agent.act('service.ticket', null, 'open', {
    customer,
    subject: '噪音',
    kind: 'complaint',
  })
  expect({
    leads: await found('crm.lead'),
    opportunities: await found('crm.opportunity'),
    quotes: await found('sales.quote'),
    orders: await found('sales.order'),
    shipments: await found('inventory.move', 'orderLine.order.customer'),
    invoices: await found('finance.invoice'),
    receipts: await found('finance.receipt'),
    tickets: await found('service.ticket'),
    contacts: await found('masterdata.contact', 'party'),
  }).toEqual({
    leads: 2,
    opportunities: 1,
    quotes: 1,
    orders: 1,
    shipments: 1,
    invoices: 1,
    receipts: 1,
    tickets: 1,
    contacts: 1,
  })
})

test('[SA10] with the last quote lost the opportunity is back at the proposal, and may be quoted anew', async () => {
  const wish = { name: '备用泵', customer, need: '一台', expectedOn: '2026-08-01' }
  const { id } = await li.create('crm.opportunity', wish)
  const next = { outcome: 'reached', nextStep: '报价', nextAt: '2026-06-18T02:00:00.000Z' }
  await li.act('crm.opportunity', id, 'logContact', { kind: 'demo', ...next })
  const first = String((await li.act('crm.opportunity', id, 'createQuote')).quote)
  const second = String((await li.act('crm.opportunity', id, 'createQuote')).quote)
  await li.act('crm.opportunity', id, 'advance', { stage: 'negotiation' })
  const stage = async () => (await li.one('crm.opportunity', id, ['stage'])).stage
  await li.act('sales.quote', first, 'lose', { reason: '太贵' })
  expect(await stage()).toBe('negotiation')
  await li.act('sales.quote', second, 'lose', { reason: '太贵' })
  expect(await stage()).toBe('proposal')
  await expect(li.act('crm.opportunity', id, 'advance', { stage: 'negotiation' })).rejects.toThrow(
    '请先建立报价',
  )
  await li.act('crm.opportunity', id, 'createQuote')
  await li.act('crm.opportunity', id, 'advance', { stage: 'negotiation' })
  expect(await stage()).toBe('negotiation')
})
