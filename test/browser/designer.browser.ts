// An administrator who writes no code makes an object; a salesperson whose page was open all along works with it.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { barriers, choose, go, openPages, type Pages, pick, plain, signIn, soon } from '#test/pages'
import type { TestServer } from '#test/server'

let pages: Pages
let server: TestServer
let admin: Page
let li: Page

beforeAll(async () => {
  pages = await openPages({})
  server = pages.server
  const browser = await openBrowser()
  if (browser === null) return
  const open = async () => (await browser.newContext(desk)).newPage()
  admin = await pages.enter(await open(), 'admin')
  li = await pages.enter(await open(), 'li')
})

/** The row of a field in the designer, by what it is called. */
const row = (name: string): Locator =>
  admin
    .locator('.field-row')
    .filter({ has: admin.getByRole('button', { name: `移动“${name}”` }) })
    .last()

/** Adds a field by the palette and says what it is called; it stands open. */
async function add(type: string, name: string, within: Locator | Page = admin): Promise<Locator> {
  await within
    .getByRole('group', { name: '添加字段' })
    .last()
    .getByRole('button', { name: type, exact: true })
    .click()
  await admin.locator('.field-row[data-open="true"]').last().getByLabel('中文名称').first().fill(name)
  return row(name)
}

const label = (within: Locator, name: string): Locator => within.getByLabel(name, { exact: true }).first()

test('[PLAT-01] an administrator names an object and gives it fields of many kinds; mistakes are said in plain words where they are', async ({
  page: _needsBrowser,
}) => {
  await admin.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '设置' }).click()
  await admin.getByRole('link', { name: '对象与字段' }).click()
  await admin.getByRole('link', { name: '新建对象' }).click()
  await admin.getByLabel('中文名称').first().fill('试驾邀约')
  await choose(admin, admin.getByLabel('放在导航的'), '销售')
  const customer = await add('关联', '客户')
  await expect.poll(() => customer.getByRole('alert').innerText(), soon).toBe('请选择关联到哪个对象')
  await pick(admin, customer.getByRole('combobox', { name: '关联到' }), '往来单位')
  const wish = await add('单选', '意向')
  for (const [index, name] of ['高', '中'].entries())
    await wish.getByLabel(`第 ${index + 1} 个选项`, { exact: true }).fill(name)
  const price = await add('金额', '车价')
  await price.getByLabel('必填').check()
  await add('百分比', '折扣')
  const deal = await add('公式', '成交价')
  await label(deal, '公式').fill('车价 * (1 - 折)')
  await expect
    .poll(() => deal.getByRole('alert').innerText(), soon)
    .toContain('这里没有叫“折”的字段。相近的有：折扣')
  await label(deal, '公式').fill('车价 * (1 - 折扣)')
  await expect.poll(() => deal.getByRole('alert').count(), soon).toBe(0)
  await choose(admin, deal.getByRole('combobox', { name: '显示为' }), '金额')
  const parts = await add('明细', '随车配件')
  await add('数量', '件数', parts)
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await picture(admin, 'designer')
})

test('[PLAT-01] the draft survives a reload and an expired session; the preview is a form that computes', async ({
  page: _needsBrowser,
}) => {
  await admin.reload()
  await admin.getByText('这是上次没有发布的改动').waitFor()
  const preview = admin.getByRole('region', { name: '预览' })
  await preview.getByRole('textbox', { name: '车价' }).fill('200000')
  await preview.getByRole('textbox', { name: '折扣' }).fill('10')
  await preview.getByRole('textbox', { name: '折扣' }).press('Tab')
  await expect.poll(() => preview.getByText('¥180,000.00').count(), soon).toBe(1)
  await preview.getByRole('button', { name: '添加一行' }).click()
  await preview.getByRole('textbox', { name: '件数' }).waitFor()
  await server.people.admin.ask('DELETE', '/api/session')
  await admin.context().clearCookies()
  await row('意向').getByRole('button', { name: /意向/ }).last().click()
  await label(row('意向'), '填写说明').fill('和客户聊过再填')
  await admin.getByRole('button', { name: '发布' }).click()
  await admin.getByRole('dialog').getByRole('button', { name: '确认发布' }).click()
  await signIn(admin, 'admin')
  await admin.getByRole('button', { name: '登录' }).waitFor({ state: 'detached' })
  expect(await row('意向').count()).toBe(1)
})

