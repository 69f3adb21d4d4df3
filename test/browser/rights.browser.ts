// An administrator takes a shipped right from a role and gives it back; a colleague loses and finds it at once.
import type { Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { barriers, openPages, type Pages, soon } from '#test/pages'

let pages: Pages
let admin: Page
let li: Page

const label = { 'zh-CN': '加急', en: 'Rush' }

beforeAll(async () => {
  pages = await openPages({})
  await pages.server.people.admin.publish({
    extensions: [{ object: 'sales.order', fields: [{ name: 'jiaJi', type: 'boolean', label }] }],
  })
  const browser = await openBrowser()
  if (browser === null) return
  admin = await pages.enter(await (await browser.newContext(desk)).newPage(), 'admin')
  li = await pages.enter(await (await browser.newContext(desk)).newPage(), 'li')
})

const mayCreate = async (): Promise<boolean> => {
  const answer = await li.evaluate(async () => (await fetch('/api/metadata')).json())
  const { objects } = answer as { objects: readonly { name: string; operations: readonly string[] }[] }
  return objects.find(({ name }) => name === 'sales.order')?.operations.includes('create') ?? false
}

test('[A12] [MO17] a shipped right is narrowed after its sentences, lost by a colleague at once, and back by roll-back', async ({
  page: _needsBrowser,
}) => {
  const { url } = pages.server
  await li.goto(`${url}/o/sales.order`)
  const creating = li.getByRole('link', { name: /新建/ }).or(li.getByRole('button', { name: /新建/ }))
  await creating.first().waitFor()
  await admin.goto(`${url}/admin/objects`)
  await admin.getByRole('link', { name: '销售订单的权限' }).click()
  const rights = admin.getByRole('region', { name: '权限' })
  const narrowing = rights.getByRole('button', { name: /^收窄：销售、销售经理可以新建：/ })
  await narrowing.click()
  const ofSales = rights.getByRole('group', { name: '销售的权限' })
  await ofSales.getByRole('checkbox', { name: '新建' }).uncheck()
  await rights.getByText('销售 不再能 新建 销售订单').waitFor()
  await rights.getByRole('row', { name: /^销售 / }).waitFor()
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await picture(admin, 'rights')
  await admin.getByRole('button', { name: '发布', exact: true }).click()
  const dialog = admin.getByRole('dialog')
  await expect
    .poll(() => dialog.getByRole('listitem').allInnerTexts(), soon)
    .toEqual(['销售 不再能 新建 销售订单'])
  await dialog.getByRole('button', { name: '确认发布' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await expect.poll(() => creating.count(), soon).toBe(0)
  expect(await mayCreate()).toBe(false)

  await admin.goto(`${url}/admin/objects`)
  const notes = admin.getByRole('list', { name: '发布记录' }).getByRole('listitem')
  await notes
    .nth(1)
    .getByRole('button', { name: /^回到第/ })
    .click()
  await expect
    .poll(() => dialog.getByRole('listitem').allInnerTexts(), soon)
    .toEqual(['销售 现在可以 新建 销售订单'])
  await dialog.getByRole('button', { name: '回到这一版' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await creating.first().waitFor()
  expect(await mayCreate()).toBe(true)
})

test('[A13] what administrators do everything by cannot be narrowed, and a telephone shows all of it', async ({
  page: _needsBrowser,
}) => {
  const browser = await openBrowser()
  if (browser === null) return
  const small = await pages.enter(
    await (await browser.newContext({ ...desk, viewport: { width: 375, height: 740 } })).newPage(),
    'admin',
  )
  await small.goto(`${pages.server.url}/admin/objects/sales.order#rights`)
  const rights = small.getByRole('region', { name: '权限' })
  await rights.getByText('管理员始终可以做任何操作').first().waitFor()
  expect(await rights.getByRole('button', { name: /^收窄：管理员/ }).count()).toBe(0)
  await rights.getByRole('button', { name: '增加授权' }).click()
  await rights.getByRole('group', { name: '还没有选人的权限' }).waitFor()
  await expect.poll(() => barriers(small), soon).toEqual([])
  const widest = await rights.evaluate((region) =>
    Math.max(
      ...[...region.querySelectorAll('fieldset, .card')].map((one) => one.getBoundingClientRect().right),
    ),
  )
  expect(widest).toBeLessThanOrEqual(375)
  await picture(small, 'rights-phone')
})
