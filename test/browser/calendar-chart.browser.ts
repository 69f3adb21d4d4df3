// Records on the days of a calendar, moved like any other change; and as a chart, of which every number leads to its records.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import type { Row } from '#kernel/schema'
import { picture, test } from '#test/browser'
import { barriers, openPages, type Pages, plain, soon, telephone } from '#test/pages'
import { makeVisits } from '#test/visits'

let pages: Pages
let visits: readonly Row[]

beforeAll(async () => {
  pages = await openPages({})
  visits = await makeVisits(pages.server, 62, [21])
  // Six on one day: more than its place in a month can show.
  const { admin } = pages.server.people
  for (const at of [40, 42, 44, 45, 46])
    await admin.update('x.visit', String(visits[at]?.id), { due: '2026-06-25' })
})

const open = async (page: Page, search: string): Promise<void> => {
  await pages.enter(page, 'li')
  await page.goto(`${pages.server.url}/o/x.visit${search}`)
}
const bar = (page: Page, name: string): Locator =>
  page.locator('.calendar-bar').filter({ has: page.getByRole('link', { name: new RegExp(`拜访 ${name}`) }) })
const cell = (page: Page, day: string): Locator =>
  page.locator('.calendar-day').filter({ has: page.getByRole('button', { name: new RegExp(`^${day} `) }) })
const dueOf = async (name: string): Promise<unknown> =>
  (await pages.server.people.li.only('x.visit', { name: `拜访 ${name}` }, ['due'])).due
/** Drops a bar at the foot of a day, where nothing lies over it. */
const drop = async (page: Page, name: string, day: string): Promise<void> => {
  const box = await cell(page, day).boundingBox()
  await bar(page, name).dragTo(cell(page, day), {
    targetPosition: { x: (box?.width ?? 100) / 2, y: (box?.height ?? 100) - 4 },
  })
}

