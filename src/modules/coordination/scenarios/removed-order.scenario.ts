// An order that was removed by mistake: back with its lines and its number, and in the hands of whoever held it.
import { expect, test } from 'vitest'
import { stockUp, testServer } from '#test/server'

const server = await testServer({ at: '2026-06-15T02:00:00.000Z' })
const { li, boss } = server.people
const goods = await stockUp(server, { motor: '2' })

test('[R19] a draft order that comes back is held again by whoever held it, since when and until when they did', async () => {
  const { id } = await li.create('sales.order', {
    customer: goods.customer,
    promisedDate: '2026-06-30',
    lines: [{ item: goods.motor, quantity: '3', price: '100', taxRate: '0.13' }],
  })
  const wanted = ['number', 'status', 'total', 'currentStep', 'currentHolder', 'currentDue', 'openTasks']
  const before = await li.only('sales.order', { id })
  const task = await boss.only('flow.task', { record: id })
  expect(task).toMatchObject({ status: 'asked' })
  server.at('2026-06-15T03:00:00.000Z')
  await li.remove('sales.order', id)
  expect(await boss.only('flow.task', { record: id })).toMatchObject({ status: 'cancelled' })
  server.at('2026-06-15T04:00:00.000Z')
  await li.write([{ kind: 'restore', object: 'sales.order', id }])
  const after = await li.only('sales.order', { id })
  for (const field of wanted) expect(after[field], field).toEqual(before[field])
  expect(await li.find('sales.orderLine', { order: id })).toHaveLength(1)
  const { version: _old, updatedAt: _then, updatedBy: _who, ...was } = task
  expect(await boss.only('flow.task', { record: id })).toMatchObject(was)
  expect(await boss.only('flow.instance', { record: id })).toMatchObject({ status: 'running', endedAt: null })
  await li.act('sales.order', id, 'confirm')
  expect(await boss.only('flow.task', { record: id, id: task.id })).toMatchObject({ status: 'delivered' })
})