test('[PLAT-01] fields are put in order by keys, granted where they are designed, and published as sentences say', async ({
  page: _needsBrowser,
}) => {
  const names = async () =>
    (await admin.locator('.field-list').first().locator('> .field-row .field-name .cut').allInnerTexts()).map(
      plain,
    )
  const before = await names()
  expect(before).toEqual(['名称', '客户', '意向', '车价', '折扣', '成交价', '随车配件'])
  await admin.getByRole('button', { name: '移动“意向”' }).focus()
  await admin.keyboard.press('ArrowUp')
  await expect.poll(names, soon).toEqual(['名称', '意向', '客户', '车价', '折扣', '成交价', '随车配件'])
  await admin.getByText('还没有授权').first().waitFor()
  await pick(admin, admin.getByRole('combobox', { name: '授权给…' }), '销售')
  const grant = admin.getByRole('table', { name: '谁能用' }).getByRole('row', { name: /^销售/ })
  await grant.getByRole('checkbox', { name: '销售可以导出' }).check()
  await grant.getByRole('checkbox', { name: '销售可以导入时代填创建人和创建时间' }).check()
  await picture(admin, 'designer-grants')
  await admin.getByRole('button', { name: '发布' }).click()
  const dialog = admin.getByRole('dialog')
  const sentences = (await dialog.getByRole('listitem').allInnerTexts()).map(plain)
  expect(sentences).toContain('新建对象“试驾邀约”')
  expect(sentences).toContain('增加字段“意向”（单选）')
  expect(sentences).toContain('随车配件：增加字段“件数”（数量）')
  expect(sentences).toContain('授权：销售可以查看、新建、修改、导出、导入时代填创建人和创建时间（全部记录）')
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await dialog.getByRole('button', { name: '确认发布' }).click()
  await admin.getByText('已发布，现在就能用').waitFor()
  await admin.getByText('x.shiJiaYaoYue').waitFor()
})

test('[PLAT-01] the salesperson whose page was open finds it in the menu, is told what is missing, and makes a record with lines', async ({
  page: _needsBrowser,
}) => {
  await go(li, '销售', '试驾邀约')
  await li.getByRole('button', { name: '新建试驾邀约' }).first().click()
  await li.getByLabel('名称 *').fill('东方水务试驾')
  await li.getByRole('button', { name: '新建', exact: true }).click()
  await expect.poll(() => li.getByRole('alert').allInnerTexts(), soon).toEqual(['请填写“车价”。'])
  await pick(li, li.getByRole('combobox', { name: '客户' }), '东方水务')
  await choose(li, li.getByRole('combobox', { name: '意向' }), '高')
  await li.getByRole('textbox', { name: '车价' }).fill('200000')
  await li.getByRole('textbox', { name: '折扣' }).fill('10')
  await li.getByRole('button', { name: '添加一行' }).click()
  const lines = li.getByRole('table', { name: '随车配件' })
  await lines.getByRole('textbox', { name: '名称' }).fill('脚垫')
  await lines.getByRole('textbox', { name: '件数' }).fill('2')
  await li.getByRole('button', { name: '新建', exact: true }).click()
  await li.getByRole('heading', { name: '东方水务试驾' }).waitFor()
  await li.getByText('¥180,000.00').waitFor()
  await li.getByRole('cell', { name: '脚垫' }).waitFor()
  await picture(li, 'designed-record')
})

