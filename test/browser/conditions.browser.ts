// An administrator says in formulas what a form asks and what it refuses; whoever fills it in is told while they type.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { barriers, choose, openPages, type Pages, pick, soon } from '#test/pages'
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

async function add(type: string, name: string): Promise<Locator> {
  await admin
    .getByRole('group', { name: '添加字段' })
    .last()
    .getByRole('button', { name: type, exact: true })
    .click()
  const open = admin.locator('.field-row[data-open="true"]').last()
  await open.getByLabel('中文名称').first().fill(name)
  return open
}

/** Opens what is folded away about a field's conditions, and writes one. */
async function when(field: Locator, condition: string, formula: string): Promise<void> {
  await field.getByText('何时显示、必填、锁定').click()
  await field.getByLabel(condition, { exact: true }).fill(formula)
}

async function publish(): Promise<readonly string[]> {
  await admin.getByRole('button', { name: '发布' }).click()
  const dialog = admin.getByRole('dialog')
  const sentences = await dialog.getByRole('listitem').allInnerTexts()
  await dialog.getByRole('button', { name: '确认发布' }).click()
  await admin.getByText('已发布，现在就能用').first().waitFor()
  await dialog.waitFor({ state: 'hidden' })
  return sentences
}

const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true })
const save = (page: Page): Locator => page.getByRole('button', { name: '新建', exact: true })

test('[DQ-03] conditions and checks are written by label, judged as they are typed, and published as sentences', async ({
  page: _needsBrowser,
}) => {
  await admin.goto(`${server.url}/admin/objects/new`)
  await admin.getByLabel('中文名称').first().fill('跟单')
  await choose(admin, admin.getByLabel('放在导航的'), '销售')
  const status = await add('单选', '状态')
  for (const [index, name] of ['洽谈', '已报价'].entries())
    await status.getByLabel(`第 ${index + 1} 个选项`, { exact: true }).fill(name)
  await add('金额', '金额')
  const number = await add('文本', '报价单编号')
  await when(number, '满足条件时必填（公式）', "状态 = '已报'")
  await expect.poll(() => number.getByRole('alert').innerText(), soon).toContain('已报')
  await number.getByLabel('满足条件时必填（公式）', { exact: true }).fill("状态 = '已报价'")
  await expect.poll(() => number.getByRole('alert').count(), soon).toBe(0)
  await add('是/否', '定制')
  const model = await add('文本', '标准型号')
  await when(model, '满足条件才显示（公式）', 'not 定制')
  const discount = await add('百分比', '折扣')
  await when(discount, '满足条件后不能改（公式）', "状态 = '已报价'")
  await admin.getByRole('button', { name: '添加校验规则' }).click()
  const check = admin.getByRole('group', { name: '第 1 条校验规则' })
  await expect
    .poll(() => check.getByRole('alert').allInnerTexts(), soon)
    .toEqual(['请写公式', '请写明不成立时怎么提示'])
  await check
    .getByLabel('必须成立的条件（公式）', { exact: true })
    .fill("not (状态 = '已报价' and ISBLANK(金额))")
  await check.getByLabel('不成立时的提示').fill('已报价的请补充报价金额')
  await choose(admin, check.getByLabel('提示在哪个字段'), '金额')
  await expect.poll(() => check.getByRole('alert').count(), soon).toBe(0)
  await pick(admin, admin.getByRole('combobox', { name: '授权给…' }), '销售')
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await picture(admin, 'designer-checks')
  expect(await publish()).toContain('增加校验规则：已报价的请补充报价金额')
})

test('[QUOT-02] a quoted record without its amount cannot be saved, and the form says what to add, where, before anything is sent', async ({
  page: _needsBrowser,
}) => {
  await li.goto(`${server.url}/o/x.genDan/new`)
  await field(li, '名称').fill('东方水务')
  expect(await save(li).isEnabled()).toBe(true)
  await choose(li, li.getByRole('combobox', { name: '状态' }), '已报价')
  await expect.poll(() => save(li).isDisabled(), soon).toBe(true)
  const says = li.getByRole('status').filter({ hasText: '已报价的请补充报价金额' })
  await says.getByRole('button').click()
  expect(await field(li, '金额').evaluate((input) => input === document.activeElement)).toBe(true)
  await expect.poll(() => li.getByRole('alert').allInnerTexts(), soon).toEqual(['已报价的请补充报价金额'])
  await expect.poll(() => barriers(li), soon).toEqual([])
  await picture(li, 'form-blocked')
  await li.keyboard.type('1200')
  await expect.poll(() => save(li).isEnabled(), soon).toBe(true)
  expect(await li.getByRole('alert').count()).toBe(0)
})

