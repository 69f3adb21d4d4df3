// Columns as a person wants them, and cells that are changed by the keyboard, over an object made at run time.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { barriers, openPages, type Pages, plain, soon } from '#test/pages'
import { makeVisits } from '#test/visits'

let pages: Pages

beforeAll(async () => {
  pages = await openPages({})
  await makeVisits(pages.server, 120, [3])
})

const address = (): string => `${pages.server.url}/o/x.visit`

const heads = async (page: Page): Promise<readonly string[]> =>
  (await page.getByRole('columnheader').allInnerTexts()).map(plain).slice(1)

const width = async (page: Page, name: string): Promise<number> =>
  Math.round((await page.getByRole('columnheader', { name }).boundingBox())?.width ?? 0)

const left = async (page: Page, name: string): Promise<number> =>
  Math.round((await page.getByRole('columnheader', { name }).boundingBox())?.x ?? -1)

const look = (page: Page) =>
  page.evaluate(() => {
    const { theme, density } = document.documentElement.dataset
    return { theme, density, language: document.documentElement.lang }
  })

async function desktop(): Promise<Page> {
  const context = await (await openBrowser())?.newContext(desk)
  if (context === undefined) throw new Error('There is no browser')
  return context.newPage()
}

test('[UX-28] columns, their order, widths and pins, density, light and language are found again in another browser', async ({
  page: _needsBrowser,
}) => {
  const first = await pages.enter(await desktop(), 'boss')
  await first.goto(address())
  await first.getByRole('columnheader', { name: '金额' }).waitFor()
  await first.getByRole('button', { name: '列', exact: true }).click()
  const panel = first.getByRole('list', { name: '显示的列' })
  await panel.getByRole('checkbox', { name: '加急' }).uncheck()
  await panel.getByRole('checkbox', { name: '签到时间' }).check()
  await panel.getByRole('button', { name: '固定 主题' }).click()
  const up = panel.getByRole('button', { name: '前移 金额' })
  await up.focus()
  await first.keyboard.press('Enter')
  expect(await barriers(first)).toEqual([])
  await picture(first, 'columns')
  await first.keyboard.press('Escape')
  const arranged = ['主题', '阶段', '负责人', '金额', '计划日期', '把握', '签到时间']
  await expect.poll(() => heads(first), soon).toEqual(arranged)
  const handle = first.getByRole('separator', { name: '阶段 的列宽' })
  await handle.focus()
  for (let times = 0; times < 5; times++) await first.keyboard.press('ArrowRight')
  await expect.poll(() => width(first, '阶段'), soon).toBe(206)
  await first
    .getByRole('columnheader', { name: '把握' })
    .dragTo(first.getByRole('columnheader', { name: '负责人' }))
  const dragged = ['主题', '阶段', '把握', '负责人', '金额', '计划日期', '签到时间']
  await expect.poll(() => heads(first), soon).toEqual(dragged)
  await first.goto(`${pages.server.url}/settings`)
  await first.getByText('深色', { exact: true }).click()
  await first.getByText('紧凑', { exact: true }).click()
  await first.getByText('English', { exact: true }).click()
  const wanted = { theme: 'dark', density: 'compact', language: 'en' }
  await expect.poll(() => look(first), soon).toEqual(wanted)
  await expect
    .poll(async () => JSON.stringify((await pages.server.people.boss.find('views.preference', {}))[0]), soon)
    .toContain('"language":"en"')

  const second = await pages.enter(await desktop(), 'boss')
  await expect.poll(() => look(second), soon).toEqual(wanted)
  await second.goto(address())
  const english = ['Subject', 'Stage', 'Chance', 'Owner', 'Amount', 'Due', 'Checked in']
  await expect.poll(() => heads(second), soon).toEqual(english)
  expect(await width(second, 'Stage')).toBe(206)
  await second.setViewportSize({ width: 820, height: 700 })
  const frame = second.locator('.list-frame')
  const before = await left(second, 'Subject')
  await frame.evaluate((element) => element.scrollTo({ left: 300 }))
  await expect.poll(() => left(second, 'Stage'), soon).toBeLessThan(before)
  expect(await left(second, 'Subject')).toBe(before)
  await picture(second, 'columns-pinned-dark')

  // What is chosen in one is seen in the other without a reload, and it is nobody else's.
  await second.goto(`${pages.server.url}/settings`)
  await second.getByText('Roomy', { exact: true }).click()
  await expect.poll(() => look(first), soon).toEqual({ ...wanted, density: 'roomy' })
  const other = await pages.enter(await desktop(), 'han')
  await other.goto(address())
  await expect.poll(() => heads(other), soon).toHaveLength(7)
  expect((await heads(other))[2]).toBe('负责人')
  expect(await look(other)).toEqual({ theme: 'light', density: 'normal', language: 'zh-CN' })
  for (const page of [first, second, other]) await page.context().close()
})

/** The cell of a visit under a column, by what the list says it is at. */
const cell = (page: Page, title: string, field: string): Locator =>
  page.getByRole('row').filter({ hasText: title }).locator(`[id$="-${field}"]`)

