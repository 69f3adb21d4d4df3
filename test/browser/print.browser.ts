// A salesperson prints a quote from its page; an administrator changes the sheet, sees it in the preview and publishes it.
import type { Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { barriers, choose, openPages, type Pages, soon } from '#test/pages'
import { sheetsOf } from '#test/printed'

let pages: Pages
let admin: Page
let li: Page
let quote = ''

beforeAll(async () => {
  pages = await openPages({})
  const browser = await openBrowser()
  if (browser === null) return
  const made = await pages.server.people.li.create('sales.quote', {
    customer: pages.goods.customer,
    validUntil: '2026-07-30',
    lines: [{ item: pages.goods.motor, quantity: '4', price: '1250', taxRate: '0.13' }],
  })
  quote = made.id
  const open = async () => watched(await (await browser.newContext(desk)).newPage())
  admin = await pages.enter(await open(), 'admin')
  li = await pages.enter(await open(), 'li')
})

/** The sheets that each page was answered with: Chromium keeps none of what becomes a blob, so they are looked at on their way. */
const answered = new Map<Page, { readonly url: string; readonly bytes: Uint8Array }[]>()

async function watched(page: Page): Promise<Page> {
  const sheets: { readonly url: string; readonly bytes: Uint8Array }[] = []
  answered.set(page, sheets)
  await page.route(/\/print\/|\/prints\/draft/, async (route) => {
    const response = await route.fetch()
    const bytes = await response.body()
    await route.fulfill({ response, body: bytes })
    if (response.headers()['content-type'] === 'application/pdf')
      sheets.push({ url: route.request().url(), bytes })
  })
  return page
}

/** The text of the sheet that the page is answered with at an address with these words, after this. */
async function sheet(page: Page, part: string, before: () => Promise<unknown>): Promise<string> {
  const all = answered.get(page) ?? []
  const known = all.length
  await before()
  const next = () => all.slice(known).findLast(({ url }) => url.includes(part))
  await expect.poll(() => next() !== undefined, soon).toBe(true)
  // Somebody still types: what comes last counts.
  await expect.poll(() => page.locator('[aria-busy="true"]').count(), soon).toBe(0)
  const sheets = await sheetsOf(next()?.bytes ?? new Uint8Array())
  return sheets.map(({ text }) => text).join('')
}

test('[UX-29] a record is printed from its page: which sheet, in which language, shown before it is printed or saved', async ({
  page: _needsBrowser,
}) => {
  await li.goto(`${pages.server.url}/o/sales.quote/${quote}`)
  await li.getByRole('button', { name: '更多' }).first().click()
  const shown = await sheet(li, '/print/quote', () => li.getByRole('menuitem', { name: '打印…' }).click())
  expect(shown).toContain('客户：东方水务')
  expect(shown).toContain('金额大写：伍仟元整')
  const dialog = li.getByRole('dialog', { name: '打印' })
  await dialog.getByText('报价单', { exact: true }).first().waitFor()
  const save = dialog.getByRole('link', { name: '下载 PDF' })
  await expect.poll(() => save.getAttribute('download'), soon).toBe('报价单 QT-2026-00001.pdf')
  await expect.poll(() => barriers(li), soon).toEqual([])
  await picture(li, 'print')
  const english = await sheet(li, 'language=en', () => dialog.getByText('English').click())
  expect(english).toContain('Customer:东方水务')
  await li.keyboard.press('Escape')
})

test('[UX-29] an administrator changes a shipped sheet block by block, sees the PDF beside it, and what is published is what is printed', async ({
  page: _needsBrowser,
}) => {
  await admin.goto(`${pages.server.url}/admin/objects/sales.quote`)
  const draft = '/api/definitions/prints/draft'
  const first = await sheet(admin, draft, () => admin.getByRole('button', { name: '编辑“报价单”' }).click())
  expect(first).toContain('客户：东方水务')
  const dialog = admin.getByRole('dialog', { name: '打印版式' })
  const blocks = dialog.getByRole('list', { name: '内容块' })
  const kinds = () => blocks.locator('.field-name > .cut:not(small)').allInnerTexts()
  const before = await kinds()
  expect(before.slice(0, 4)).toEqual(['图片', '标题', '信息栏', '明细表'])
  const worded = await sheet(admin, draft, async () => {
    await blocks.getByRole('button', { name: /^文字/ }).last().click()
    await blocks.getByLabel('文字', { exact: true }).fill('付款：款到发货，联系')
    await choose(admin, blocks.getByRole('combobox', { name: '插入字段' }), '销售')
  })
  expect(worded).toContain('付款：款到发货，联系销售李雷')
  expect(worded).not.toContain('以上价格含税')
  const moved = await sheet(admin, draft, async () => {
    await blocks.getByRole('button', { name: '移动“信息栏”' }).focus()
    await admin.keyboard.press('ArrowUp')
  })
  expect(moved.indexOf('客户：')).toBeLessThan(moved.indexOf('编号：'))
  const less = await sheet(admin, draft, async () => {
    await blocks
      .getByRole('button', { name: /^二维码/ })
      .last()
      .click()
    await blocks.getByRole('button', { name: '移除“二维码”' }).click()
  })
  expect(less.match(/QT-2026-00001/g)).toHaveLength(2)
  const rest = before.slice(3).filter((kind) => kind !== '二维码')
  expect(await kinds()).toEqual(['图片', '信息栏', '标题', ...rest])
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await picture(admin, 'print-designer')
  await dialog.getByRole('button', { name: '完成' }).click()
  await admin.getByText('已改过的系统版式').waitFor()
  await admin.getByRole('button', { name: '发布' }).click()
  await admin.getByRole('dialog').getByText('新增打印版式“报价单”').waitFor()
  await admin.getByRole('dialog').getByRole('button', { name: '确认发布' }).click()
  await admin.getByText('已发布，现在就能用').waitFor()
  await li.goto(`${pages.server.url}/o/sales.quote/${quote}`)
  await li.getByRole('button', { name: '更多' }).first().waitFor()
  const printed = await sheet(li, '/print/quote', () => li.keyboard.press('p'))
  expect(printed).toBe(less)
  await admin.getByRole('button', { name: '恢复系统版式“报价单”' }).click()
  await admin.getByText('系统版式', { exact: false }).first().waitFor()
})

test('[UX-29] an object of one’s own gets a sheet made from its fields', async ({ page: _needsBrowser }) => {
  await pages.server.people.admin.publish({
    objects: [
      {
        name: 'x.visit',
        label: { 'zh-CN': '回访', en: 'Visit' },
        kind: 'record',
        title: 'title',
        fields: [
          { type: 'text', name: 'title', label: { 'zh-CN': '主题', en: 'Subject' } },
          { type: 'date', name: 'day', label: { 'zh-CN': '日期', en: 'Day' } },
          { type: 'file', name: 'photo', label: { 'zh-CN': '现场照片', en: 'Photo' } },
        ],
      },
    ],
  })
  await admin.goto(`${pages.server.url}/admin/objects/x.visit`)
  const draft = '/api/definitions/prints/draft'
  const made = await sheet(admin, draft, () => admin.getByRole('button', { name: '新建版式' }).click())
  // There is no record yet: made-up values stand in.
  for (const part of ['回访', '日期：2026-06-15', '经办（签章）', '第1页共1页']) expect(made).toContain(part)
  const dialog = admin.getByRole('dialog', { name: '打印版式' })
  const pictured = await sheet(admin, draft, () =>
    dialog.getByRole('group', { name: '添加内容块' }).getByRole('button', { name: '图片' }).click(),
  )
  expect(pictured).toContain('（图片）')
  const block = dialog.getByRole('list', { name: '内容块' }).locator('[data-open="true"]')
  await block.getByText('现场照片', { exact: true }).first().waitFor()
  await sheet(admin, draft, async () => {
    await block.getByRole('spinbutton', { name: '最高（毫米）' }).fill('60')
    await choose(admin, block.getByRole('combobox', { name: '靠哪边' }), '居中')
  })
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await picture(admin, 'print-picture')
})
