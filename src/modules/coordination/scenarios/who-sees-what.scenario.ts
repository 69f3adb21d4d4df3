// Every department sees of an order what its work needs, and nothing else, whichever door it comes through.
import { expect, test } from 'vitest'
import { stockUp, testServer, until } from '#test/server'

const server = await testServer({ at: '2026-06-15T02:00:00.000Z' })
const { li, han, manager, buyer, keeper, shipper, accountant, agent, boss } = server.people
const goods = await stockUp(server, { motor: '100' })

const line = { item: goods.motor, quantity: '3', price: '123.45', discount: '0.05', taxRate: '0.13' }
const made = await li.create('sales.order', {
  customer: goods.customer,
  promisedDate: '2026-06-30',
  lines: [line],
})
const order = made.id
await li.act('sales.order', order, 'confirm')
const draft = (
  await li.create('sales.order', { customer: goods.customer, customerPo: 'GEHEIM', lines: [line] })
).id
const amount = '351.83'

const money = ['amount', 'netAmount', 'invoiceAmount', 'receivedAmount', 'outstanding', 'margin']
const handlers = { buyer, keeper, shipper }

test('[PERM-01] roles, rows, fields and actions: one order, seen by each department', async () => {
  const seen = async (who: typeof li): Promise<unknown> => {
    const row = await who.one('sales.order', order)
    const { actions, update } = await who.abilities('sales.order', order)
    return [
      row.amount !== undefined,
      row.margin !== undefined,
      update,
      actions.map(({ name }) => name).toSorted(),
    ]
  }
  const concerned = ['logContact', 'reportException']
  const sells = ['changeRequest', ...concerned, 'rush']
  const coordinate = ['cancel', ...sells, 'close', 'setRequirements']
  const inOrder = (...names: readonly string[]): readonly string[] => names.toSorted()
  expect(await seen(li)).toEqual([true, false, false, inOrder(...coordinate)])
  expect(await seen(han)).toEqual([true, false, false, inOrder(...sells)])
  expect(await seen(manager)).toEqual([
    true,
    true,
    false,
    inOrder(...coordinate, 'prioritise', 'setPriority'),
  ])
  expect(await seen(shipper)).toEqual([false, false, false, inOrder(...concerned, 'ship')])
  expect(await seen(buyer)).toEqual([false, false, false, concerned])
  expect(await seen(accountant)).toEqual([true, true, false, concerned])
  expect(await seen(agent)).toEqual([true, false, false, concerned])
  await expect(buyer.act('sales.order', order, 'ship')).rejects.toMatchObject({ status: 403 })
  await expect(shipper.update('sales.order', order, { notes: 'x' })).rejects.toMatchObject({ status: 403 })
  await expect(han.update('sales.order', draft, { notes: 'x' })).rejects.toMatchObject({ status: 403 })
})

test('[PERM-03] a record that is not theirs is not there: one, list, count, search, history, abilities, number', async () => {
  for (const who of Object.values(handlers)) {
    await expect(who.one('sales.order', draft)).rejects.toMatchObject({ status: 404 })
    await expect(who.history('sales.order', draft)).rejects.toMatchObject({ status: 404 })
    await expect(who.abilities('sales.order', draft)).rejects.toMatchObject({ status: 404 })
    const page = await who.query({ object: 'sales.order', fields: ['id'], count: true })
    expect(page).toMatchObject({ rows: [{ id: order }], total: { value: 1 } })
    const list = await who.ask('GET', '/api/records/sales.order?fields=id&limit=10')
    expect(list.body).toMatchObject({ rows: [{ id: order }] })
    expect(await who.search('GEHEIM')).toEqual([])
    expect((await who.query({ object: 'sales.order', search: 'GEHEIM' })).rows).toEqual([])
    expect(await who.find('sales.orderLine', { order: draft })).toEqual([])
  }
  expect((await li.search('GEHEIM')).map(({ id }) => id)).toEqual([draft])
})

