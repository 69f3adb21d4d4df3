// Where salespeople spend their day: lines by keyboard, with price, stock and date beside them, pasted and summed up.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { countHands, typeChinese } from '#test/hands'
import { barriers, held, openPages, type Pages, pick, plain, soon } from '#test/pages'

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
const focused = (page = li): Promise<string> =>
  page.evaluate(() => {
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
  await expect.poll(() => focused(), soon).toBe('1 物料')
  await li.keyboard.press('Control+d')
  await expect.poll(() => told(1, '物料'), soon).toContain('电机')
  await li.keyboard.press('ArrowRight')
  expect(await focused()).toBe('1 数量')
  await li.keyboard.type('3')
  await expect.poll(() => told(1, '金额'), soon).toBe('¥300.00')
  await li.keyboard.press('Alt+ArrowUp')
  await expect.poll(() => typed(0, '数量'), soon).toBe('3')
  await expect.poll(() => focused(), soon).toBe('0 数量')
  await li.keyboard.press('Control+z')
  await expect.poll(() => typed(1, '数量'), soon).toBe('3')
  await li.keyboard.press('Control+Backspace')
  await expect.poll(() => grid().locator('tr[data-index]').count(), soon).toBe(1)
  await expect.poll(() => focused(), soon).toBe('0 数量')
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
  await expect.poll(() => focused(), soon).toBe('300 物料')
  await li.keyboard.press('Control+z')
  await li.setViewportSize({ width: 375, height: 800 })
  await cell(0, '数量').getByRole('textbox').waitFor()
  const wide = await li.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(375)
  await picture(li, 'entry-phone')
})

/** What somebody new finds on the first morning: a customer who waits for a word today, and an order that is on its way. */
async function firstMorning(): Promise<string> {
  const { server, goods } = pages
  const { han, admin } = server.people
  await admin.update('masterdata.item', goods.seal, { salePrice: '8' })
  const { id: customer } = await han.create('masterdata.party', { name: '南江泵业', isCustomer: true })
  await han.create('crm.opportunity', {
    ...{ name: '电机更新', customer, nextStep: '寄样机', nextAt: '2026-06-15T07:00:00.000Z' },
  })
  const line = { item: goods.motor, quantity: '1', price: '100', taxRate: '0.13' }
  const { id } = await han.create('sales.order', { customer, promisedDate: '2026-06-24', lines: [line] })
  await han.act('sales.order', id, 'confirm')
  return String((await han.only('sales.order', { id })).number)
}

/** Types a line: letters of the item, Enter for the first that is found however late it is found, how much of it. */
async function typeLine(page: Page, letters: string, quantity: string): Promise<void> {
  await expect.poll(() => focused(page), soon).toMatch(/物料$/)
  await page.keyboard.type(letters)
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page), soon).toMatch(/数量$/)
  await page.keyboard.type(quantity)
}

test('[PLAT-10] a new salesperson finds their next task, logs a follow-up, quotes three lines, submits them and says where an order is, with nothing but the screen and fewer than forty clicks and keys', async ({
  page,
}) => {
  const order = await firstMorning()
  await pages.enter(page, 'han')
  const hands = await countHands(page)
  const button = (name: string): Locator => page.getByRole('button', { name })

  // The next task is what stands under today, and says with whom.
  const today = page.getByRole('region', { name: '今天到期' })
  await today.getByText('寄样机 · 电机更新').waitFor()
  await picture(page, 'first-run-today')
  await today.getByText('记录联系').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: '下一步' }).click()
  await typeChinese(page, 'baojia', '报价')
  await dialog.getByRole('textbox', { name: '下次跟进' }).click()
  await page.getByText('明天一早').click()
  await picture(page, 'first-run-talk')
  await dialog.getByRole('button', { name: '记录联系' }).click()
  await dialog.waitFor({ state: 'detached' })

  await page.getByText('报价 · 电机更新').click()
  await page.getByRole('link', { name: '新建报价' }).click()
  await page.getByTitle('南江泵业', { exact: true }).waitFor()
  await typeLine(page, 'dj', '8')
  await page.keyboard.press('Enter')
  await typeLine(page, 'sb', '1000')
  await page.keyboard.press('Enter')
  await typeLine(page, 'mf', '5')
  await picture(page, 'first-run-quote')
  await page.getByText('¥500,840.00').first().waitFor()
  await page.getByRole('button', { name: '新建', exact: true }).click()
  await page.getByRole('heading', { name: /QT-2026/ }).waitFor()
  await picture(page, 'first-run-made')
  await button('申请审批').click()
  await page.getByText('当前：审批报价').waitFor()
  await picture(page, 'first-run-submitted')

  await page.getByRole('banner').getByText('搜索').click()
  // A person types when the box is there to be typed into.
  await page.locator('[cmdk-input]:focus').waitFor()
  await page.keyboard.type(order.slice(-3))
  await page.getByRole('option', { name: `${order} 销售订单`, exact: true }).click()
  await expect.poll(() => held(page), soon).toEqual(['发货待接 物 物流员周杰 · 物流部 余 1天'])
  await page
    .getByText(/6月24日/)
    .first()
    .waitFor()
  await picture(page, 'first-run-where')
  const made = await hands.made()
  // Fewer would mean that not everything was counted.
  expect(made).toBeGreaterThan(30)
  expect(made).toBeLessThan(40)
})
