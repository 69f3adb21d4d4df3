import { expect, test } from 'vitest'
import { sheetsOf } from '#test/printed'
import { type Login, stockUp, testServer } from '#test/server'

const server = await testServer({ at: '2026-06-15T02:00:00.000Z' })
const goods = await stockUp(server, { motor: '40' })
const { li, admin } = server.people

async function printed(login: Login, path: string) {
  const authorization = `Bearer ${await server.token(login)}`
  const answer = await fetch(`${server.url}${path}`, { headers: { authorization } })
  const bytes = new Uint8Array(await answer.arrayBuffer())
  return { status: answer.status, headers: answer.headers, bytes }
}

test('smoke', async () => {
  const quote = await li.create('sales.quote', {
    customer: goods.customer,
    validUntil: '2026-07-30',
    lines: [{ item: goods.motor, quantity: '4', price: '100', taxRate: '0.13' }],
  })
  const t = performance.now()
  const answer = await printed('li', `/api/records/sales.quote/${quote.id}/print/quote`)
  console.log(answer.status, performance.now() - t, [...answer.headers])
  if (answer.status !== 200) console.log(new TextDecoder().decode(answer.bytes))
  const { writeFileSync } = await import('node:fs')
  writeFileSync('/tmp/q.pdf', answer.bytes)
  console.log(JSON.stringify((await sheetsOf(answer.bytes))[0], null, 0))
  expect(await admin.find('print.printing', {})).toHaveLength(1)
})