test('[UX-10] a calendar shows records on their days, takes them to others by dragging and by keys with undo, gives back what is refused, and is saved as it is', async ({
  page,
}) => {
  await open(page, '')
  await page.getByRole('button', { name: '日历', exact: true }).click()
  await page.getByRole('heading', { name: '2026年6月' }).waitFor()
  expect(await cell(page, '6月15日').getByRole('button').getAttribute('aria-current')).toBe('date')
  // Dragon Boat festival is no working day, and says so.
  expect(await cell(page, '6月19日').getAttribute('data-off')).toBe('true')
  await cell(page, '6月19日').getByText('端午节').waitFor()
  expect(await barriers(page)).toEqual([])
  await picture(page, 'calendar')
  await drop(page, '0020', '6月17日')
  await expect.poll(() => dueOf('0020'), soon).toBe('2026-06-17')
  await page.getByText('拜访 0020 已改到 06-17').waitFor()
  await page.getByRole('button', { name: '撤销' }).click()
  await expect.poll(() => dueOf('0020'), soon).toBe('2026-06-15')
  // Three steps of the keys are one change, and the record keeps the focus.
  await bar(page, '0022').getByRole('link').focus()
  for (const key of ['Alt+ArrowRight', 'Alt+ArrowRight', 'Alt+ArrowDown']) await page.keyboard.press(key)
  await expect.poll(() => dueOf('0022'), soon).toBe('2026-06-26')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('拜访 0022')
  expect((await pages.server.people.li.only('x.visit', { name: '拜访 0022' }, ['version'])).version).toBe(2)
  // What is a colleague's stays where it was, with the reason.
  await drop(page, '0022', '6月24日')
  await expect.poll(() => dueOf('0022'), soon).toBe('2026-06-24')
  const theirs = String(visits[21 - 1]?.id)
  await pages.server.people.han.update('x.visit', theirs, { due: '2026-06-16' })
  await bar(page, '0021').waitFor()
  await drop(page, '0021', '6月18日')
  await page.getByText('拜访 0021 没有移动。').waitFor()
  expect(await dueOf('0021')).toBe('2026-06-16')
  // The day says how many more there are, and opens.
  await page.getByRole('button', { name: /06-25 还有 \d+ 条/ }).click()
  const day = page.getByRole('dialog', { name: /6月25日/ })
  await day.getByText('拜访 0043').waitFor()
  expect(await day.getByRole('link').count()).toBe(
    (
      await pages.server.people.li.query({
        object: 'x.visit',
        filter: { field: 'due', is: 'eq', value: '2026-06-25' },
      })
    ).rows.length,
  )
  await page.keyboard.press('Escape')
  // By another day and by week, saved and opened again.
  await page.getByRole('button', { name: '周', exact: true }).click()
  await page.getByRole('button', { name: /^日期/ }).click()
  await page.getByRole('menuitem', { name: '签到时间' }).click()
  await expect.poll(() => bar(page, '0003').innerText().then(plain), soon).toContain('23:30')
  await page.getByRole('button', { name: '往后' }).click()
  await page.getByRole('button', { name: '另存为视图', exact: true }).click()
  await page.getByLabel('名称').fill('本周签到')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await expect.poll(() => page.url(), soon).toContain('saved=')
  await page.goto(`${pages.server.url}/o/x.visit`)
  await page.getByRole('button', { name: /^视图/ }).click()
  await page.getByRole('menuitem', { name: '本周签到' }).click()
  // The week that is now, not the one that was looked at when it was saved.
  await bar(page, '0003').waitFor()
  expect(await page.locator('.calendar-day').count()).toBe(7)
  await page.setViewportSize(telephone.viewport)
  await page.locator('.agenda').getByRole('link', { name: '拜访 0003' }).waitFor()
  expect(await barriers(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  await picture(page, 'calendar-narrow-dark')
})

test('[AUD-04] every number of a chart is the server’s over all records, and leads to exactly the records that it was reckoned from', async ({
  page,
}) => {
  const { li } = pages.server.people
  await open(page, '?view=chart')
  const table = page.getByRole('table')
  const line = async (name: string): Promise<string> =>
    plain(await table.getByRole('row', { name: new RegExp(`^${name}`) }).innerText())
  await expect.poll(() => line('完成'), soon).toBe('完成 21')
  await page.getByRole('button', { name: /^数值/ }).click()
  await page.getByRole('menuitem', { name: '金额' }).click()
  const [{ count = 0, sums: [worth] = [] } = {}] = await li.summary({
    ...{ object: 'x.visit', sums: ['amount'], filter: { field: 'stage', is: 'eq', value: 'done' } },
  })
  await expect.poll(() => line('完成'), soon).toBe(`完成 ${count} ¥${Number(worth).toLocaleString('en')}.00`)
  await page.locator('.chart-canvas path:not([fill="none"])').first().waitFor()
  expect(await barriers(page)).toEqual([])
  await picture(page, 'chart')
  const total = async (): Promise<string> => plain(await page.locator('h1 small').innerText())
  await table.getByRole('row', { name: /^完成/ }).getByRole('link').last().click()
  await page.locator('.list-row').first().waitFor()
  await expect.poll(total, soon).toBe(`${count} 条`)
  expect(
    (await page.locator('.list-row [id$="-stage"]').allInnerTexts()).every((text) => text === '完成'),
  ).toBe(true)
  // Days by month, and the bar itself: the first of them is May.
  await page.goBack()
  await page.getByRole('button', { name: /^按/ }).click()
  await page.getByRole('menuitem', { name: '计划日期' }).click()
  await page.getByRole('button', { name: /^汇总/ }).click()
  await page.getByRole('menuitem', { name: '按月' }).click()
  await expect.poll(() => line('2026-05'), soon).toMatch(/^2026-05 \d+ /)
  const may = (await line('2026-05')).split(' ')[1]
  const name = await page.locator('.chart-canvas text', { hasText: '2026-05' }).boundingBox()
  await page.mouse.click((name?.x ?? 0) + (name?.width ?? 0) / 2, (name?.y ?? 0) - 16)
  await page.locator('.list-row').first().waitFor()
  await expect.poll(total, soon).toBe(`${may} 条`)
  await page.goBack()
  await page.getByRole('button', { name: '饼图' }).click()
  await page.setViewportSize(telephone.viewport)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.locator('.chart-canvas path:not([fill="none"])').first().waitFor()
  expect(await barriers(page)).toEqual([])
  await picture(page, 'chart-narrow-dark')
})