test('[PLAT-01] it is listed, filtered, searched and answered by the interface like any other; who was not granted sees nothing', async ({
  page: keeper,
}) => {
  const { objects } = await server.people.li.metadata()
  const made = objects.find(({ name }) => name === 'x.shiJiaYaoYue')
  const named = (text: string): string =>
    made?.fields.find((field) => field.label['zh-CN'] === text)?.name ?? ''
  await server.people.li.create('x.shiJiaYaoYue', {
    [named('名称')]: '第二位',
    [named('车价')]: '100000',
    [named('意向')]: 'zhong',
  })
  await go(li, '销售', '试驾邀约')
  await expect.poll(() => li.getByRole('button', { name: '第二位' }).count(), soon).toBe(1)
  await li.getByRole('group', { name: '筛选' }).getByRole('button', { name: '意向' }).click()
  await li.getByRole('menuitem', { name: '高' }).click()
  await expect.poll(() => li.getByRole('button', { name: '第二位' }).count(), soon).toBe(0)
  expect(await li.getByRole('button', { name: '东方水务试驾' }).count()).toBe(1)
  expect(await server.people.li.search('水务试驾')).toMatchObject([
    { object: 'x.shiJiaYaoYue', title: '东方水务试驾' },
  ])
  const { body } = await server.people.li.ask(
    'GET',
    `/api/records/x.shiJiaYaoYue?fields=${named('成交价')}&sort=${named('车价')}`,
  )
  expect(body).toMatchObject({ rows: [{ [named('成交价')]: null }, { [named('成交价')]: '180000.00' }] })
  await pages.enter(keeper, 'keeper')
  expect((await server.people.keeper.metadata()).objects.map(({ name }) => name)).not.toContain(
    'x.shiJiaYaoYue',
  )
  await keeper.goto(`${server.url}/o/x.shiJiaYaoYue`)
  await keeper.getByText('没有这种记录，或者你看不到').waitFor()
})

test('[PLAT-01] a field added to a shipped object and granted to sales appears in the page that is open', async ({
  page: _needsBrowser,
}) => {
  await go(li, '销售', '销售订单')
  await li.getByRole('button', { name: '新建销售订单' }).first().click()
  await li.getByRole('combobox', { name: '客户' }).waitFor()
  await admin.goto(`${server.url}/admin/objects/sales.order`)
  const route = await add('文本', '运输线路')
  await pick(admin, route.getByLabel('谁能填写'), '销售')
  await admin.keyboard.press('Escape')
  await admin.getByRole('button', { name: '发布' }).click()
  await admin.getByRole('dialog').getByRole('button', { name: '确认发布' }).click()
  await admin.getByText('已发布，现在就能用').waitFor()
  await li.getByRole('textbox', { name: '运输线路' }).waitFor()
})

test('the designer is whole on a telephone and in the dark', async ({ page: _needsBrowser }) => {
  await admin.goto(`${server.url}/admin/objects/x.shiJiaYaoYue`)
  await admin.getByRole('button', { name: '移动“意向”' }).waitFor()
  await picture(admin, 'designer-light')
  await admin.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await picture(admin, 'designer-dark')
  await admin.setViewportSize({ width: 375, height: 812 })
  await admin.getByText('权限', { exact: true }).waitFor()
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await picture(admin, 'designer-narrow-dark')
  await admin.emulateMedia({ colorScheme: 'light' })
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await picture(admin, 'designer-narrow')
  const width = await admin.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(375)
})

test('[MO7] what no longer holds after an upgrade is listed with its reason, marked where it is, and works again once mended', async ({
  page: _needsBrowser,
}) => {
  await admin.setViewportSize({ width: 1440, height: 900 })
  // An upgrade took away what a formula reads.
  await server.db.query({
    text: `update w_test.definition set body = replace(body::text, '1 - ', 'gone - ')::jsonb where name = 'x.shiJiaYaoYue'`,
    values: [],
  })
  await server.engine.refresh()
  await admin.goto(`${server.url}/admin/objects`)
  const notice = admin.locator('.set-aside')
  await expect.poll(async () => plain(await notice.innerText()), soon).toContain('这里没有叫“gone”的字段')
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await picture(admin, 'set-aside')
  await notice.getByRole('link', { name: '试驾邀约' }).click()
  await row('成交价').getByText('待补充').waitFor()
  await row('成交价')
    .getByRole('button', { name: /成交价/ })
    .last()
    .click()
  await label(row('成交价'), '公式').fill('车价 * (1 - 折扣)')
  await admin.getByRole('button', { name: '发布' }).click()
  await admin.getByRole('dialog').getByRole('button', { name: '确认发布' }).click()
  await admin.getByText('已发布，现在就能用').waitFor()
  await admin.getByRole('link', { name: '← 对象与字段' }).click()
  await admin.getByText('自建对象').first().waitFor()
  await expect.poll(() => notice.count(), soon).toBe(0)
})
