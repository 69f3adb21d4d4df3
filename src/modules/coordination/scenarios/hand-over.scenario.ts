// Hand-overs between departments, shortages and orders that nobody holds: nothing falls between two chairs.
import { expect, test } from 'vitest'
import type { Client } from '#test/client'
import { stockUp, testServer, until } from '#test/server'

const server = await testServer({ at: '2026-06-15T02:00:00.000Z' })
const { admin, li, buyer, keeper, shipper, coordinator, boss } = server.people
const goods = await stockUp(server, { motor: '2' })

/** Waits for a message to somebody about a record, and answers its text. */
const told = (who: Client, record: string, part: string): Promise<string> =>
  until(`${who.me.name} is told of “${part}”`, async () => {
    const found = await who.find('notify.message', { person: who.me.id, record }, ['text'])
    return found.map(({ text }) => String(text)).find((text) => text.includes(part))
  })

async function confirmed(
  quantity: string,
  promisedDate = '2026-06-30',
): Promise<{ order: string; line: string }> {
  const made = await li.create('sales.order', {
    customer: goods.customer,
    promisedDate,
    lines: [{ item: goods.motor, quantity, price: '100', taxRate: '0.13' }],
  })
  await li.act('sales.order', made.id, 'confirm')
  return { order: made.id, line: (await li.only('sales.orderLine', { order: made.id })).id }
}
const taskOf = (order: string, step: string, status: string) =>
  boss.only('flow.task', { record: order, step, status }, [
    'holder$title',
    'askedBy$title',
    'rounds',
    'askReason',
    'returnReason',
    'dueAt',
    'acceptedAt',
  ])

test('[FLOW-08] a hand-over is asked, accepted, returned with a reason, mended and delivered', async () => {
  const { order } = await confirmed('5')
  // Asked: purchasing is to bring three motors, Li hands it over.
  const asked = await taskOf(order, 'purchase', 'asked')
  expect(asked).toMatchObject({ holder$title: '采购员赵强', askedBy$title: '销售李雷', rounds: '1' })
  await expect(shipper.act('flow.task', asked.id, 'accept')).rejects.toMatchObject({ status: 403 })
  await buyer.act('flow.task', asked.id, 'accept')
  expect(await taskOf(order, 'purchase', 'accepted')).toMatchObject({
    acceptedAt: '2026-06-15T02:00:00.000Z',
  })
  await expect(buyer.act('flow.task', asked.id, 'deliver')).rejects.toThrow(
    '“采购”还没有做完：采购的货还没有到齐入库',
  )
  const { id: purchase } = await buyer.only('procurement.order', { status: 'draft' })
  await buyer.act('procurement.order', purchase, 'place')
  await keeper.act('procurement.order', purchase, 'receive')
  expect(await taskOf(order, 'purchase', 'delivered')).toBeDefined()
  // Returned: logistics finds scratched housings and gives it back, with the reason, to whoever handed it over.
  const shipping = await taskOf(order, 'ship', 'asked')
  expect(shipping).toMatchObject({ holder$title: '物流员周杰', askedBy$title: '采购员赵强' })
  await expect(shipper.act('flow.task', shipping.id, 'return')).rejects.toMatchObject({ status: 422 })
  await shipper.act('flow.task', shipping.id, 'return', { reason: '外壳划伤，请换货' })
  const back = await taskOf(order, 'purchase', 'asked')
  expect(back).toMatchObject({ holder$title: '采购员赵强', rounds: '2', askReason: '外壳划伤，请换货' })
  expect(await li.one('sales.order', order, ['currentStep', 'currentHolder$title'])).toMatchObject({
    currentStep: 'purchase',
    currentHolder$title: '采购员赵强',
  })
  await told(buyer, order, '外壳划伤，请换货')
  // Mended and delivered: the one who returned it holds it again, with a new clock.
  server.at('2026-06-16T02:00:00.000Z')
  await buyer.act('flow.task', back.id, 'deliver')
  expect(await taskOf(order, 'ship', 'asked')).toMatchObject({
    holder$title: '物流员周杰',
    rounds: '2',
    dueAt: '2026-06-17T02:30:00.000Z',
  })
  expect(await taskOf(order, 'ship', 'returned')).toMatchObject({ returnReason: '外壳划伤，请换货' })
  await shipper.act('sales.order', order, 'ship')
  expect(await taskOf(order, 'invoice', 'asked')).toMatchObject({ askedBy$title: '物流员周杰' })
})

test('[STK-02] a shortage that breaks the promise is told at order entry, with the reason', async () => {
  const { line } = await confirmed('4', '2026-06-17')
  for (const who of [li, coordinator]) {
    const text = await told(who, line, '晚于承诺')
    expect(text).toContain('电机')
    expect(text).toContain('2026-06-23')
    expect(text).toContain('新采购 4，提前期 7 天')
  }
})

test('[STK-02] and when a later change leaves a shortage that nobody covers, that is told too', async () => {
  const { id: purchase } = await buyer.only('procurement.order', { status: 'draft' })
  const { orderLine } = await buyer.only('procurement.orderLine', { order: purchase }, ['orderLine'])
  await buyer.act('procurement.order', purchase, 'cancel', { reason: '供应商停产' })
  for (const who of [li, coordinator])
    expect(await told(who, String(orderLine), '尚未安排采购或生产')).toContain('缺 4')
})

test('[ORD-14] an accepted order that no department holds raises an alert after four hours', async () => {
  const { order } = await confirmed('1')
  const { id: run } = await admin.only('flow.instance', { record: order })
  await admin.act('flow.instance', run, 'cancel', { reason: '流程误停' })
  expect(await li.one('sales.order', order, ['status', 'currentStep'])).toMatchObject({
    status: 'confirmed',
    currentStep: null,
  })
  server.at('2026-06-16T05:59:00.000Z')
  expect(await li.find('notify.message', { record: order, kind: 'alert' })).toEqual([])
  server.at('2026-06-16T06:01:00.000Z')
  for (const who of [coordinator, li])
    expect(await told(who, order, '没有任何部门在处理')).toContain('SO-2026-')
})

test('[CO19] an order that was to be met by now says the earliest day from today on, and those who wait are told', async () => {
  const { order, line } = await confirmed('3', '2026-06-24')
  expect(await li.one('sales.order', order, ['expectedDate', 'isLate'])).toMatchObject({
    expectedDate: '2026-06-23',
    isLate: false,
  })
  // Ten days later nobody has done anything.
  server.at('2026-06-26T02:00:00.000Z')
  for (const who of [li, coordinator]) expect(await told(who, line, '晚于承诺')).toContain('2026-06-26')
  expect(await li.one('sales.order', order, ['expectedDate', 'isLate'])).toMatchObject({
    expectedDate: '2026-06-26',
    isLate: true,
  })
  const [latest] = await li.history('sales.order', order)
  expect(latest).toMatchObject({
    actionLabel: { en: 'A day passed without shipment: the expected day is computed again' },
    ruleLabel: { en: 'Dated again where a day passed without shipment' },
    before: { expectedDate: '2026-06-23', isLate: false },
    after: { expectedDate: '2026-06-26', isLate: true },
  })
})
