// The life of a field: who uses it, another type for it, what may not be repeated, taken out of use and back, step by step and seen as others see it.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { barriers, choose, openPages, type Pages, pick, plain, soon } from '#test/pages'
import type { TestServer } from '#test/server'

let pages: Pages
let server: TestServer
let admin: Page

const label = (text: string) => ({ 'zh-CN': text, en: text })
const object = 'x.visit'

beforeAll(async () => {
  pages = await openPages({})
  server = pages.server
  const browser = await openBrowser()
  if (browser === null) return
  const published = await server.people.admin.ask('PUT', '/api/definitions', {
    objects: [
      {
        ...{ name: object, label: label('拜访'), kind: 'record', title: 'name', menu: 'sales' },
        fields: [
          { type: 'text', name: 'name', label: label('名称'), required: true },
          { type: 'text', name: 'cost', label: label('花费') },
          { type: 'number', name: 'hours', label: label('时长') },
          { type: 'date', name: 'day', label: label('日期') },
          { type: 'formula', name: 'double', label: label('双倍'), result: 'decimal', formula: 'hours * 2' },
        ],
        checks: [{ name: 'few', formula: 'hours < 100', message: label('太久了') }],
        list: { columns: ['name', 'hours'] },
        form: [{ label: label('基本信息'), fields: ['name', 'cost', 'hours', 'day', 'double'] }],
      },
    ],
    policies: [
      {
        ...{ name: `${object} role:sales all`, object },
        operations: ['read', 'create', 'update', 'print', 'copy'],
        who: { roles: ['sales'] },
        fields: { read: { except: ['cost'] }, write: { except: ['cost', 'day'] } },
      },
    ],
    metrics: [
      {
        ...{ name: 'x.hours', label: label('拜访总时长'), object, take: 'sum', of: 'hours' },
        ...{ by: 'createdAt', dimensions: [], format: 'number' },
      },
    ],
  })
  expect(published.status).toBe(200)
  for (const values of [
    { name: '东方水务', cost: '1,200', hours: '3' },
    { name: '西山药业', cost: '大约三百', hours: '2' },
    { name: '南江机电', cost: '80', hours: '2' },
  ])
    await server.people.admin.create(object, { ...values, day: '2026-06-01' })
  await server.people.admin.create('views.view', {
    ...{ name: '最久的拜访', object, audience: 'everyone', address: 'sort=-hours' },
  })
  admin = await pages.enter(await (await browser.newContext(desk)).newPage(), 'admin')
})

const row = (name: string): Locator =>
  admin.locator('.field-row').filter({ has: admin.getByRole('button', { name: `移动“${name}”` }) })

async function open(name: string): Promise<Locator> {
  const field = row(name)
  if ((await field.getAttribute('data-open')) !== 'true')
    await field
      .getByRole('button', { name: new RegExp(name) })
      .last()
      .click()
  return field
}

const dialog = (): Locator => admin.getByRole('dialog')
const lines = async (within: Locator): Promise<readonly string[]> =>
  (await within.getByRole('listitem').allInnerTexts()).map(plain)

async function publish(): Promise<readonly string[]> {
  await admin.getByRole('button', { name: '发布' }).click()
  const sentences = await lines(dialog())
  await dialog().getByRole('button', { name: '确认发布' }).click()
  await dialog().waitFor({ state: 'hidden' })
  return sentences
}

