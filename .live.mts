import chromium from '@sparticuz/chromium'
import { chromium as pw } from 'playwright-core'

const base = 'http://127.0.0.1:3911'
const b = await pw.launch({
  args: chromium.args.filter((a) => a !== '--single-process'),
  executablePath: await chromium.executablePath(),
  headless: true,
})
const page = await b.newPage()
await fetch(base + '/api/session', { method: 'POST', body: JSON.stringify({ password: 'baton' }) })
page.on('request', (r) =>
  console.log(Date.now() % 100000, r.method(), r.url().slice(21), (r.postData() ?? '').slice(0, 100)),
)
await page.goto(base + '/board/sales.order')
await page.locator('.board-card').first().waitFor()
await page.waitForTimeout(500)
console.log('----', await page.locator('.board-card').count())
const q = await (
  await fetch(base + '/api/query', {
    method: 'POST',
    body: JSON.stringify({ object: 'flow.task', filter: { field: 'status', is: 'eq', value: 'accepted' } }),
  })
).json()
console.log(
  q.rows.length,
  await (
    await fetch(base + '/api/write', {
      method: 'POST',
      headers: { 'x-baton': '1' },
      body: JSON.stringify({
        changes: [{ kind: 'act', object: 'flow.task', id: q.rows[0].id, action: 'deliver', input: {} }],
      }),
    })
  ).text(),
)
await page.waitForTimeout(1500)
console.log('----', await page.locator('.board-card').count())
await b.close()