test('[DQ-03] what a form asks follows what is typed: shown, required and fixed where the formulas say so', async ({
  page: _needsBrowser,
}) => {
  await expect.poll(() => li.locator('label', { hasText: '报价单编号' }).innerText(), soon).toContain('*')
  await field(li, '标准型号').waitFor()
  await li.getByRole('switch', { name: '定制' }).click()
  await expect.poll(() => field(li, '标准型号').count(), soon).toBe(0)
  expect(await field(li, '折扣').count(), 'a quoted record’s discount is only read').toBe(0)
  await li.getByText('现在不能修改').waitFor()
  await save(li).click()
  await expect.poll(() => li.getByRole('alert').allInnerTexts(), soon).toEqual(['请填写“报价单编号”。'])
  await field(li, '报价单编号').fill('BJ-1')
  await save(li).click()
  await li.getByRole('heading', { name: '东方水务' }).waitFor()
  expect(await li.locator('.record-main').getByText('标准型号').count()).toBe(0)
  await picture(li, 'record-conditions')
})

test('[DQ-03] the interface refuses the same write with the same words', async ({ page: _needsBrowser }) => {
  const { objects } = await server.people.li.metadata()
  const made = objects.find(({ name }) => name === 'x.genDan')
  const named = (text: string): string =>
    made?.fields.find(({ label }) => label['zh-CN'] === text)?.name ?? ''
  const quoted = { [named('名称')]: '直接写', [named('状态')]: 'yiBaoJia', [named('报价单编号')]: 'BJ-2' }
  const answer = await server.people.li.raw('POST', '/api/records/x.genDan', quoted)
  expect(answer.status).toBe(422)
  expect(answer.body).toMatchObject({ problems: [{ message: '已报价的请补充报价金额' }] })
})

test('[DQ-03] a check on a shipped object holds from its publication, and no longer once it is retired', async ({
  page: _needsBrowser,
}) => {
  await admin.goto(`${server.url}/admin/objects/masterdata.party`)
  await admin.getByRole('button', { name: '添加校验规则' }).click()
  const check = admin.getByRole('group', { name: '第 1 条校验规则' })
  await check.getByLabel('必须成立的条件（公式）', { exact: true }).fill('LEN(名称) >= 4')
  await check.getByLabel('不成立时的提示').fill('请写全称')
  await publish()
  const refused = await server.people.li.raw('POST', '/api/records/masterdata.party', { name: '东水' })
  expect(refused.body).toMatchObject({ problems: [{ message: '请写全称' }] })
  await check.getByRole('button', { name: '删除' }).click()
  expect(await publish()).toContain('停用校验规则：请写全称')
  await server.people.li.create('masterdata.party', { name: '东水' })
  await admin.getByRole('button', { name: '恢复', exact: true }).waitFor()
})

test('[PLAT-14] an administrator sees what was published when, is told what going back would change, and goes back and forth with everything kept', async ({
  page: _needsBrowser,
}) => {
  await admin.goto(`${server.url}/admin/objects/x.genDan`)
  await add('文本', '渠道')
  await publish()
  await li.goto(`${server.url}/o/x.genDan/new`)
  await field(li, '渠道').waitFor()
  await admin.getByRole('link', { name: '← 对象与字段' }).click()
  const notes = admin.getByRole('list', { name: '发布记录' }).getByRole('listitem')
  await expect.poll(() => notes.first().innerText(), soon).toMatch(/当前/)
  expect(await notes.first().innerText()).toContain('管理员')
  const count = await notes.count()
  await notes.nth(1).getByRole('button').click()
  const dialog = admin.getByRole('dialog')
  await expect
    .poll(() => dialog.getByRole('listitem').allInnerTexts(), soon)
    .toEqual(['停用字段“渠道”，数据保留'])
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await picture(admin, 'roll-back')
  await dialog.getByRole('button', { name: '回到这一版' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await expect.poll(() => notes.count(), soon).toBe(count + 1)
  expect(await notes.first().innerText()).toContain('恢复自')
  await expect.poll(() => field(li, '渠道').count(), soon).toBe(0)
  await field(li, '报价单编号').waitFor()
  await picture(admin, 'publications')
  await notes.nth(1).getByRole('button').click()
  await expect
    .poll(() => dialog.getByRole('listitem').allInnerTexts(), soon)
    .toEqual(['恢复字段“渠道”和它的数据'])
  await dialog.getByRole('button', { name: '回到这一版' }).click()
  await field(li, '渠道').waitFor()
})