test('[UX-26] [MO24] before a used field is taken out of use, every view, formula and automation that uses it is listed with what becomes of it', async ({
  page: _needsBrowser,
}) => {
  await admin.goto(`${server.url}/admin/objects/${object}`)
  const hours = await open('时长')
  await hours.getByText('谁在用它').click()
  const uses = [
    '公式字段“双倍”',
    '校验规则“太久了”',
    '列表的列和顺序',
    '表单分组“基本信息”',
    '指标“拜访总时长”',
    '视图“最久的拜访”',
  ]
  await expect.poll(() => lines(hours.locator('.use-list')), soon).toEqual(uses)
  await hours.getByRole('button', { name: '停用' }).click()
  const group = (text: string): Locator => dialog().locator('.uses').filter({ hasText: text })
  await expect.poll(() => lines(group('会挡住发布')), soon).toEqual(['公式字段“双倍”', '校验规则“太久了”'])
  expect(await lines(group('恢复之前不工作'))).toEqual(['指标“拜访总时长”'])
  expect(await lines(group('恢复后自己回来'))).toEqual([
    '列表的列和顺序',
    '表单分组“基本信息”',
    '视图“最久的拜访”',
  ])
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await picture(admin, 'field-retiring')
  await dialog()
    .getByRole('button', { name: '停 用' })
    .or(dialog().getByRole('button', { name: '停用' }))
    .click()
  await admin.getByText(/还有 \d 处要补充或更正/).waitFor()
  await expect.poll(() => row('双倍').getByText('待补充').count(), soon).toBe(1)
  await admin.keyboard.press('Control+z')
  await expect.poll(() => row('时长').count(), soon).toBe(1)
  await admin.goto(`${server.url}/admin/objects/sales.order`)
  await admin.getByRole('button', { name: '状态', exact: true }).click()
  await expect.poll(() => lines(dialog()), soon).toContain('流程“订单主线”')
  const said = await lines(dialog())
  expect(said.some((one) => one.includes('自动化“'))).toBe(true)
  await picture(admin, 'field-users-shipped')
})

test('[UX-26] fifty steps go back by keys and forth again, also those that were typed', async ({
  page: _needsBrowser,
}) => {
  await admin.goto(`${server.url}/admin/objects/${object}`)
  const order = async (): Promise<readonly string[]> =>
    (await admin.locator('.field-list').first().locator('> .field-row .field-name .cut').allInnerTexts()).map(
      plain,
    )
  const back = admin.getByRole('button', { name: '撤销（Ctrl+Z）' })
  await row('日期').waitFor()
  await open('日期')
  const name = admin.locator('.field-row[data-open="true"]').getByLabel('中文名称').first()
  await name.fill('哪天')
  await expect.poll(order, soon).toContain('哪天')
  await name.press('Control+z')
  await expect.poll(() => name.inputValue(), soon).toBe('日期')
  await name.press('Control+Shift+z')
  await expect.poll(() => name.inputValue(), soon).toBe('哪天')
  const grip = admin.getByRole('button', { name: '移动“哪天”' })
  await grip.focus()
  for (let count = 0; count < 26; count++) {
    await admin.keyboard.press('ArrowUp')
    await admin.keyboard.press('ArrowDown')
  }
  await admin.keyboard.press('ArrowUp')
  const moved = await order()
  for (let count = 0; count < 49; count++) await admin.keyboard.press('Control+z')
  expect(await back.isEnabled()).toBe(true)
  await admin.keyboard.press('Control+z')
  await expect.poll(() => back.isDisabled(), soon).toBe(true)
  for (let count = 0; count < 50; count++) await admin.keyboard.press('Control+Shift+z')
  await expect.poll(order, soon).toEqual(moved)
  await admin.getByRole('button', { name: '放弃改动' }).click()
  await expect.poll(order, soon).toEqual(['名称', '花费', '时长', '日期', '双倍'])
})

test('[UX-26] the form is looked at as a role and on a telephone, before anything is published', async ({
  page: _needsBrowser,
}) => {
  const preview = admin.getByRole('region', { name: '预览' })
  await preview.getByRole('textbox', { name: '花费' }).waitFor()
  await choose(admin, preview.getByRole('combobox', { name: '谁来看' }), '销售')
  await preview.getByText('看不到：花费').waitFor()
  await preview.getByText('只能看：日期').waitFor()
  expect(await preview.getByRole('textbox', { name: '花费' }).count()).toBe(0)
  const cost = await open('花费')
  await choose(admin, cost.getByRole('combobox', { name: /^销售/ }), '可见可填')
  await preview.getByRole('textbox', { name: '花费' }).waitFor()
  await preview.getByText('手机', { exact: true }).click()
  const phone = preview.frameLocator('iframe[title="手机"]')
  await phone.getByRole('textbox', { name: '花费' }).fill('300')
  await expect.poll(() => phone.getByRole('textbox', { name: '花费' }).inputValue(), soon).toBe('300')
  const width = await phone.locator('html').evaluate((root) => [root.clientWidth, root.scrollWidth])
  expect(width[0]).toBeLessThanOrEqual(375)
  expect(width[1]).toBe(width[0])
  await picture(admin, 'field-phone')
  await choose(admin, preview.getByRole('combobox', { name: '谁来看' }), '仓库保管')
  await preview.getByText('“仓库保管”看不到这个对象').waitFor()
  await admin.getByRole('button', { name: '放弃改动' }).click()
})

