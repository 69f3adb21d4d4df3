// Proves the harness itself: a real browser opens a page of ours and draws Chinese.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect } from 'vitest'
import { picture, test } from '#test/browser'

const html = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>接力</title>
<body style="font: 32px sans-serif"><h1>订单主线</h1><p>销售确认 → 采购 → 发货</p>
<button onclick="this.textContent = '已确认'">确认</button></body></html>`

const server = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8').end(html)
})
let address = ''
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(() => new Promise((closed) => server.close(closed)))

test('a page is opened, clicked and read', async ({ page }) => {
  await page.goto(address)
  expect(await page.title()).toBe('接力')
  await page.getByRole('button', { name: '确认' }).click()
  expect(await page.getByRole('button').textContent()).toBe('已确认')
  await picture(page, 'harness')
})

test('Chinese is drawn with glyphs of its own, not as missing ones', async ({ page }) => {
  await page.goto(address)
  const drawings = await page.evaluate(() => {
    const draw = (text: string): string => {
      const canvas = document.createElement('canvas')
      const context = canvas.getContext('2d')
      if (context === null) return ''
      context.font = '32px sans-serif'
      context.fillText(text, 0, 40)
      return canvas.toDataURL()
    }
    // U+0378 is assigned to no character: it shows what a missing glyph looks like.
    return ['A', '接', '力', '单', '\u0378'].map(draw)
  })
  expect(new Set(drawings).size).toBe(drawings.length)
})

// Each leaves what the other must not find, whichever comes first.
for (const turn of ['one test', 'the next one'])
  test(`what a page keeps is gone from the page of another: ${turn}`, async ({ page }) => {
    await page.goto(address)
    const kept = () =>
      page.evaluate(async () => ({
        stored: { ...localStorage, ...sessionStorage, cookie: document.cookie },
        databases: (await indexedDB.databases()).length,
        caches: (await caches.keys()).length,
      }))
    expect(await kept()).toEqual({ stored: { cookie: '' }, databases: 0, caches: 0 })
    await page.context().addCookies([{ name: 'spoken', value: '1', url: address }])
    await page.evaluate(async () => {
      localStorage.setItem('local', '1')
      sessionStorage.setItem('session', '1')
      await caches.open('kept')
      await new Promise((done) => {
        indexedDB.open('kept').onsuccess = done
      })
    })
    expect(await kept()).toEqual({
      stored: { local: '1', session: '1', cookie: 'spoken=1' },
      ...{ databases: 1, caches: 1 },
    })
  })