const log = async (title: string): Promise<readonly (readonly [unknown, unknown])[]> => {
  const row = await pages.server.people.li.only('x.visit', { name: title })
  const events = await pages.server.people.li.history('x.visit', row.id)
  return events.filter(({ kind }) => kind === 'update').map(({ before, after }) => [before, after] as const)
}

test('[UX-04] arrows move from cell to cell, Enter and F2 edit, Tab goes on, Esc restores, and each edit is one write that Ctrl-Z takes back', async ({
  page,
}) => {
  await pages.enter(page, 'li')
  await page.goto(`${address()}?cols=name,amount,due,stage`)
  const writes: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/write')) writes.push(request.postData() ?? '')
  })
  const visits = (): number => writes.filter((text) => text.includes('x.visit')).length
  await page.getByRole('grid').focus()
  // Down to the second row and right to its amount.
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key)
  const amount = cell(page, '拜访 0002', 'amount')
  await expect.poll(() => amount.getAttribute('data-here'), soon).toBe('true')
  await page.keyboard.press('F2')
  await page.keyboard.type('9999')
  await page.keyboard.press('Escape')
  expect(plain(await amount.innerText())).toBe('¥20.00')
  expect(visits()).toBe(0)
  await page.keyboard.press('Enter')
  await page.keyboard.type('1.5万')
  await page.keyboard.press('Enter')
  await expect.poll(async () => plain(await amount.innerText()), soon).toBe('¥15,000.00')
  await expect.poll(() => log('拜访 0002'), soon).toEqual([[{ amount: '20.00' }, { amount: '15000.00' }]])
  expect(visits()).toBe(1)
  // Back to the name; Tab goes on over the amount, each value saved.
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('改名')
  await page.keyboard.press('Tab')
  await page.keyboard.type('30')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Escape')
  // The list is in the order of the names again, and the visit is far below.
  await page.getByRole('textbox', { name: '搜索' }).fill('改名')
  await expect.poll(() => cell(page, '改名', 'amount').innerText(), soon).toContain('30.00')
  await expect.poll(() => log('改名').then((events) => events.length), soon).toBe(3)
  expect(visits()).toBe(3)
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+z')
  await expect.poll(() => cell(page, '改名', 'amount').innerText(), soon).toContain('15,000.00')
  await expect.poll(() => log('改名').then((events) => events.length), soon).toBe(4)
  expect(page.url()).toContain('/o/x.visit?')
  expect(await barriers(page)).toEqual([])
})

test('[UX-04] a value that is refused comes back, and the reason stands at its cell', async ({ page }) => {
  await pages.enter(page, 'li')
  await page.goto(`${address()}?cols=name,amount,stage`)
  await page.getByRole('grid').focus()
  for (const key of ['ArrowDown', 'ArrowRight', 'Enter']) await page.keyboard.press(key)
  await page.keyboard.type('100001')
  await page.keyboard.press('Enter')
  const amount = cell(page, '拜访 0001', 'amount')
  await expect.poll(() => amount.getByRole('alert').innerText(), soon).toContain('100000')
  expect(await amount.locator('.num').innerText()).toContain('¥10.00')
  await picture(page, 'cell-refused')
  // Han's visit may be read by Li and not changed.
  const foreign = cell(page, '拜访 0003', 'amount')
  await foreign.dblclick()
  await page.keyboard.type('7')
  await page.keyboard.press('Enter')
  await foreign.getByRole('alert').waitFor()
  expect(await foreign.locator('.num').innerText()).toContain('¥30.00')
  expect(await log('拜访 0003')).toEqual([])
})

test('[UX-05] the Enter that ends a word of an input method ends no edit', async ({ page }) => {
  await pages.enter(page, 'li')
  await page.goto(`${address()}?cols=name,stage&q=${encodeURIComponent('拜访 0010')}`)
  const name = cell(page, '拜访 0010', 'name')
  await name.waitFor()
  await page.getByRole('grid').focus()
  for (const key of ['ArrowDown', 'Home', 'F2']) await page.keyboard.press(key)
  const box = page.getByRole('gridcell').getByRole('textbox')
  await box.waitFor()
  await page.keyboard.press('Control+a')
  const session = await page.context().newCDPSession(page)
  await session.send('Input.imeSetComposition', { text: 'baifang', selectionStart: 7, selectionEnd: 7 })
  const whileComposing = { type: 'rawKeyDown', key: 'Enter', windowsVirtualKeyCode: 229 } as const
  await session.send('Input.dispatchKeyEvent', whileComposing)
  expect(await box.count()).toBe(1)
  await session.send('Input.insertText', { text: '拜访客户' })
  expect(await box.inputValue()).toBe('拜访客户')
  expect(await log('拜访 0010')).toEqual([])
  await page.keyboard.press('Enter')
  await expect.poll(() => box.count(), soon).toBe(0)
  await expect
    .poll(() => pages.server.people.li.find('x.visit', {}).then((rows) => rows.map(({ name }) => name)), soon)
    .toContain('拜访客户')
})