test('[MO25] another type shows what would be lost, converts when it is published, and finds the old values on the way back', async ({
  page: _needsBrowser,
}) => {
  const cost = await open('花费')
  await choose(admin, cost.getByRole('combobox', { name: '类型' }), '数字')
  const outlook = cost.getByRole('region', { name: '换类型的结果' })
  await outlook.getByText('3 条记录里有值：1 条会变空，0 条会少掉一部分').waitFor()
  await expect
    .poll(() => outlook.getByRole('row', { name: '西山药业' }).innerText(), soon)
    .toContain('大约三百')
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await picture(admin, 'field-type')
  expect(await publish()).toContain('字段“花费”由文本改为数字，原来的值留着')
  await admin.getByText('已发布，现在就能用').first().waitFor()
  const costs = async (): Promise<unknown> =>
    (await server.people.admin.ask('GET', `/api/records/${object}?fields=cost&sort=createdAt`)).body
  expect(await costs()).toMatchObject({ rows: [{ cost: '1200' }, { cost: null }, { cost: '80' }] })
  await (await open('花费')).getByRole('button', { name: '改回去' }).click()
  await publish()
  await expect
    .poll(costs, soon)
    .toMatchObject({ rows: [{ cost: '1,200' }, { cost: '大约三百' }, { cost: '80' }] })
})

test('[S26] fields that are not to be repeated together name the records that stand against it, and hold once those are changed', async ({
  page: _needsBrowser,
}) => {
  await admin.getByRole('button', { name: '添加组合' }).click()
  const together = admin.getByRole('group', { name: '第 1 个组合' })
  for (const name of ['时长', '日期']) await pick(admin, together.getByRole('combobox'), name)
  await admin.keyboard.press('Escape')
  await publish()
  await expect
    .poll(async () => plain(await together.getByRole('alert').innerText()), soon)
    .toContain('“时长、日期”已有 1 处重复，先改掉再发布：西山药业、南江机电')
  await picture(admin, 'field-together')
  const { body } = await server.people.admin.ask('GET', `/api/records/${object}?fields=id,name,version`)
  const { rows } = body as { rows: readonly { id: string; name: string; version: number }[] }
  const other = rows.find((one) => one.name === '南江机电')
  await server.people.admin.ask('PATCH', `/api/records/${object}/${other?.id}?version=${other?.version}`, {
    hours: '4',
  })
  expect(await publish()).toContain('“时长、日期”合起来不许重复')
  await admin.getByText('已发布，现在就能用').first().waitFor()
})

test('[MO24] what is out of use says since when and by whom, and comes back with its values', async ({
  page: _needsBrowser,
}) => {
  await (await open('花费')).getByRole('button', { name: '停用' }).click()
  await dialog().locator('.ant-btn-primary').click()
  await dialog().waitFor({ state: 'hidden' })
  await publish()
  await admin.getByText('已停用的字段（1），数据都在').click()
  await admin
    .getByText(/^系统管理员.* 停用$|.+ 于 .+ 停用$/)
    .first()
    .waitFor()
  await admin.getByRole('button', { name: '恢复', exact: true }).click()
  await publish()
  const { body } = await server.people.admin.ask('GET', `/api/records/${object}?fields=cost&sort=createdAt`)
  expect(body).toMatchObject({ rows: [{ cost: '1,200' }, { cost: '大约三百' }, { cost: '80' }] })
})

test('the life of a field is whole on a telephone and in the dark', async ({ page: _needsBrowser }) => {
  await admin.reload()
  await open('花费')
  await choose(admin, row('花费').getByRole('combobox', { name: '类型' }), '日期')
  await row('花费').getByRole('region', { name: '换类型的结果' }).getByText('3 条会变空').waitFor()
  await admin.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await picture(admin, 'field-dark')
  await admin.setViewportSize({ width: 375, height: 812 })
  await row('花费').getByRole('region', { name: '换类型的结果' }).scrollIntoViewIfNeeded()
  await picture(admin, 'field-narrow-dark')
  await row('花费').getByRole('button', { name: '停用' }).click()
  await dialog().getByText('列表的列和顺序').or(dialog().getByText('表单分组“基本信息”')).first().waitFor()
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await picture(admin, 'field-retiring-narrow')
  expect(await admin.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
})
