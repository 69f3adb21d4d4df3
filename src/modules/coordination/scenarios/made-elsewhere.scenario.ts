// An order that was made elsewhere last year and is entered now, through the public doors.
import { expect, test } from 'vitest'
import { newId, stockUp, testServer } from '#test/server'

const at = '2026-06-15T02:00:00.000Z'
const server = await testServer({ at })
const { li, han, admin } = server.people
const goods = await stockUp(server, { motor: '2' })

const order = (made: unknown) => {
  const id = newId()
  const values = { customer: goods.customer, promisedDate: '2026-06-30' }
  return { id, change: { kind: 'create', object: 'sales.order', id, values, made } }
}
const lastYear = { by: han.me.id, at: '2025-03-01T01:30:00.000Z' }

test('[R44] the interface takes it from whom it was granted to, refuses it to others, and knows nothing else of the past', async () => {
  const refused = await li.raw('POST', '/api/write', { changes: [order(lastYear).change] })
  expect([refused.status, refused.body]).toMatchObject([403, { problems: [{ code: 'access.denied' }] }])
  for (const made of [{ by: '1' }, { at: 1 }, { at: 'x'.repeat(41) }, { updatedAt: at }, [], null, 'x']) {
    const answer = await admin.raw('POST', '/api/write', { changes: [order(made).change] })
    expect([made, answer.status]).toEqual([made, 400])
  }
  const later = { ...lastYear, at: '2026-06-15T02:00:01Z' }
  const answer = await admin.raw('POST', '/api/write', { changes: [order(later).change] })
  expect([answer.status, answer.body]).toMatchObject([
    422,
    { problems: [{ code: 'records.madeWhen', path: ['0', 'createdAt'] }] },
  ])
  const { id, change } = order(lastYear)
  expect((await admin.raw('POST', '/api/write', { changes: [change] })).status).toBe(200)
  const fields = ['createdBy', 'createdAt', 'updatedAt', 'number', 'orderDate']
  const { body } = await admin.ask('POST', '/api/query', {
    ...{ object: 'sales.order', fields, filter: { field: 'id', is: 'eq', value: id } },
  })
  expect(body).toMatchObject({
    rows: [
      {
        ...{ createdBy: han.me.id, createdAt: lastYear.at, updatedAt: at },
        ...{ number: expect.stringContaining('2026'), orderDate: '2026-06-15' },
      },
    ],
  })
  // What begins with it begins now.
  expect(await admin.only('flow.instance', { record: id })).toMatchObject({ startedAt: at })
  expect(await admin.only('flow.task', { record: id })).toMatchObject({ askedAt: at })
})
