// An administrator who writes no code says which states an object has, where they lead, who may move records and what for;
// everybody else is offered what they may do, refused the rest in words, and the report counts what can be shown.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { barriers, choose, openPages, type Pages, pick, plain, soon, telephone } from '#test/pages'
import type { TestServer } from '#test/server'

let pages: Pages
let server: TestServer
let admin: Page
let li: Page
let manager: Page

const object = 'x.daYangShenQing'

beforeAll(async () => {
  pages = await openPages({})
  server = pages.server
  const browser = await openBrowser()
  if (browser === null) return
  const open = async (more: object = {}) => (await browser.newContext({ ...desk, ...more })).newPage()
  admin = await pages.enter(await open(), 'admin')
  li = await pages.enter(await open(), 'li')
  manager = await pages.enter(await open(telephone), 'manager')
})

async function add(type: string, name: string, within: Locator | Page = admin): Promise<Locator> {
  await within
    .getByRole('group', { name: '添加字段' })
    .last()
    .getByRole('button', { name: type, exact: true })
    .click()
  const open = admin.locator('.field-row[data-open="true"]').last()
  await open.getByLabel('中文名称').first().fill(name)
  return open
}

const states = (): Locator => admin.getByRole('list', { name: '状态与流转' })
/** A state in the designer, by what it is called; it stands open afterwards. */
async function state(name: string): Promise<Locator> {
  const row = states()
    .getByRole('listitem')
    .filter({ has: admin.getByRole('button', { name: `移动“${name}”` }) })
  const head = row.locator('.field-name')
  if ((await head.getAttribute('aria-expanded')) === 'false') await head.click()
  return row
}
const next = (row: Locator, name: string): Locator =>
  row.getByRole('group', { name: '接下来可以到' }).getByRole('button', { name, exact: true })

const path = (page: Page): Locator => page.getByRole('region', { name: '状态', exact: true })
const now = (page: Page): Promise<string> =>
  path(page)
    .locator('[aria-current="step"]')
    .innerText()
    .then((text) => plain(text))

test('[PLAT-17] states, where each leads, who moves records there and what they must show are set without code, and published as sentences', async ({
  page: _needsBrowser,
}) => {
  await admin.goto(`${server.url}/admin/objects/new`)
  await admin.getByLabel('中文名称').first().fill('打样申请')
  await choose(admin, admin.getByLabel('放在导航的'), '销售')
  await add('文本', '检测结论')
  const items = await add('明细', '测试项')
  await items
    .getByRole('button', { name: /测试项/ })
    .first()
    .waitFor()
  await admin.getByRole('button', { name: '新建“状态”字段' }).click()
  for (const [from, to] of [
    ['待处理', '申请'],
    ['进行中', '打样'],
    ['已完成', '送样'],
  ] as const) {
    await (await state(from)).getByLabel('状态名称').fill(to)
    await state(to)
  }
  await admin.getByRole('button', { name: '添加状态' }).click()
  const cancelled = states().getByRole('listitem').last()
  await expect.poll(() => cancelled.getByRole('alert').innerText(), soon).toBe('请给这个状态起名')
  await cancelled.getByLabel('状态名称').fill('作废')
  await cancelled.getByLabel('是出口（如作废、丢单），画在一旁').check()
  await next(await state('送样'), '作废').click()
  await expect
    .poll(() => cancelled.getByRole('status').innerText(), soon)
    .toBe('没有哪个状态能到“作废”，它也不是起点，记录走不到这里。')
  await next(await state('申请'), '作废').click()
  await next(await state('申请'), '打样').focus()
  await admin.keyboard.press('Enter')
  await admin.keyboard.press('Enter')
  expect(await next(await state('申请'), '打样').getAttribute('aria-pressed')).toBe('true')

  const making = await state('打样')
  await pick(admin, making.getByRole('combobox', { name: '谁可以推进到这里' }), '销售经理')
  await admin.keyboard.press('Escape')
  await making.getByLabel('在这一步该做什么').fill('按客户要求打样，测完写结论')
  const sent = await state('送样')
  await sent.getByRole('button', { name: '必须填写…' }).click()
  await expect.poll(() => sent.getByRole('alert').innerText(), soon).toBe('请选择必须填写的字段')
  await pick(admin, sent.getByRole('combobox', { name: '必须填写' }), '检测结论')
  await admin.keyboard.press('Escape')
  await sent.getByRole('button', { name: '必须有相关记录…' }).click()
  await pick(admin, sent.getByRole('combobox', { name: '必须有的相关记录' }), '测试项')
  await expect.poll(() => states().getByRole('alert').count(), soon).toBe(0)
  const preview = admin.getByRole('region', { name: '流转预览' })
  await preview.getByRole('button', { name: '打样' }).click()
  await preview.getByText('按客户要求打样，测完写结论').waitFor()
  await preview.getByText(/进入“送样”还缺：请填写“检测结论”；“测试项数”至少为 1/).waitFor()
  await admin.getByLabel('允许有权限的人说明理由后越级更改').check()
  for (const role of ['销售', '销售经理'])
    await pick(admin, admin.getByRole('combobox', { name: '授权给…' }), role)
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await states().evaluate((list) => list.previousElementSibling?.scrollIntoView({ block: 'start' }))
  await picture(admin, 'designer-states')
  await admin.getByRole('button', { name: '发布' }).click()
  const dialog = admin.getByRole('dialog')
  expect(await dialog.getByRole('listitem').allInnerTexts()).toContain(
    '设置状态流转：申请 → 打样 → 送样 → 作废',
  )
  await dialog.getByRole('button', { name: '确认发布' }).click()
  await admin.getByText('已发布，现在就能用').first().waitFor()
})

