// Many records changed at once by somebody who may not change all of them, and taken back.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { raw, sql } from '#base/sql'
import { picture, test } from '#test/browser'
import { barriers, choose, openPages, type Pages, plain, soon } from '#test/pages'
import { addVisits, makeVisits } from '#test/visits'

let pages: Pages

beforeAll(async () => {
  pages = await openPages({})
  await makeVisits(pages.server, 1000, [7, 500, 999])
})

/** How many visits the database has of which this is true. */
async function counted(condition: string): Promise<number> {
  const { db, engine } = pages.server
  const { rows } = await db.query<{ n: number }>(
    sql`select count(*)::integer as n from ${raw(engine.workspace.namespace)}.x_visit where ${raw(condition)}`,
  )
  return rows[0]?.n ?? -1
}

const patient = { timeout: 60_000 }
const bar = (page: Page): Locator => page.getByRole('toolbar', { name: '已选记录' })

async function list(page: Page, address = ''): Promise<void> {
  await pages.enter(page, 'li')
  await page.goto(`${pages.server.url}/o/x.visit${address}`)
  await page.getByRole('gridcell').first().waitFor()
}

test('[UX-15] a thousand are changed at once: 997 done, the three that are forbidden listed by name with the reason, and the rest untouched', async ({
  page,
}) => {
  await list(page)
  await page.getByRole('checkbox', { name: '全选' }).check()
  await bar(page).getByRole('button', { name: '选择全部 1000 条' }).click()
  await bar(page).getByText('已选 1000 条').waitFor()
  await bar(page).getByRole('button', { name: '修改字段' }).click()
  const dialog = page.getByRole('dialog')
  await choose(page, dialog.getByRole('combobox', { name: '哪个字段' }), '金额')
  await dialog.getByRole('textbox', { name: '新值' }).fill('12345.67')
  await dialog.getByText('将修改 1000 条').waitFor()
  const preview = dialog.getByRole('list', { name: '将要改变的内容' }).getByRole('listitem')
  expect(plain(await preview.first().innerText())).toMatch(/^拜访 \d{4} ¥[\d,.]+ 含税 → ¥12,345.67 含税$/)
  expect(await barriers(page)).toEqual([])
  await picture(page, 'bulk-preview')
  await dialog.getByRole('button', { name: '修改 1000 条' }).click()
  await expect.poll(() => dialog.getByRole('status').innerText(), patient).toBe('完成 997 条，未通过 3 条')
  const refused = dialog.getByRole('list', { name: '未通过的记录' }).getByRole('listitem')
  await expect.poll(() => refused.count(), soon).toBe(3)
  const named = (await refused.allInnerTexts()).map(plain).toSorted()
  expect(named.map((text) => text.slice(0, 7))).toEqual(['拜访 0007', '拜访 0500', '拜访 0999'])
  for (const text of named) expect(text.length).toBeGreaterThan(9)
  expect(await barriers(page)).toEqual([])
  await picture(page, 'bulk-done')
  expect(await counted('amount = 12345.67')).toBe(997)
  await dialog.getByRole('button', { name: '撤销' }).click()
  await expect.poll(() => counted('amount = 12345.67'), patient).toBe(0)
  expect(await counted('amount = substr(name, 4)::numeric * 10')).toBe(1000)
})

test('[UX-15] a long change is stopped between two chunks: what is done stays done, the rest is left as it is', async ({
  page,
}) => {
  await list(page)
  // The first chunk is sent twice, because one in it is refused; the second waits until somebody has pressed the button.
  let pressed = (): void => undefined
  const isPressed = new Promise<void>((resolve) => {
    pressed = resolve
  })
  let sent = 0
  await page.route('**/api/write', async (route) => {
    if (route.request().postData()?.includes('x.visit') && ++sent === 3) await isPressed
    await route.continue()
  })
  await page.getByRole('checkbox', { name: '全选' }).check()
  await bar(page).getByRole('button', { name: '选择全部 1000 条' }).click()
  await bar(page).getByText('已选 1000 条').waitFor()
  await bar(page).getByRole('button', { name: '修改字段' }).click()
  const dialog = page.getByRole('dialog')
  await choose(page, dialog.getByRole('combobox', { name: '哪个字段' }), '主题')
  await dialog.getByRole('textbox', { name: '新值' }).fill('停')
  await dialog.getByRole('button', { name: '修改 1000 条' }).click()
  await dialog.getByText('完成 49 条，未通过 1 条').waitFor()
  await dialog.getByRole('button', { name: '停止' }).click()
  pressed()
  await dialog.getByText(/其余 \d+ 条未处理/).waitFor()
  expect(await counted("name = '停'")).toBe(99)
  await dialog.getByRole('button', { name: '撤销' }).click()
  await expect.poll(() => counted("name = '停'"), patient).toBe(0)
})

