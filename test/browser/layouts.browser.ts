// An administrator lays out a form in sections and tabs, for the desk and for the telephone; whoever fills it in meets it so.
import type { Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { barriers, openPages, type Pages, plain, soon } from '#test/pages'
import type { TestServer } from '#test/server'

let pages: Pages
let server: TestServer
let admin: Page
let li: Page

const label = (text: string, en = text) => ({ 'zh-CN': text, en })

beforeAll(async () => {
  pages = await openPages({})
  server = pages.server
  const published = await server.people.admin.ask('PUT', '/api/definitions', {
    objects: [
      {
        ...{ name: 'x.drive', label: label('试驾', 'Test drive'), kind: 'record', title: 'name' },
        fields: [
          { type: 'text', name: 'name', label: label('客户称呼'), required: true },
          { type: 'text', name: 'phone', label: label('电话'), format: 'phone' },
          { type: 'boolean', name: 'onRoad', label: label('上路') },
          { type: 'text', name: 'licence', label: label('驾照号'), required: true },
          { type: 'date', name: 'day', label: label('日期') },
          { type: 'longText', name: 'note', label: label('反馈') },
          { type: 'lines', name: 'cars', label: label('试驾车'), object: 'x.driveCar', by: 'drive' },
        ],
      },
      {
        ...{ name: 'x.driveCar', label: label('试驾车'), kind: 'record', title: 'model' },
        fields: [
          {
            ...{ type: 'reference', name: 'drive', label: label('试驾'), to: 'x.drive' },
            ...{ owner: true, required: true },
          },
          { type: 'text', name: 'model', label: label('车型'), required: true },
        ],
      },
    ],
    policies: [
      {
        ...{ name: 'x.drive.sales', object: 'x.drive', operations: ['read', 'create', 'update'] },
        ...{ who: { roles: ['sales'] }, fields: { read: '*', write: '*' } },
      },
      {
        ...{ name: 'x.driveCar.sales', object: 'x.driveCar', operations: ['read', 'create', 'update'] },
        ...{ who: { roles: ['sales'] }, fields: { read: '*', write: '*' } },
      },
    ],
  })
  expect(published.status, JSON.stringify(published.body)).toBe(200)
  const browser = await openBrowser()
  if (browser === null) return
  const open = async () => (await browser.newContext(desk)).newPage()
  admin = await pages.enter(await open(), 'admin')
  li = await pages.enter(await open(), 'li')
})

const card = () => admin.locator('.layout-card')
const section = (name: string) => card().locator('.layout-section').filter({ hasText: name })
const inSection = async (name: string) =>
  (await card().getByRole('list', { name, exact: true }).locator('.cut').allInnerTexts()).map(plain)
const grip = (name: string) => card().getByRole('button', { name: `把${name}换个位置`, exact: true })

const heading = (name: string) =>
  card().locator('.layout-section > .field-head .field-name').filter({ hasText: name })

/** Adds a section and says what it is called. */
async function add(name: string): Promise<void> {
  await card().getByRole('button', { name: '添加分区' }).click()
  await card().getByLabel('中文名称').fill(name)
}

test('[UX-26] [S27] a form is laid out in sections and tabs with the mouse and the keys, undone, looked at as on a telephone, and published as sentences', async ({
  page: _needsBrowser,
}) => {
  await admin.goto(`${server.url}/admin/objects/x.drive`)
  await card().getByText('现在按默认的样子排列').waitFor()
  expect(await inSection('基本信息')).toEqual([
    '客户称呼',
    '电话',
    '上路',
    '驾照号',
    '日期',
    '反馈',
    '试驾车',
  ])
  await add('上路登记')
  await card().getByLabel('排成页签').check()
  const when = card().getByLabel('满足条件才显示（公式，可不填）', { exact: true })
  await when.fill('上路 = 1')
  await expect.poll(() => section('上路登记').getByRole('alert').count(), soon).toBeGreaterThan(0)
  await when.fill('上路')
  await expect.poll(() => section('上路登记').getByRole('alert').count(), soon).toBe(0)
  await grip('“驾照号”').dragTo(section('上路登记').locator('.layout-empty'))
  await expect.poll(() => inSection('上路登记'), soon).toEqual(['驾照号'])
  await heading('上路登记').click()
  await add('其他登记')
  await card().getByLabel('排成页签').check()
  await heading('其他登记').click()
  // By keys from the end of one section through the next into the last, and back.
  await grip('“试驾车”').focus()
  await admin.keyboard.press('ArrowDown')
  await expect.poll(() => inSection('上路登记'), soon).toEqual(['试驾车', '驾照号'])
  for (const _ of [1, 2]) await admin.keyboard.press('ArrowDown')
  await expect.poll(() => inSection('其他登记'), soon).toEqual(['试驾车'])
  expect(await card().getByRole('status').innerText()).toBe('“试驾车”移到了“其他登记”第 1 个')
  await grip('“反馈”').focus()
  for (const _ of [1, 2, 3]) await admin.keyboard.press('ArrowDown')
  await expect.poll(() => inSection('其他登记'), soon).toEqual(['反馈', '试驾车'])
  await admin.getByRole('button', { name: '撤销' }).click()
  await expect.poll(() => inSection('上路登记'), soon).toEqual(['驾照号', '反馈'])
  await admin.getByRole('button', { name: '重做' }).click()
  await heading('基本信息').click()
  await card().getByRole('radiogroup', { name: '分几列' }).getByText('2', { exact: true }).click()
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await picture(admin, 'layout-designer')
  const preview = admin.getByRole('region', { name: '预览' })
  await preview.getByRole('tab', { name: '其他登记' }).waitFor()
  expect(await preview.getByRole('tab', { name: '上路登记' }).count()).toBe(0)

  await card().getByText('手机', { exact: true }).click()
  await card().getByText('手机上优先用这一种').waitFor()
  expect(await inSection('其他登记')).toEqual(['反馈', '试驾车'])
  await grip('“日期”').focus()
  await admin.keyboard.press('ArrowUp')
  await expect.poll(() => inSection('基本信息'), soon).toEqual(['客户称呼', '电话', '日期', '上路'])
  await grip('分区“其他登记”').focus()
  await admin.keyboard.press('ArrowUp')
  const phone = admin.frameLocator('iframe[title="手机"]')
  await phone.getByRole('tab', { name: '其他登记' }).waitFor()
  await picture(admin, 'layout-phone')
  await admin.getByRole('button', { name: '发布' }).click()
  const dialog = admin.getByRole('dialog')
  const sentences = (await dialog.getByRole('listitem').allInnerTexts()).map(plain)
  expect(sentences).toContain('单独设置“通常”的表单排版')
  expect(sentences).toContain('通常：增加满足条件才显示的分区“上路登记”')
  expect(sentences).toContain('单独设置“手机”的表单排版')
  await dialog.getByRole('button', { name: '确认发布' }).click()
  await admin.getByText('已发布，现在就能用').first().waitFor()
})

test('[UX-26] [S28] who fills it in is asked where a section shows itself, taken into the tab that holds what is missing, and reads the record in the same sections', async ({
  page: _needsBrowser,
}) => {
  await li.goto(`${server.url}/o/x.drive/new`)
  await li.getByRole('textbox', { name: '客户称呼', exact: true }).fill('张先生')
  const tabs = () => li.getByRole('tab').allInnerTexts()
  expect((await tabs()).map(plain)).toEqual(['其他登记'])
  await li.getByRole('switch', { name: '上路' }).click()
  await expect.poll(async () => (await tabs()).map(plain), soon).toEqual(['上路登记', '其他登记'])
  await li.getByRole('tab', { name: '上路登记' }).focus()
  await li.keyboard.press('ArrowRight')
  await li.getByRole('textbox', { name: '反馈' }).waitFor()
  expect(await li.getByRole('tab', { name: '其他登记' }).getAttribute('aria-selected')).toBe('true')
  await li.getByRole('button', { name: '添加一行' }).click()
  await li.getByRole('table', { name: '试驾车' }).getByRole('textbox', { name: '车型' }).fill('A6')
  await li.getByRole('button', { name: '新建', exact: true }).click()
  const licence = li.getByRole('textbox', { name: '驾照号', exact: true })
  await licence.waitFor()
  await expect.poll(() => licence.evaluate((input) => input === document.activeElement), soon).toBe(true)
  await li.getByRole('tab', { name: '上路登记 有 1 处要补充' }).waitFor()
  await expect.poll(() => barriers(li), soon).toEqual([])
  await picture(li, 'layout-form')
  await licence.fill('C1-77')
  await li.getByRole('button', { name: '新建', exact: true }).click()
  await li.getByRole('heading', { name: '张先生' }).waitFor()
  await li.getByRole('tab', { name: '其他登记' }).click()
  await li.getByRole('cell', { name: 'A6' }).waitFor()
  await expect.poll(() => barriers(li), soon).toEqual([])
  await picture(li, 'layout-record')
  await li.setViewportSize({ width: 375, height: 812 })
  const titles = async () =>
    (await li.locator('.record-main').last().locator('dt').allInnerTexts()).map(plain)
  await expect
    .poll(async () => (await titles()).slice(0, 4), soon)
    .toEqual(['客户称呼', '电话', '日期', '上路'])
  await expect.poll(() => barriers(li), soon).toEqual([])
  await picture(li, 'layout-record-narrow')
})