test('[PLAT-17] a seller is offered the moves that are theirs alone, and refused the others in words by the interface too', async ({
  page: _needsBrowser,
}) => {
  await li.goto(`${server.url}/o/${object}/new`)
  await li.getByLabel('名称 *').fill('东方水务样机')
  await li.getByRole('button', { name: '新建', exact: true }).click()
  await li.getByRole('heading', { name: '东方水务样机' }).waitFor()
  await expect.poll(() => now(li), soon).toBe('申请')
  await path(li).getByText('“打样”由销售经理推进').waitFor()
  expect(await path(li).getByRole('button').allInnerTexts()).toEqual(['作废'])
  const id = new URL(li.url()).pathname.split('/').at(-1) ?? ''
  const { objects } = await server.people.li.metadata()
  const stages = objects.find(({ name }) => name === object)?.path
  const making = stages?.stages[1]?.key ?? ''
  const refused = await server.people.li.raw('PATCH', `/api/records/${object}/${id}`, {
    [stages?.field ?? '']: making,
  })
  expect(refused.body).toMatchObject({
    problems: [{ code: 'records.notYours', message: '只有销售经理可以把记录推进到“打样”。' }],
  })
  await li.goto(`${server.url}/o/${object}?view=board`)
  await li.getByRole('button', { name: '把“东方水务样机”移到…' }).click()
  await expect.poll(() => li.getByRole('menuitem').allInnerTexts(), soon).toEqual(['作废'])
})

