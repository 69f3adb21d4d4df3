// Conditions put together by clicking over an object made at run time, and the address that carries them.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { raw, sql } from '#base/sql'
import { desk, openBrowser, picture, test } from '#test/browser'
import { barriers, choose, openPages, type Pages, plain, soon } from '#test/pages'
import { makeVisits } from '#test/visits'

let pages: Pages

beforeAll(async () => {
  pages = await openPages({})
  await makeVisits(pages.server, 300, [5, 50, 151])
})

/** How many the list says there are. */
const total = async (page: Page): Promise<number> =>
  Number(/\d+/.exec(await page.getByRole('heading', { level: 1 }).locator('small').innerText())?.[0] ?? -1)

/** The rows on top of the list. */
const titles = async (page: Page): Promise<readonly string[]> =>
  (await page.locator('.list-row button.strong').allInnerTexts()).map(plain).slice(0, 20)

/** How many the database says there are. */
async function counted(condition: string): Promise<number> {
  const { db, engine, people } = pages.server
  const me = sql`select ${people.li.me.id}::uuid as id`
  const { rows } = await db.query<{ n: number }>(
    sql`select count(*)::integer as n from ${raw(engine.workspace.namespace)}.x_visit t, (${me}) me where ${raw(condition)}`,
  )
  return rows[0]?.n ?? -1
}

const conditions = (page: Page): Locator => page.locator('.filter-condition')

/** Sets the field, comparison and choices of a condition. */
async function ask(page: Page, at: number, field: string, is: string, ...values: readonly string[]) {
  const condition = conditions(page).nth(at)
  await choose(page, condition.getByRole('combobox', { name: '字段' }), field)
  await choose(page, condition.getByRole('combobox', { name: '比较方式' }), is)
  if (values.length === 0) return
  // A list of several stays open until Esc.
  await condition.getByRole('combobox', { name: '值' }).click()
  const open = page.locator('.ant-select-dropdown:visible')
  for (const value of values) await open.getByTitle(value, { exact: true }).click()
  await page.keyboard.press('Escape')
  await expect.poll(() => open.count(), soon).toBe(0)
}

test('[UX-13] groups of conditions with working days, "me" and blanks are clicked together, and the list counts what SQL counts', async ({
  page,
}) => {
  await pages.enter(page, 'li')
  await page.goto(`${pages.server.url}/o/x.visit`)
  await expect.poll(() => total(page), soon).toBe(300)
  await page.getByRole('button', { name: '条件', exact: true }).click()
  await ask(page, 0, '负责人', '是其中之一', '我')
  await expect.poll(() => total(page), soon).toBe(await counted('t.owner = me.id'))
  await page.getByRole('button', { name: '添加条件', exact: true }).click()
  await ask(page, 1, '阶段', '是其中之一', '计划', '完成')
  await page.getByRole('button', { name: '添加条件组' }).click()
  await ask(page, 2, '计划日期', '在', '未来几个工作日')
  await page.getByRole('button', { name: '添加条件', exact: true }).first().click()
  await ask(page, 3, '计划日期', '为空')
  // Seven working days from this Monday: Friday is the Dragon Boat Festival.
  const wanted = `t.owner = me.id and t.stage in ('plan', 'done')
    and (t.due between '2026-06-15' and '2026-06-24' or t.due is null)`
  await expect.poll(() => total(page), soon).toBe(await counted(wanted))
  expect(await counted(wanted)).toBeGreaterThan(20)
  expect(await barriers(page)).toEqual([])
  await picture(page, 'filters')
})

