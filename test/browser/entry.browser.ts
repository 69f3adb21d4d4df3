// Where salespeople spend their day: lines by keyboard, with price, stock and date beside them, pasted and summed up.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { barriers, openPages, type Pages, pick, plain, soon } from '#test/pages'

let pages: Pages
let li: Page

beforeAll(async () => {
  pages = await openPages({ motor: '20', pump: '5' })
  const browser = await openBrowser()
  if (browser !== null)
    li = await (
      await browser.newContext({ ...desk, permissions: ['clipboard-read', 'clipboard-write'] })
    ).newPage()
})

const grid = (): Locator => li.getByRole('table', { name: '明细' })
const lineAt = (index: number): Locator => grid().locator(`tr[data-index="${index}"]`)
const cell = (index: number, label: string): Locator => lineAt(index).locator(`td[data-label="${label}"]`)
const told = async (index: number, label: string): Promise<string> =>
  plain(await cell(index, label).innerText())
const typed = (index: number, label: string): Promise<string> =>
  cell(index, label).getByRole('textbox').inputValue()
const focused = (): Promise<string> =>
  li.evaluate(() => {
    const place = document.activeElement?.closest('td')
    const row = place?.closest('tr')
    return `${row?.dataset.index ?? '-'} ${place?.dataset.label ?? '-'}`
  })

test('price, free stock, the earliest day and why stand beside a line before anything is saved', async ({
  page: _needsBrowser,
}) => {
  await pages.enter(li, 'li')
  await li.goto(`${pages.server.url}/o/sales.order/new`)
  await pick(li, li.getByRole('combobox', { name: '客户' }), '东方水务')
  await li.getByRole('button', { name: '添加一行' }).click()
  await pick(li, grid().getByRole('combobox', { name: '物料' }), '电机')
  await cell(0, '数量').getByRole('textbox').fill('25')
  await expect.poll(() => told(0, '可用库存'), soon).toBe('20')
  await expect.poll(() => told(0, '最早可交'), soon).toContain('现货 20；')
  await expect.poll(() => typed(0, '单价'), soon).toBe('100.00')
  await expect.poll(() => told(0, '金额'), soon).toBe('¥2,500.00')
  const sums = li.locator('.line-foot')
  await expect.poll(async () => plain(await sums.innerText()), soon).toContain('大写 贰仟伍佰元整')
  expect(plain(await sums.innerText())).toContain('税额 ¥287.61')
  expect(await barriers(li)).toEqual([])
  await picture(li, 'entry-assist')
})

test('arrows, Enter, fill down, moving, removing and undoing go by keys as in a spreadsheet', async ({
  page: _needsBrowser,
}) => {
  await cell(0, '数量').getByRole('textbox').focus()
  await li.keyboard.press('Enter')
  await expect.poll(focused, soon).toBe('1 数量')
  await li.keyboard.press('ArrowLeft')
  await expect.poll(focused, soon).toBe('1 物料')
  await li.keyboard.press('Control+d')
  await expect.poll(() => told(1, '物料'), soon).toContain('电机')
  await li.keyboard.press('ArrowRight')
  expect(await focused()).toBe('1 数量')
  await li.keyboard.type('3')
  await expect.poll(() => told(1, '金额'), soon).toBe('¥300.00')
  await li.keyboard.press('Alt+ArrowUp')
  await expect.poll(() => typed(0, '数量'), soon).toBe('3')
  await expect.poll(focused, soon).toBe('0 数量')
  await li.keyboard.press('Control+z')
  await expect.poll(() => typed(1, '数量'), soon).toBe('3')
  await li.keyboard.press('Control+Backspace')
  await expect.poll(() => grid().locator('tr[data-index]').count(), soon).toBe(1)
  await expect.poll(focused, soon).toBe('0 数量')
  await li.keyboard.press('Control+z')
  await expect.poll(() => grid().locator('tr[data-index]').count(), soon).toBe(2)
})

