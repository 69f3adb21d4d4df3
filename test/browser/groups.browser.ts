// Rows gathered by a field, with numbers that the server counts over everything and not over what is loaded.
import type { Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { raw, sql } from '#base/sql'
import { picture, test } from '#test/browser'
import { barriers, openPages, type Pages, plain, soon } from '#test/pages'
import { makeVisits } from '#test/visits'

let pages: Pages

beforeAll(async () => {
  pages = await openPages({})
  await makeVisits(pages.server, 700, [5, 50])
})

/** What the database has: how many, their sum, and the average of their chance, for each value of an expression. */
async function counted(by: string, condition = 'true') {
  const { db, engine } = pages.server
  const { rows } = await db.query<{ key: string | null; n: number; sum: string; average: string }>(
    sql`select ${raw(by)} as key, count(*)::integer as n, to_char(sum(amount), 'FM999,999,990.00') as sum,
      round(avg(ratio) * 100, 2)::float8::text as average
      from ${raw(engine.workspace.namespace)}.x_visit where ${raw(condition)} group by 1`,
  )
  return new Map(rows.map((row) => [row.key, [`${row.n} 条`, `¥${row.sum}`, `${row.average}%`]]))
}

/** The cells of the heads that are drawn: name and count, sum and average. */
const heads = async (page: Page): Promise<readonly (readonly string[])[]> =>
  Promise.all(
    (await page.locator('.group-row').all()).map(async (row) =>
      (await row.getByRole('gridcell').allInnerTexts()).map(plain),
    ),
  )

const total = async (page: Page): Promise<readonly string[]> =>
  (await page.locator('.total-row').getByRole('gridcell').allInnerTexts()).map(plain)

const address = (parameters: string): string => `${pages.server.url}/o/x.visit?${parameters}`

test('[UX-14] groups and the last line count, sum and average everything, not the page that is loaded, and follow filter and edit', async ({
  page,
}) => {
  await pages.enter(page, 'li')
  await page.goto(address('cols=name,stage,owner,amount,ratio'))
  await page.getByRole('button', { name: '分组', exact: true }).click()
  await page.getByRole('menuitem', { name: '阶段' }).click()
  const stages = await counted('stage')
  const whole = await counted('null::text')
  const named = (name: string, key: string | null, found = stages): readonly string[] => {
    const [rows = '', sum = '', average = ''] = found.get(key) ?? []
    return [`▾ ${name} ${rows}`, sum, average]
  }
  await expect.poll(() => heads(page), soon).toEqual([named('完成', 'done')])
  expect(page.url()).toContain('group=stage')
  const [rows, sum, average] = whole.get(null) ?? []
  await expect.poll(() => total(page), soon).toEqual([`合计 ${rows}`, `合计 ${sum}`, `平均 ${average}`])
  expect(await barriers(page)).toEqual([])
  await picture(page, 'groups')

  // Folded, the first group is its head alone, and the next one follows without its rows being loaded.
  await page.getByRole('button', { name: /完成/, expanded: true }).click()
  await expect
    .poll(async () => (await heads(page)).map(([name]) => name?.slice(0, 4)), soon)
    .toEqual(['▸ 完成', '▾ 取消'])
  expect((await heads(page))[1]).toEqual(named('取消', 'lost'))
  await page.getByRole('button', { name: /取消/, expanded: true }).click()
  await expect.poll(async () => (await heads(page)).length, soon).toBe(3)
  expect((await heads(page))[2]).toEqual(named('计划', 'plan'))

  // An average of the amount instead of its sum, and back.
  await page.locator('.total-row').getByRole('button', { name: '合计' }).click()
  await expect.poll(async () => (await total(page))[1], soon).toBe('平均 ¥3,505.00')
  expect(page.url()).toContain('turn=amount')
  await page.locator('.total-row').getByRole('button', { name: '平均' }).first().click()
  await expect.poll(async () => (await total(page))[1], soon).toBe(`合计 ${sum}`)

  // A change in a cell is in the sums.
  await page.locator('[id$="-amount"]').first().dblclick()
  await page.keyboard.type('77777')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await heads(page))[2], soon).not.toEqual(named('计划', 'plan'))
  expect((await heads(page))[2]).toEqual(named('计划', 'plan', await counted('stage')))

  await page.goto(address('cols=name,stage,amount,ratio&group=owner&f.stage=done'))
  const owners = await counted(
    '(select name from {}.identity_person p where p.id = owner)'.replace(
      '{}',
      pages.server.engine.workspace.namespace,
    ),
    "stage = 'done'",
  )
  await expect.poll(async () => (await heads(page)).length, soon).toBeGreaterThan(0)
  for (const [name = '', ...numbers] of await heads(page)) {
    const owner = name.includes('韩梅') ? '销售韩梅' : '销售李雷'
    const [count = '', ...rest] = owners.get(owner) ?? []
    expect(name).toContain(count)
    expect(numbers).toEqual(rest)
  }
})

test('[UX-14] on a telephone the heads stand between the cards', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 720 })
  await pages.enter(page, 'li')
  await page.goto(address('group=stage'))
  await page.locator('.group-row').getByText('完成').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  expect(await barriers(page)).toEqual([])
  await picture(page, 'groups-375')
})
