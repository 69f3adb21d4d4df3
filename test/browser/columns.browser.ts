// Columns as a person wants them, cells that are changed by the keyboard, and tables pasted from a spreadsheet, over an object made at run time.
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
  const newest = page.locator('.toast').last()
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
  // The last of them is what the key takes back, once the page knows that it is stored.
  await expect.poll(() => newest.innerText(), soon).toContain('金额已保存')
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

const stages = ['计划', 'Done', '取消']
const days = ['2026/7/1', '2026年7月2日', '20260703']
const amounts = ['1,234.00', '1.5万', '￥88']

/** 200 rows of eight columns as somebody may have kept them, five of them with something wrong. */
function copied(): string {
  const rows = Array.from({ length: 200 }, (_, at) => [
    `粘贴 ${String(at + 1).padStart(3, '0')}`,
    ...[stages[at % 3], '销售李雷', days[at % 3], amounts[at % 3], at % 2 === 0 ? '35%' : '0.4'],
    ...[at % 2 === 0 ? '是' : 'no', '2026-07-01 09:30'],
  ])
  const spoil = (row: number, column: number, text: string): void => {
    rows[row - 1]?.splice(column, 1, text)
  }
  spoil(5, 3, '2026-02-30')
  spoil(10, 4, '十二')
  spoil(20, 1, '没有的阶段')
  spoil(150, 4, '200,000.00')
  spoil(160, 2, '查无此人')
  return rows.map((row) => row.join('\t')).join('\r\n')
}

async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate((copy) => navigator.clipboard.writeText(copy), text)
  await page.keyboard.press('Control+v')
}

test('[UX-16] 200 rows of eight columns are pasted from the selected cell on: tried out as a grid, bad cells red and put right in place, the rest new or changed, and all taken back by Ctrl-Z', async ({
  page,
}) => {
  const { li } = pages.server.people
  const visits = () => li.query({ object: 'x.visit', sort: ['id'], limit: 500 }).then(({ rows }) => rows)
  const values = (rows: Awaited<ReturnType<typeof visits>>) =>
    rows.map(({ id, name, stage, due, amount, ratio, urgent, at }) => [
      ...[id, name, stage, due, amount, ratio, urgent, at],
    ])
  const before = await visits()
  await pages.enter(page, 'li')
  await page.goto(`${address()}?cols=name,stage,owner,due,amount,ratio,urgent,at`)
  await page.getByRole('gridcell').first().waitFor()
  await page.getByRole('grid').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Home')
  await paste(page, copied())
  const dialog = page.getByRole('dialog')
  const says = () => dialog.getByRole('status').innerText().then(plain)
  // One of the visits is Han's: the server refuses it before anything is written.
  await expect.poll(says, soon).toBe('新建 78 · 更新 116 · 不变 0 · 有问题 6')
  expect(await visits()).toEqual(before)
  await dialog.getByRole('checkbox', { name: '只看有问题的行' }).check()
  const bad = dialog.locator('td[data-bad]')
  expect((await bad.allInnerTexts()).map(plain)).toEqual([
    ...['2026-02-30', '十二', '没有的阶段', '200000', '查无此人'],
  ])
  const row = (name: string) => dialog.getByRole('row').filter({ hasText: name })
  expect(plain(await row('粘贴 005').innerText())).toContain('计划日期：看不懂“2026-02-30”')
  expect(plain(await row('粘贴 150').innerText())).toContain('100000')
  expect(await barriers(page)).toEqual([])
  await picture(page, 'paste-bad')
  // By keyboard: the amounts are typed, Tab goes on to the next cell that is wrong.
  await row('粘贴 010').locator('td[data-bad] button').press('Enter')
  await page.keyboard.type('12')
  await page.keyboard.press('Enter')
  await row('粘贴 150').locator('td[data-bad] button').press('Enter')
  await page.keyboard.type('2万')
  await page.keyboard.press('Enter')
  await expect.poll(says, soon).toBe('新建 79 · 更新 117 · 不变 0 · 有问题 4')
  await dialog.getByRole('checkbox', { name: '只看有问题的行' }).uncheck()
  await picture(page, 'paste-grid')
  await dialog.getByRole('button', { name: '写入 196 行' }).click()
  await dialog.getByRole('alert').getByText('已写入 196 行').waitFor()
  expect(await says()).toBe('新建 0 · 更新 0 · 不变 0 · 有问题 4')
  const pasted = (await visits()).filter(({ name }) => String(name).startsWith('粘贴'))
  expect(pasted).toHaveLength(196)
  const byName = new Map(pasted.map((one) => [one.name, one]))
  const moment = '2026-07-01T01:30:00.000Z'
  const rest = { owner: li.me.id, at: moment }
  expect(byName.get('粘贴 001')).toMatchObject({
    ...{ stage: 'plan', due: '2026-07-01', amount: '1234.00', ratio: '0.3500', urgent: true, ...rest },
  })
  expect(byName.get('粘贴 008')).toMatchObject({
    ...{ stage: 'done', due: '2026-07-02', amount: '15000.00', ratio: '0.4000', urgent: false, ...rest },
  })
  expect(byName.get('粘贴 200')).toMatchObject({ stage: 'done', due: '2026-07-02', amount: '15000.00' })
  expect([byName.get('粘贴 010')?.amount, byName.get('粘贴 150')?.amount]).toEqual(['12.00', '20000.00'])
  expect(byName.has('粘贴 005')).toBe(false)
  await dialog.locator('.ant-modal-footer').getByRole('button', { name: '关闭' }).click()
  await expect.poll(() => dialog.count(), soon).toBe(0)
  await page.keyboard.press('Control+z')
  await page.getByText('已恢复 196 条').waitFor()
  expect(values(await visits())).toEqual(values(before))
})

test('[UX-16] with heads the columns go where they belong in any order, a person is chosen where a name is not known, and what is not asked for is left', async ({
  page,
}) => {
  const { li } = pages.server.people
  await pages.enter(page, 'li')
  await page.goto(`${address()}?q=${encodeURIComponent('没有这样的拜访')}`)
  await page.getByRole('heading', { name: '拜访' }).waitFor()
  await page.getByText('没有找到').first().waitFor()
  await paste(page, '金额\t备注\t主题\t负责人\n0.2万\t随手\t带表头 1\t销售李雷\n300\t\t带表头 2\t小李')
  const dialog = page.getByRole('dialog')
  const says = () => dialog.getByRole('status').innerText().then(plain)
  await expect.poll(says, soon).toBe('新建 1 · 更新 0 · 不变 0 · 有问题 1')
  expect(await dialog.getByRole('combobox', { name: '第 备注 列填入' }).inputValue()).toBe('')
  await dialog.locator('td[data-bad] button').press('Enter')
  await page.keyboard.type('李雷')
  await page.locator('.ant-select-item-option').filter({ hasText: '李雷' }).first().click()
  await expect.poll(says, soon).toBe('新建 2 · 更新 0 · 不变 0')
  await dialog.getByRole('button', { name: '写入 2 行' }).click()
  await expect.poll(() => dialog.count(), soon).toBe(0)
  const made = await li.find('x.visit', { owner: li.me.id })
  const amounts = made.filter(({ name }) => String(name).startsWith('带表头')).map(({ amount }) => amount)
  expect(amounts.toSorted()).toEqual(['2000.00', '300.00'])
})