test('[UX-07] fifty are given another day and taken back by Ctrl-Z: all fifty are as before, and both ways stand in the log', async ({
  page,
}) => {
  await list(page, `?where=${encodeURIComponent('["&",["amount","between","1010","1500"]]')}`)
  await page.getByRole('checkbox', { name: '全选' }).check()
  await bar(page).getByText('已选 50 条').waitFor()
  await bar(page).getByRole('button', { name: '修改字段' }).click()
  const dialog = page.getByRole('dialog')
  await choose(page, dialog.getByRole('combobox', { name: '哪个字段' }), '计划日期')
  const day = dialog.getByRole('textbox', { name: '新值' })
  await day.fill('2027-03-01')
  await day.press('Enter')
  await dialog.getByText('将修改 50 条').waitFor()
  const before = await pages.server.people.li.query(fifty)
  await dialog.getByRole('button', { name: '修改 50 条' }).click()
  await expect.poll(() => counted("due = '2027-03-01'"), soon).toBe(50)
  await dialog.locator('.ant-modal-footer').getByRole('button', { name: '关闭' }).click()
  await expect.poll(() => dialog.count(), soon).toBe(0)
  await page.keyboard.press('Control+z')
  await expect.poll(() => counted("due = '2027-03-01'"), soon).toBe(0)
  await page.getByText('已恢复 50 条').waitFor()
  const after = await pages.server.people.li.query(fifty)
  const dues = ({ rows }: typeof after) => rows.map(({ id, due }) => [id, due])
  expect(dues(after)).toEqual(dues(before))
  for (const { id } of after.rows.slice(0, 3)) {
    const events = await pages.server.people.li.history('x.visit', String(id))
    const [back, forth] = events.filter(({ kind }) => kind === 'update')
    expect(forth?.after).toEqual({ due: '2027-03-01' })
    expect([back?.before, back?.after]).toEqual([forth?.after, forth?.before])
  }
})

const fifty = {
  object: 'x.visit',
  fields: ['id', 'due'],
  filter: { field: 'amount', is: 'between', value: ['1010', '1500'] },
  sort: ['name'],
  limit: 100,
} as const

test('[UX-15] several are removed after a second look that names them, also on a telephone', async ({
  page,
}) => {
  await page.setViewportSize({ width: 375, height: 720 })
  await list(page, '?q=%E6%8B%9C%E8%AE%BF%20001')
  await page.getByRole('button', { name: '多选' }).click()
  for (const name of ['拜访 0011', '拜访 0012']) {
    const card = page.getByRole('row').filter({ hasText: name })
    await card.click({ position: { x: 200, y: 50 } })
  }
  await bar(page).getByText('已选 2 条').waitFor()
  await bar(page).getByRole('button', { name: '删除' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('拜访 0012').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  expect(await barriers(page)).toEqual([])
  await picture(page, 'bulk-remove-375')
  await dialog.getByRole('button', { name: '确认删除 2 条' }).click()
  await dialog.getByText('完成 2 条').waitFor()
  expect(await counted("name in ('拜访 0011', '拜访 0012')")).toBe(0)
})

test('[UX-18] of ten thousand rows only those in sight are drawn down to the very last, and the place is kept', async ({
  page,
}) => {
  await addVisits(pages.server, 1001, 9999)
  await list(page)
  const frame = page.locator('.list-frame')
  const rows = page.locator('.list-row')
  const last = rows.filter({ hasText: '拜访 9999' })
  await expect
    .poll(
      async () => {
        await frame.evaluate((element) => element.scrollTo(0, element.scrollHeight))
        expect(await rows.count()).toBeLessThanOrEqual(100)
        return last.count()
      },
      { ...patient, interval: 20 },
    )
    .toBe(1)
  const count = await counted('true')
  expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(count + 1))
  expect(await last.getAttribute('aria-rowindex')).toBe(String(count + 1))
  // A record is opened from the end and left again: the same rows stand at the same place.
  const place = await frame.evaluate(({ scrollTop }) => scrollTop)
  await last.getByRole('button').click()
  await page.getByRole('heading', { name: '拜访 9999' }).waitFor()
  await page.goBack()
  await last.waitFor()
  expect(await frame.evaluate(({ scrollTop }) => scrollTop)).toBe(place)
  await frame.evaluate((element) => element.scrollTo(0, 0))
  await rows.filter({ hasText: '拜访 0001' }).waitFor()
  expect(await rows.count()).toBeLessThanOrEqual(100)
})