test('[PERM-03] a field that is not theirs is not there: read, asked for, followed, filtered, sorted, summed, remembered', async () => {
  for (const who of Object.values(handlers)) {
    const row = await who.one('sales.order', order)
    expect(money.filter((name) => name in row)).toEqual([])
    const asked = await who.raw('POST', '/api/query', { object: 'sales.order', fields: ['id', ...money] })
    expect(JSON.stringify(asked.body)).not.toContain(amount)
    // Through a relation: the line's order, the shipment's order line.
    const followed = await who.raw('POST', '/api/query', {
      object: 'sales.orderLine',
      fields: ['id', 'order.amount', 'price'],
    })
    expect(JSON.stringify(followed.body)).not.toMatch(/351\.83|123\.45/)
    // A filter or an order by a hidden field tells nothing.
    const filter = { field: 'amount', is: 'gt', value: '0' }
    const filtered = await who.raw('POST', '/api/query', { object: 'sales.order', filter })
    expect((filtered.body as { rows?: unknown[] }).rows ?? []).toEqual([])
    const formula = await who.raw('POST', '/api/query', {
      object: 'sales.order',
      filter: { formula: 'amount > 0' },
    })
    expect((formula.body as { rows?: unknown[] }).rows ?? []).toEqual([])
    const summed = await who.raw('POST', '/api/metrics', { metric: 'sales.orderAmount' })
    expect(JSON.stringify(summed.body)).not.toContain(amount)
    const together = await who.raw('POST', '/api/questions', {
      questions: [
        { ask: 'query', of: { object: 'sales.order' } },
        { ask: 'metrics', of: { metric: 'sales.orderAmount' } },
        { ask: 'summary', of: { object: 'sales.order', sums: ['amount'] } },
      ],
    })
    expect(JSON.stringify(together.body)).not.toContain(amount)
    expect(JSON.stringify(await who.history('sales.order', order))).not.toContain(amount)
  }
  expect(await accountant.one('sales.order', order, ['amount'])).toMatchObject({ amount })
})

test('[PERM-01] what is said with a customer is for who speaks to customers; the others see that it was, and what was agreed', async () => {
  const agreed = { nextStep: '改到周三送货', nextAt: '2026-06-17T02:00:00.000Z' }
  await li.act('sales.order', order, 'logContact', { kind: 'call', notes: '客户要求再降 5%', ...agreed })
  await shipper.act('sales.order', order, 'logContact', { kind: 'call', notes: '门卫电话已问到' })
  const seenBy = (who: typeof li) => who.find('crm.activity', { order })
  const notes = async (who: typeof li) => (await seenBy(who)).flatMap((row) => row.notes ?? []).toSorted()
  for (const who of [li, han, manager, accountant, agent])
    expect(await notes(who)).toEqual(['客户要求再降 5%', '门卫电话已问到'].toSorted())
  for (const who of [buyer, keeper]) {
    const rows = await seenBy(who)
    expect(rows).toHaveLength(2)
    expect(rows.find((row) => row.nextStep === agreed.nextStep)).toMatchObject({
      kind: 'call',
      person: li.me.id,
    })
    expect(JSON.stringify(rows)).not.toMatch(/再降|门卫/)
    expect(await who.search('再降')).toEqual([])
    const [first] = rows
    expect(JSON.stringify(await who.history('crm.activity', String(first?.id)))).not.toMatch(/再降|门卫/)
  }
  expect(await notes(shipper)).toEqual(['门卫电话已问到'])
})