test('a line is not added by the Enter that ends a word being composed', async ({ page: _needsBrowser }) => {
  const box = cell(1, '数量').getByRole('textbox')
  await box.focus()
  await box.evaluate((input) => {
    input.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
    input.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, isComposing: true, keyCode: 229 }),
    )
  })
  expect(await grid().locator('tr[data-index]').count()).toBe(2)
})

/** Pastes into a cell what a spreadsheet puts on the clipboard. */
async function paste(box: Locator, text: string): Promise<void> {
  await box.focus()
  await box.evaluate((input, copied) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', copied)
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
}

test('lines pasted from a spreadsheet find their columns and items; what is not understood is red and put right in place', async ({
  page: _needsBrowser,
}) => {
  await li.getByRole('button', { name: '添加一行' }).click()
  const box = cell(2, '数量').getByRole('textbox')
  await paste(box, '数量\t物料\t折扣\n1,200\tM1\t5%\n0.5万\t水泵\t\n十二\t没有的\t0\n')
  await expect.poll(() => told(2, '物料'), soon).toBe('电机')
  expect(await typed(2, '数量')).toBe('1,200')
  expect(await typed(2, '折扣')).toBe('5%')
  expect(await told(3, '物料')).toBe('水泵')
  expect(await typed(3, '数量')).toBe('5,000')
  expect(await told(4, '物料')).toContain('无法识别“没有的”')
  expect(await typed(4, '数量')).toBe('十二')
  await picture(li, 'entry-pasted')
  await pick(li, cell(4, '物料').getByRole('combobox'), '水泵')
  await cell(4, '数量').getByRole('textbox').fill('1')
  await expect.poll(() => grid().getByRole('alert').count(), soon).toBe(0)
  await expect.poll(() => typed(4, '单价'), soon).toBe('500.00')
})

test('what was shown is what is stored: price and amount', async ({ page: _needsBrowser }) => {
  for (let left = 4; left > 0; left--) {
    await cell(left, '数量').getByRole('textbox').focus()
    await li.keyboard.press('Control+Backspace')
    await expect.poll(() => grid().locator('tr[data-index]').count(), soon).toBe(left)
  }
  await expect.poll(() => told(0, '可用库存'), soon).toBe('20')
  const promised = li.getByRole('textbox', { name: '承诺交期' }).first()
  await promised.fill('2026-06-30')
  await promised.press('Enter')
  await li.getByRole('button', { name: '新建', exact: true }).click()
  await li.waitForURL(({ pathname }) => !pathname.endsWith('/new'))
  await li.getByText('¥2,500.00').first().waitFor()
  const orders = await pages.server.people.li.query({
    object: 'sales.orderLine',
    fields: ['order', 'price', 'amount'],
    sort: ['-createdAt'],
    limit: 1,
  })
  const [line] = orders.rows
  expect([Number(line?.price), line?.amount]).toEqual([100, '2500.00'])
})

test('an order of three hundred lines draws only those in sight, and the last is reached by key', async ({
  page: _needsBrowser,
}) => {
  await li.goto(`${pages.server.url}/o/sales.quote/new`)
  await li.getByRole('button', { name: '添加一行' }).click()
  const rows = Array.from({ length: 300 }, (_none, index) => `M1\t${index + 1}`).join('\n')
  await paste(cell(0, '物料').getByRole('combobox'), `物料\t数量\n${rows}\n`)
  await expect.poll(() => typed(1, '数量'), soon).toBe('2')
  expect(await grid().locator('tr[data-index]').count()).toBeLessThan(60)
  await expect
    .poll(async () => plain(await li.locator('.line-foot').innerText()), soon)
    .toContain('肆佰伍拾壹万伍仟元整')
  await li.getByRole('button', { name: '添加一行' }).click()
  await expect.poll(focused, soon).toBe('300 物料')
  await li.keyboard.press('Control+z')
  await li.setViewportSize({ width: 375, height: 800 })
  await cell(0, '数量').getByRole('textbox').waitFor()
  const wide = await li.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(375)
  await picture(li, 'entry-phone')
})
