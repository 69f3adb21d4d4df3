import chromium from '@sparticuz/chromium'
import { chromium as pw } from 'playwright-core'

const base = 'http://127.0.0.1:3911'
const browser = await pw.launch({
  args: chromium.args.filter((a) => a !== '--single-process'),
  executablePath: await chromium.executablePath(),
  headless: true,
})
const only = process.argv.slice(2)
const q = async (b: any) =>
  await (await fetch(base + '/api/query', { method: 'POST', body: JSON.stringify(b) })).json()
await fetch(base + '/api/session', { method: 'POST', body: JSON.stringify({ password: 'baton' }) })
const os = (await q({ object: 'sales.order', sort: ['-number'], limit: 3 })).rows
const party = (await q({ object: 'masterdata.party', limit: 1 })).rows[0]
const pages: Record<string, string> = {
  today: '/',
  list: '/o/sales.order',
  room: `/room/sales.order/${os[0].id}`,
  turn: `/room/sales.order/${os[1].id}`,
  one: `/o/masterdata.party/${party.id}`,
  order: `/o/sales.order/${os[0].id}`,
  edit: `/o/sales.order/${os[0].id}?edit=1`,
  new: '/o/sales.order/new',
  board: '/board/sales.order',
  fboard: '/o/masterdata.party?view=board',
  inbox: '/inbox',
  settings: '/settings',
  admin: '/admin/objects',
}
for (const [w, h, dark] of [
  [1440, 900, false],
  [1440, 900, true],
  [375, 812, false],
] as const) {
  if (process.env.MODE && process.env.MODE !== `${w}${dark ? 'd' : 'l'}`) continue
  const ctx = await browser.newContext({
    viewport: { width: w, height: h },
    colorScheme: dark ? 'dark' : 'light',
    locale: process.env.LANGX ?? 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  if (process.env.LANGX === 'en')
    await ctx.addInitScript(() => localStorage.setItem('baton.preferences', '{"language":"en"}'))
  for (const [name, path] of Object.entries(pages)) {
    if (only.length && !only.includes(name)) continue
    const page = await ctx.newPage()
    page.on('console', (m) => {
      if (['error', 'warning'].includes(m.type())) console.log(name, m.type(), m.text().slice(0, 400))
    })
    page.on('pageerror', (e) => console.log(name, 'PAGEERROR', e.message.slice(0, 500)))
    await page.goto(base + path)
    await page.waitForTimeout(1300)
    await page.screenshot({ path: `/tmp/baton-mock/${name}-${w}${dark ? 'd' : 'l'}.png` })
    const over = await page.evaluate(
      () =>
        document.documentElement.scrollWidth > innerWidth ||
        (document.querySelector('main')?.scrollWidth ?? 0) >
          (document.querySelector('main')?.clientWidth ?? 0),
    )
    if (over) console.log(name, w, 'OVERFLOWS')
    await page.close()
  }
  await ctx.close()
}
await browser.close()
