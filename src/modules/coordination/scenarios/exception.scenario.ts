// Something goes wrong with an order, or the customer wants it sooner: somebody holds it, the clock runs, and it ends in words.
import { expect, test } from 'vitest'
import type { Client } from '#test/client'
import { stockUp, testServer, until } from '#test/server'

const server = await testServer({ at: '2026-06-15T02:00:00.000Z' }) // Monday, 10:00 in Shanghai
const { li, han, buyer, keeper, shipper, coordinator, boss } = server.people
const goods = await stockUp(server, { motor: '4' })
const made = await li.create('sales.order', {
  customer: goods.customer,
  promisedDate: '2026-06-30',
  lines: [{ item: goods.motor, quantity: '4', price: '100', taxRate: '0.13' }],
})
const order = made.id
await li.act('sales.order', order, 'confirm')

const told = (who: Client, record: string, part: string): Promise<string> =>
  until(`${who.me.name} is told of “${part}”`, async () => {
    const found = await who.find('notify.message', { person: who.me.id, record }, ['text'])
    return found.map(({ text }) => String(text)).find((text) => text.includes(part))
  })

const shown = ['status', 'holder$title', 'dueAt', 'solution', 'solvedBy$title', 'reportedBy$title']
const only = (text: string) => coordinator.only('coordination.exception', { text }, shown)

test('[CO16] an exception goes to the head of the department concerned, with a clock in working time', async () => {
  await keeper.act('sales.order', order, 'reportException', {
    ...{ kind: 'quality', text: '两台外壳划伤' },
    department: server.department('purchasing'),
  })
  const found = await only('两台外壳划伤')
  // 240 working minutes from 10:00, over the midday break.
  expect(found).toMatchObject({
    ...{ status: 'open', holder$title: '采购员赵强', reportedBy$title: '保管员孙丽' },
    dueAt: '2026-06-15T07:30:00.000Z',
  })
  for (const who of [li, coordinator])
    expect(await told(who, found.id, '两台外壳划伤')).toContain('SO-2026-000001')
  expect(await boss.only('flow.task', { record: found.id, status: 'asked' }, ['holder$title'])).toMatchObject(
    {
      holder$title: '采购员赵强',
    },
  )
})

test('[CO16] nobody else ends it, its holder does so in words, and who reported it is told', async () => {
  const { id } = await only('两台外壳划伤')
  await expect(
    shipper.act('coordination.exception', id, 'solve', { solution: '好了' }),
  ).rejects.toMatchObject({
    status: 403,
  })
  await expect(buyer.act('coordination.exception', id, 'solve')).rejects.toMatchObject({ status: 422 })
  await buyer.act('coordination.exception', id, 'solve', { solution: '供应商明早换两台' })
  expect(await only('两台外壳划伤')).toMatchObject({ status: 'solved', solvedBy$title: '采购员赵强' })
  for (const who of [keeper, li]) await told(who, id, '供应商明早换两台')
  expect(await boss.find('flow.task', { record: id, status: 'asked' })).toEqual([])
})

test('[CO16] a named person holds it before the head, and without a department the coordinator does', async () => {
  await li.act('sales.order', order, 'reportException', {
    ...{ kind: 'other', text: '客户要改收货地址', holder: shipper.me.id },
  })
  expect(await only('客户要改收货地址')).toMatchObject({ holder$title: '物流员周杰' })
  await li.act('sales.order', order, 'reportException', { kind: 'other', text: '不知道找谁' })
  const found = await only('不知道找谁')
  expect(found).toMatchObject({ holder$title: '协调员小周' })
  // Handed on to a colleague, the exception names them.
  const task = await boss.only('flow.task', { record: found.id, status: 'asked' })
  await coordinator.act('flow.task', task.id, 'reassign', { holder: shipper.me.id, reason: '物流的事' })
  expect(await only('不知道找谁')).toMatchObject({ holder$title: '物流员周杰' })
})

test('[CO17] [ORD-07] a rush is answered within the hour and, granted, goes before the others', async () => {
  const other = await han.create('sales.order', {
    customer: goods.customer,
    promisedDate: '2026-06-20',
    lines: [{ item: goods.motor, quantity: '3', price: '100', taxRate: '0.13' }],
  })
  await han.act('sales.order', other.id, 'confirm')
  const line = () => han.only('sales.orderLine', { order: other.id }, ['reservedQuantity'])
  expect(await line()).toMatchObject({ reservedQuantity: '0.000' })
  await han.act('sales.order', other.id, 'rush', { text: '客户停线', wantedDate: '2026-06-17' })
  const asked = await only('客户停线')
  expect(asked).toMatchObject({ holder$title: '协调员小周', dueAt: '2026-06-15T03:00:00.000Z' })
  await coordinator.act('coordination.exception', asked.id, 'grant', { promisedDate: '2026-06-17' })
  expect(await han.one('sales.order', other.id, ['priority', 'promisedDate'])).toMatchObject({
    priority: 'rush',
    promisedDate: '2026-06-17',
  })
  await told(han, asked.id, '客户停线')
  // Once rushed it is not asked for again.
  await expect(
    han.act('sales.order', other.id, 'rush', { text: '再快', wantedDate: '2026-06-16' }),
  ).rejects.toMatchObject({ status: 422 })
})