test('[PLAT-17] whoever may moves it, on a telephone too; with its evidence alone it goes on, and the report counts who can show it', async ({
  page: _needsBrowser,
}) => {
  await manager.goto(`${server.url}/o/${object}`)
  await manager.getByText('东方水务样机').first().click()
  await path(manager).getByRole('button', { name: '打样' }).click()
  await expect.poll(() => now(manager), soon).toBe('打样')
  expect(await manager.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  await picture(manager, 'states-telephone')

  await li.getByRole('link', { name: '东方水务样机' }).click()
  await path(li)
    .getByText(/还缺：请填写“检测结论”；“测试项数”至少为 1/)
    .waitFor()
  const send = path(li).getByRole('button', { name: '送样' })
  expect(await send.getAttribute('aria-disabled')).toBe('true')
  await expect.poll(() => barriers(li), soon).toEqual([])
  await picture(li, 'states-lacking')
  await li.getByRole('button', { name: '编辑' }).click()
  await li.getByRole('textbox', { name: '检测结论' }).fill('合格')
  await li.getByRole('button', { name: '添加一行' }).click()
  await li.getByRole('table', { name: '测试项' }).getByRole('textbox').first().fill('耐压')
  await li.getByRole('button', { name: '保存' }).click()
  await send.click()
  await expect.poll(() => now(li), soon).toBe('送样')

  const { id } = await server.people.li.only(object, { title: '东方水务样机' })
  await server.people.li.update(object, id, { jianCeJieLun: null })
  await manager.goto(`${server.url}/evidence`)
  const figures = manager.getByRole('table', { name: '打样申请' }).getByRole('row', { name: /^送样/ })
  await expect
    .poll(async () => (await figures.getByRole('cell').allInnerTexts()).map(plain), soon)
    .toEqual(['1', '0', '1 条'])
  await picture(manager, 'states-evidence')
})

test('[C13] [CUST-12] a customer goes on with every item of its sheet alone, and what is missing is asked for on the way', async ({
  page: _needsBrowser,
}) => {
  await li.goto(`${server.url}/o/masterdata.party/new`)
  await li.getByLabel('名称 *').fill('西江水务有限公司')
  await li.getByRole('textbox', { name: '行业' }).fill('水务')
  await li.getByRole('button', { name: '新建', exact: true }).click()
  const sheet = li.getByRole('region', { name: '客户阶段' })
  await sheet.getByText('进入“跟进”还缺：请填写“区域”；请填写“电话”').waitFor()
  await sheet.getByRole('button', { name: '跟进' }).click()
  const dialog = li.getByRole('dialog')
  await dialog.getByRole('textbox', { name: '电话' }).fill('021-62001234')
  await dialog.getByRole('button', { name: '移动' }).click()
  await dialog.getByText('请填写“区域”').waitFor()
  await choose(li, dialog.getByRole('combobox', { name: '区域' }), '华东')
  await dialog.getByRole('button', { name: '移动' }).click()
  await sheet.getByText('进入“合作”还缺：请填写“等级”；请填写“税号”').waitFor()
  const { id } = await server.people.li.only('masterdata.party', { name: '西江水务有限公司' })
  await expect(
    server.people.li.update('masterdata.party', id, { customerStage: 'partner', grade: 'A' }),
  ).rejects.toMatchObject({ codes: ['records.stageNeeds'] })
})

test('[OPP-04] [CUST-08] an opportunity asks for pain points in the seller’s words, for no model of a bespoke product and for no amount before there is a quote', async ({
  page: _needsBrowser,
}) => {
  const { id: customer } = await server.people.li.only('masterdata.party', { name: '西江水务有限公司' })
  const made = await server.people.li.create('crm.opportunity', { name: '泵站改造', customer })
  const quoted = await server.people.li.create('crm.opportunity', { name: '备件年单', customer })
  await server.people.li.create('sales.quote', { customer, opportunity: quoted.id })
  await li.goto(`${server.url}/o/crm.opportunity/${made.id}?edit=1`)
  const model = li.getByRole('textbox', { name: '标准型号' })
  await model.waitFor()
  expect(await li.getByRole('textbox', { name: '预计金额' }).count()).toBe(0)
  await li.getByRole('switch', { name: '定制产品' }).click()
  await model.waitFor({ state: 'detached' })
  const pains = li.getByRole('combobox', { name: '客户痛点' })
  for (const words of ['价格敏感', '交付周期急', '需高层背书']) await pick(li, pains, words)
  await li.keyboard.press('Escape')
  await li.getByRole('button', { name: '保存' }).click()
  await expect
    .poll(() => server.people.li.one('crm.opportunity', made.id, ['painPoints', 'bespoke']), soon)
    .toMatchObject({ painPoints: ['price', 'delivery', 'sponsor'], bespoke: true })
  await li.goto(`${server.url}/o/crm.opportunity/${quoted.id}?edit=1`)
  await li.getByRole('textbox', { name: '预计金额' }).waitFor()
  await expect(
    server.people.li.update('crm.opportunity', made.id, { painPoints: ['太贵了'] }),
  ).rejects.toMatchObject({ codes: ['records.unknownOption'] })
})
