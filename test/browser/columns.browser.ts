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
  const first = await pages.enter(await desktop(), 'li')
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
    .poll(async () => JSON.stringify((await pages.server.people.li.find('views.preference', {}))[0]), soon)
    .toContain('"language":"en"')

  const second = await pages.enter(await desktop(), 'li')
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
