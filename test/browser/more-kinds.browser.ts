// An administrator adds codes, text with headings and lists, structures and look-ups from the palette; what is filled in is kept and shown as what it is.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { barriers, choose, openPages, type Pages, pick, plain, soon } from '#test/pages'

let pages: Pages
let admin: Page

beforeAll(async () => {
  pages = await openPages({})
  const browser = await openBrowser()
  if (browser === null) return
  admin = await pages.enter(await (await browser.newContext(desk)).newPage(), 'admin')
})

async function add(kind: string, name: string): Promise<Locator> {
  const palette = admin.getByRole('group', { name: '添加字段' }).last()
  await palette.getByRole('button', { name: kind, exact: true }).click()
  const open = admin.locator('.field-row[data-open="true"]').last()
  if (name !== '') await open.getByLabel('中文名称').first().fill(name)
  return open
}

test('[PLAT-01] look-ups, codes, rich text and structures are added from the palette, filled in, and shown as what they are', async ({
  page: _needsBrowser,
}) => {
  await admin.goto(`${pages.server.url}/admin/objects/new`)
  await admin.getByLabel('中文名称').first().fill('设备')
  await choose(admin, admin.getByLabel('放在导航的'), '销售')
  const owner = await add('关联', '送货司机')
  await pick(admin, owner.getByRole('combobox', { name: '关联到' }), '人员')
  const looked = await add('值引用', '')
  await choose(admin, looked.getByRole('combobox', { name: '从哪个关联引用' }), '送货司机')
  await pick(admin, looked.getByRole('combobox', { name: '引用哪个字段' }), '姓名')
  expect(await looked.getByLabel('中文名称').first().inputValue()).toBe('姓名')
  await add('条形码', '条码')
  await add('二维码', '标签码')
  await add('富文本', '说明')
  await add('结构（JSON）', '参数')
  await pick(admin, admin.getByRole('combobox', { name: '授权给…' }), '销售')
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await picture(admin, 'designer-more-kinds')
  await admin.getByRole('button', { name: '发布' }).click()
  const dialog = admin.getByRole('dialog')
  const sentences = (await dialog.getByRole('listitem').allInnerTexts()).map(plain)
  expect(sentences).toContain('增加字段“姓名”（值引用）')
  expect(sentences).toContain('增加字段“条码”（条形码）')
  await dialog.getByRole('button', { name: '确认发布' }).click()
  await admin.getByText('已发布，现在就能用').first().waitFor()

  await admin.goto(`${pages.server.url}/o/x.sheBei/new`)
  await admin.getByLabel('名称 *').fill('龙门铣')
  await pick(admin, admin.getByRole('combobox', { name: '送货司机' }), '销售李雷')
  await admin.getByLabel('条码').fill('设备一')
  await admin.getByLabel('标签码').fill('https://example.com/t/A-017')
  await admin.getByRole('textbox', { name: '说明' }).click()
  const tool = (name: string) =>
    admin.getByRole('toolbar', { name: '排版' }).getByRole('button', { name }).click()
  await tool('标题')
  await admin.keyboard.type('开机前')
  await admin.keyboard.press('Enter')
  await admin.keyboard.type('先看')
  await tool('加粗')
  await admin.keyboard.type('油位')
  await tool('加粗')
  await admin.keyboard.press('Enter')
  await tool('编号列表')
  await admin.keyboard.type('合闸')
  await admin.keyboard.press('Enter')
  await admin.keyboard.type('看表')
  await admin.getByLabel('参数').fill('{"功率": 11,\n "电压": [220, 380}')
  await admin.getByText('不是 JSON：第 2 行第 17 个字处有误').waitFor()
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await picture(admin, 'form-more-kinds')
  const save = admin.getByRole('button', { name: '新建', exact: true })
  await save.click()
  await admin.getByText('条形码不对：只写英文字母、数字和键盘上的符号').waitFor()
  await admin.getByLabel('条码').fill('SN-2026-0001')
  await admin.getByLabel('参数').fill('{"功率": 11, "电压": [220, 380]}')
  await save.click()

  await admin.getByRole('heading', { name: '龙门铣' }).first().waitFor()
  const page = admin.getByRole('main')
  await page.getByText('销售李雷').nth(1).waitFor()
  await page.getByRole('img', { name: 'SN-2026-0001' }).waitFor()
  await page.getByRole('img', { name: 'https://example.com/t/A-017' }).waitFor()
  expect(await page.locator('.rich-text :is(h4, strong, ol > li)').allInnerTexts()).toEqual([
    ...['开机前', '油位', '合闸', '看表'],
  ])
  expect(plain(await page.locator('pre.json-text').innerText())).toContain('"功率": 11')
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await picture(admin, 'page-more-kinds')
  await admin.goto(`${pages.server.url}/o/x.sheBei`)
  await admin.getByText('SN-2026-0001').first().waitFor()
})

test('[PLAT-01] a reference to any of several objects finds records of each, leads there, is found from there and filtered by', async ({
  page: _needsBrowser,
}) => {
  const { li } = pages.server.people
  const party = String((await li.create('masterdata.party', { name: '深圳华强', isCustomer: true })).id)
  await admin.goto(`${pages.server.url}/admin/objects/new`)
  await admin.getByLabel('中文名称').first().fill('回访')
  await choose(admin, admin.getByLabel('放在导航的'), '销售')
  const about = await add('关联任一对象', '针对')
  const objects = about.getByRole('combobox', { name: '可关联的对象' })
  await pick(admin, objects, '人员')
  await pick(admin, objects, '往来单位')
  await admin.keyboard.press('Escape')
  await pick(admin, admin.getByRole('combobox', { name: '授权给…' }), '销售')
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await admin.getByRole('button', { name: '发布' }).click()
  const dialog = admin.getByRole('dialog')
  expect((await dialog.getByRole('listitem').allInnerTexts()).map(plain)).toContain(
    '增加字段“针对”（关联任一对象）',
  )
  await dialog.getByRole('button', { name: '确认发布' }).click()
  await admin.getByText('已发布，现在就能用').first().waitFor()

  const make = async (name: string, chosen: string, typed = chosen): Promise<void> => {
    await admin.goto(`${pages.server.url}/o/x.huiFang/new`)
    await admin.getByLabel('名称 *').fill(name)
    const box = admin.getByRole('combobox', { name: '针对' })
    await box.click()
    await box.fill(typed)
    await admin.locator('.ant-select-dropdown:visible').getByTitle(chosen, { exact: true }).click()
    await expect.poll(() => barriers(admin), soon).toEqual([])
    await admin.getByRole('button', { name: '新建', exact: true }).click()
    await admin.getByRole('heading', { name }).first().waitFor()
  }
  await make('问同事', '销售李雷')
  await make('问客户', '深圳华强', 'szhq')
  await picture(admin, 'page-any-reference')
  await admin.getByRole('main').getByRole('link', { name: '深圳华强' }).click()
  await admin.waitForURL(`**/o/masterdata.party/${party}`)

  // The customer's page counts what is about it, and leads to exactly that.
  const around = admin.getByRole('navigation', { name: '相关' }).getByRole('link', { name: /^回访/ })
  await expect.poll(() => around.innerText().then(plain), soon).toBe('回访 1')
  await around.click()
  await admin.getByText('问客户').first().waitFor()
  expect(await admin.getByText('问同事').count()).toBe(0)
  await expect
    .poll(() => admin.getByRole('button', { name: '针对 深圳华强' }).innerText().then(plain), soon)
    .toBe('针对 深圳华强')
})
