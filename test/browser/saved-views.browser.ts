// Saved views of a list, between people: one's own, those of a department, locked ones, and drafts that nobody else sees.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { barriers, choose, openPages, type Pages, plain, soon } from '#test/pages'
import type { Login } from '#test/server'
import { makeVisits } from '#test/visits'

let pages: Pages

beforeAll(async () => {
  pages = await openPages({})
  await makeVisits(pages.server, 30)
})

const address = (): string => `${pages.server.url}/o/x.visit`
const top = async (page: Page): Promise<string> =>
  plain(await page.locator('.list-row button.strong').first().innerText())
const menu = (page: Page): Locator => page.getByRole('button', { name: /^视图/ })
const offered = async (page: Page): Promise<readonly string[]> => {
  await menu(page).click()
  const texts = await page.locator('.view-item').allInnerTexts()
  await page.keyboard.press('Escape')
  return texts.map(plain)
}
async function openView(page: Page, name: string): Promise<void> {
  await menu(page).click()
  await page.getByRole('menuitem', { name }).click()
}
async function sortBy(page: Page, field: string): Promise<void> {
  await page.getByRole('columnheader', { name: field }).getByRole('button').first().click()
}
const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })

/** Somebody at their own desk, looking at the list. */
async function colleague(login: Login): Promise<Page> {
  const context = await (await openBrowser())?.newContext(desk)
  if (context === undefined) throw new Error('There is no browser')
  const page = await pages.enter(await context.newPage(), login)
  await page.goto(address())
  await expect.poll(() => top(page), soon).toBe('拜访 0001')
  return page
}

test('[UX-10] a department shares a view: colleagues see what was saved and not the draft, follow what is saved for all, and cannot change what is locked', async ({
  page: _needsBrowser,
}) => {
  const [li, han, keeper] = [await colleague('li'), await colleague('han'), await colleague('keeper')]
  await li.getByRole('button', { name: '阶段', exact: true }).first().click()
  await li.getByRole('menuitem', { name: '完成' }).click()
  await li.keyboard.press('Escape')
  await button(li, '另存为视图').click()
  await li.getByLabel('名称').fill('已完成的拜访')
  await choose(li, li.getByRole('combobox', { name: '谁能看到' }), '部门')
  await expect.poll(() => li.locator('.ant-select-dropdown:visible').count(), soon).toBe(0)
  expect(await barriers(li)).toEqual([])
  await picture(li, 'view-dialog')
  await li.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await expect.poll(() => plain(li.url()), soon).toContain('saved=')
  await expect.poll(() => offered(han), soon).toEqual(['已完成的拜访 部门 · 销售李雷'])
  expect(await offered(keeper)).toEqual([])

  await openView(han, '已完成的拜访')
  await expect.poll(() => top(han), soon).toBe('拜访 0001')
  await sortBy(li, '金额')
  await sortBy(li, '金额')
  await li.getByTitle('保存后有改动').waitFor()
  await expect.poll(() => top(li), soon).toBe('拜访 0028')
  await han.reload()
  await expect.poll(() => top(han), soon).toBe('拜访 0001')
  expect(await han.getByTitle('保存后有改动').count()).toBe(0)

  await button(li, '为大家保存').click()
  await expect.poll(() => li.getByTitle('保存后有改动').count(), soon).toBe(0)
  await expect.poll(() => top(han), soon).toBe('拜访 0028')

  await sortBy(han, '主题')
  await han.getByTitle('保存后有改动').waitFor()
  await picture(han, 'view-changed')
  await button(han, '放弃改动').click()
  await expect.poll(() => top(han), soon).toBe('拜访 0028')

  await menu(li).click()
  await li.getByRole('menuitem', { name: '名称与可见范围' }).click()
  await li.getByRole('switch', { name: '锁定' }).click()
  await li.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await expect.poll(() => offered(han), soon).toEqual(['已完成的拜访 部门 · 销售李雷 · 已锁定'])
  await sortBy(han, '主题')
  await button(han, '另存为视图').waitFor()
  await expect.poll(() => button(han, '为大家保存').count(), soon).toBe(0)
  await button(han, '另存为视图').click()
  await han.getByLabel('名称').fill('我的一份')
  await han.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await expect.poll(() => offered(han), soon).toEqual(['我的一份', '已完成的拜访 部门 · 销售李雷 · 已锁定'])
  expect(await offered(li)).toEqual(['已完成的拜访 部门 · 销售李雷 · 已锁定'])

  await menu(han).click()
  await han.getByRole('menuitem', { name: '打开时先显示此视图' }).click()
  await han.goto(address())
  await expect.poll(() => plain(han.url()), soon).toContain('saved=')
  await menu(han).getByText('我的一份').waitFor()
  await openView(han, '全部')
  await expect.poll(() => top(han), soon).toBe('拜访 0001')
  expect(await barriers(han)).toEqual([])
  for (const page of [li, han, keeper]) await page.context().close()
})