test('[PERM-03] who buys from a customer sees the supplier, and no figure of what is sold to it', async () => {
  const { admin } = server.people
  await admin.update('masterdata.party', goods.customer, { isSupplier: true, creditLimit: '54321.00' })
  const sold = ['openOrderAmount', 'orderCount', 'lastOrderDate', 'receivable', 'invoiced', 'creditLimit']
  const row = await buyer.one('masterdata.party', goods.customer)
  expect(row.name).toBeDefined()
  expect(sold.filter((name) => name in row)).toEqual([])
  const asked = await buyer.raw('POST', '/api/query', { object: 'masterdata.party', fields: ['id', ...sold] })
  expect(JSON.stringify(asked.body)).not.toMatch(/54321|351\.83/)
  const history = await buyer.history('masterdata.party', goods.customer)
  expect(JSON.stringify(history)).not.toMatch(/54321|351\.83/)
  const around = async (who: typeof li) =>
    (await who.metadata()).objects.find(({ name }) => name === 'masterdata.party')?.overview?.figures ?? []
  const fields = async (who: typeof li) =>
    (await around(who)).flatMap((figure) => ('field' in figure ? [figure.field] : [figure.metric]))
  expect(await fields(li)).toEqual(expect.arrayContaining(['openOrderAmount', 'receivable']))
  expect(
    (await fields(buyer)).filter((name) => /^(sales|finance|service)\.|rder|receivable/.test(name)),
  ).toEqual([])
  await expect(
    buyer.update('masterdata.party', goods.customer, { creditLimit: '1.00' }),
  ).rejects.toMatchObject({ status: 403 })
})

test('[PERM-03] the document of the interface names only what its reader may use', async () => {
  const [theirs, ours] = await Promise.all(
    [keeper, accountant].map((who) => who.ask('GET', '/api/openapi.json')),
  )
  const paths = (answer: typeof theirs) =>
    Object.keys((answer?.body as { paths?: object } | undefined)?.paths ?? {})
  expect(paths(theirs)).not.toContain('/api/records/finance.invoice')
  expect(paths(ours)).toContain('/api/records/finance.invoice')
  await expect(keeper.query({ object: 'finance.invoice' })).resolves.toMatchObject({ rows: [] })
})

test('[AUTO-02] what happens to the order reaches the other departments within seconds, naming only their fields', async () => {
  const [atShipping, atStock, atFinance] = await Promise.all([
    shipper.live(),
    keeper.live(),
    accountant.live(),
  ])
  await shipper.act('sales.order', order, 'ship')
  const hears = (page: typeof atStock, object: string) =>
    until(`${object} is pushed`, async () => page.heard.find((one) => one.object === object))
  const [here, there] = [await hears(atStock, 'sales.order'), await hears(atFinance, 'sales.order')]
  expect(here).toMatchObject({ id: order, kind: 'update' })
  expect(here.fields).toContain('shippedQuantity')
  expect(await hears(atShipping, 'flow.task')).toBeDefined()
  await accountant.act('sales.order', order, 'issueInvoice')
  await until('finance hears of the invoice', async () =>
    atFinance.heard.find(({ object, fields }) => object === 'sales.order' && fields.includes('outstanding')),
  )
  await until(
    'the keeper hears of the order again',
    async () => atStock.heard.filter(({ object }) => object === 'sales.order').length > 1,
  )
  expect(there.id).toBe(order)
  const names = atStock.heard.flatMap(({ fields }) => fields)
  expect(names.filter((name) => money.includes(name))).toEqual([])
  expect(atStock.heard.filter(({ object, id }) => object.startsWith('finance.') || id === draft)).toEqual([])
  for (const page of [atShipping, atStock, atFinance]) page.stop()
})

test('[DASH-04] a number on the board is the live business database, the moment after a write', async () => {
  const { namespace } = server.engine.workspace
  const stored = async (): Promise<string> => {
    const { rows } = await server.db.query<{ total: string }>({
      text: `select coalesce(sum(amount), 0)::text as total from "${namespace}".sales_order where status in ('confirmed', 'closed')`,
      values: [],
    })
    return rows[0]?.total ?? ''
  }
  const shown = () => boss.number({ metric: 'sales.orderAmount' })
  const before = await shown()
  expect(before).toBe(amount)
  const next = await li.create('sales.order', {
    customer: goods.customer,
    promisedDate: '2026-06-30',
    lines: [line],
  })
  expect(await shown()).toBe(before)
  await li.act('sales.order', next.id, 'confirm')
  expect(await shown()).toBe('703.66')
  expect(await stored()).toBe('703.66')
  const cells = await boss.metric({ metric: 'sales.orderAmount', dimensions: ['salesPerson'] })
  expect(cells).toMatchObject([{ key: [li.me.id], value: '703.66', rows: 2 }])
})