const cases: readonly (readonly [text: string, condition: string])[] = [
  ['["&",["name","notContains","01"]]', "t.name not ilike '%01%'"],
  ['["&",["name","startsWith","拜访 02"]]', "t.name like '拜访 02%'"],
  ['["&",["amount","between","100","1234.5"]]', 't.amount between 100 and 1234.5'],
  ['["&",["ratio","gt","0.5"]]', 't.ratio > 0.5'],
  ['["&",["ratio","blank"]]', 't.ratio is null'],
  ['["&",["urgent","ne","true"]]', 't.urgent is distinct from true'],
  ['["&",["stage","notIn","lost"]]', "t.stage is distinct from 'lost'"],
  ['["&",["due","within","last7"]]', "t.due between '2026-06-09' and '2026-06-15'"],
  ['["&",["due","within","lastWeek"]]', "t.due between '2026-06-08' and '2026-06-14'"],
  ['["&",["due","notWithin","thisQuarter"]]', "(t.due between '2026-04-01' and '2026-06-30') is not true"],
  ['["&",["due","lt","today-3"]]', "t.due < '2026-06-12'"],
  ['["&",["due","ge","work+5"]]', "t.due >= '2026-06-23'"],
  ['["&",["at","eq","today"]]', "(t.at at time zone 'Asia/Shanghai')::date = '2026-06-15'"],
  ['["&",["at","gt","today"]]', "(t.at at time zone 'Asia/Shanghai')::date > '2026-06-15'"],
  ['["&",["at","within","yesterday"]]', "(t.at at time zone 'Asia/Shanghai')::date = '2026-06-14'"],
  [
    '["|",["&",["stage","in","plan"],["urgent","eq","true"]],["&",["amount","le","50"],["|",["due","blank"],["owner","notIn","me"]]]]',
    "(t.stage = 'plan' and t.urgent) or (t.amount <= 50 and (t.due is null or t.owner <> me.id))",
  ],
]

test('[UX-13] every comparison that an address can carry counts what SQL counts, instants by the day of the company', async ({
  page,
}) => {
  await pages.enter(page, 'li')
  for (const [text, condition] of cases) {
    const wanted = await counted(condition)
    expect([wanted > 0, wanted < 300], text).toEqual([true, true])
    await page.goto(`${pages.server.url}/o/x.visit?where=${encodeURIComponent(text)}`)
    await expect.poll(() => total(page), { ...soon, message: text }).toBe(wanted)
  }
})

test('[UX-11] an address opened by somebody else shows the same rows in the same order, and one that is broken shows all', async ({
  page,
}) => {
  await pages.enter(page, 'li')
  await page.goto(`${pages.server.url}/o/x.visit`)
  await page.getByRole('button', { name: '阶段', exact: true }).first().click()
  await page.getByRole('menuitem', { name: '完成' }).click()
  await page.keyboard.press('Escape')
  // Twice before the page has drawn the first: descending, as if there had been time between them.
  await page
    .getByRole('columnheader', { name: '金额' })
    .getByRole('button')
    .evaluate((head: HTMLElement) => {
      head.click()
      head.click()
    })
  await page.getByRole('button', { name: '条件', exact: true }).click()
  await ask(page, 0, '负责人', '不是其中任何', '销售韩梅')
  await expect.poll(() => titles(page), soon).toEqual(expect.arrayContaining(['拜访 0298']))
  await expect.poll(() => total(page), soon).toBe(await counted("t.stage = 'done' and t.owner = me.id"))
  const [address, rows] = [page.url(), await titles(page)]
  expect(rows[0]).toBe('拜访 0298')
  const browser = await openBrowser()
  const context = await browser?.newContext(desk)
  if (context === undefined) return
  const other = await pages.enter(await context.newPage(), 'boss')
  await other.goto(address)
  await expect.poll(() => titles(other), soon).toEqual(rows)
  await other.getByRole('button', { name: /^条件/ }).click()
  await other.locator('.filter-panel').getByText('销售韩梅').waitFor()
  await other.goto(`${pages.server.url}/o/x.visit?where=%5B%22%26%22,%5B%22gone%22&sort=gone&f.gone=1`)
  await expect.poll(() => total(other), soon).toBe(300)
  await context.close()
})

test('[UX-13] on a telephone the same conditions are built in two lines each', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 720 })
  await pages.enter(page, 'li')
  await page.goto(`${pages.server.url}/o/x.visit`)
  await page.getByRole('button', { name: '条件', exact: true }).click()
  await ask(page, 0, '阶段', '是其中之一', '取消')
  await expect.poll(() => total(page), soon).toBe(100)
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(375)
  expect(await barriers(page)).toEqual([])
  await picture(page, 'filters-375')
})
