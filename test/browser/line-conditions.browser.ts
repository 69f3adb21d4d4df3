// Lines of an object made at run time ask for what the definition says, line by line; and what is computed stands there as one types.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { barriers, choose, missed, openPages, type Pages, pick, plain, soon, telephone } from '#test/pages'
import { newId } from '#test/server'

let pages: Pages
let li: Page

const label = (text: string) => ({ 'zh-CN': text, en: text })
const option = (key: string, text: string) => ({ key, label: label(text) })

beforeAll(async () => {
  pages = await openPages({})
  const { admin } = pages.server.people
  await admin.publish({
    objects: [
      {
        ...{ name: 'x.hire', label: label('租赁单'), kind: 'record', title: 'name' },
        fields: [
          { name: 'name', type: 'text', label: label('名称'), required: true },
          { name: 'number', type: 'autoNumber', label: label('单号'), pattern: 'H-{000}' },
          {
            ...{ name: 'kind', type: 'select', label: label('价格'), default: "'free'" },
            options: [option('free', '面议'), option('list', '目录价')],
          },
          { name: 'customer', type: 'reference', to: 'masterdata.party', label: label('客户') },
          { name: 'discount', type: 'percent', label: label('折让') },
          {
            ...{ name: 'phone', type: 'formula', label: label('客户电话'), result: 'text' },
            ...{ formula: 'customer.phone', shownAs: 'lookUp' },
          },
          {
            ...{ name: 'total', type: 'rollup', label: label('合计'), object: 'x.hireLine', by: 'hire' },
            ...{ take: 'sum', field: 'amount', result: 'decimal', scale: 2 },
          },
          {
            ...{ name: 'due', type: 'formula', label: label('应收'), result: 'decimal', scale: 2 },
            formula: 'total * (1 - COALESCE(discount, 0))',
          },
          {
            ...{ name: 'rented', type: 'formula', label: label('租的件数'), result: 'decimal', scale: 0 },
            formula: "COUNTIF(lines.item, lines.way = 'rent')",
          },
          {
            ...{ name: 'called', type: 'formula', label: label('全称'), result: 'text' },
            formula: "number & ' ' & name",
          },
          { name: 'floor', type: 'formula', label: label('底价'), result: 'decimal', formula: 'total * 0.5' },
          { name: 'lines', type: 'lines', object: 'x.hireLine', by: 'hire', label: label('明细') },
        ],
        list: { columns: ['name', 'due'], sort: ['name'] },
      },
      {
        ...{ name: 'x.hireLine', label: label('租赁明细'), kind: 'record', title: 'item' },
        fields: [
          {
            name: 'hire',
            type: 'reference',
            to: 'x.hire',
            owner: true,
            label: label('租赁单'),
            required: true,
          },
          { name: 'item', type: 'text', label: label('物品'), required: true },
          {
            ...{ name: 'way', type: 'select', label: label('方式') },
            options: [option('rent', '租'), option('buy', '买')],
          },
          {
            ...{ name: 'days', type: 'decimal', scale: 0, label: label('天数') },
            ...{ shownWhen: "way = 'rent'", requiredWhen: "way = 'rent'" },
          },
          {
            ...{ name: 'price', type: 'decimal', scale: 2, label: label('单价') },
            fixedWhen: "hire.kind = 'list'",
          },
          {
            ...{ name: 'amount', type: 'formula', result: 'decimal', scale: 2, label: label('金额') },
            formula: "price * IF(way = 'rent', days, 1)",
          },
          { name: 'note', type: 'text', label: label('备注') },
        ],
        checks: [
          {
            ...{ name: 'longest', formula: 'ISBLANK(days) or days <= 30', field: 'days' },
            message: label('最多租三十天'),
          },
        ],
        list: { columns: ['item', 'way', 'days', 'price', 'amount', 'note'] },
      },
    ],
    policies: [
      {
        ...{ name: 'x.hire', object: 'x.hire', operations: ['*'], who: { roles: ['sales'] } },
        fields: { read: { except: ['floor'] }, write: '*' },
      },
      {
        ...{ name: 'x.hireLine', object: 'x.hireLine', operations: ['read', 'create', 'update', 'remove'] },
        ...{ who: { roles: ['sales'] }, via: 'hire', fields: { read: '*', write: '*' } },
      },
    ],
  })
  const { customer } = pages.goods
  await admin.update('masterdata.party', customer, { phone: '021-5555' })
  const browser = await openBrowser()
  if (browser === null) return
  li = await pages.enter(await (await browser.newContext(desk)).newPage(), 'li')
})

const grid = (page = li): Locator => page.getByRole('table', { name: '明细' })
const lineAt = (index: number, page = li): Locator => grid(page).locator(`tr[data-index="${index}"]`)
const cell = (index: number, name: string, page = li): Locator =>
  lineAt(index, page).locator(`td[data-label="${name}"]`)
const box = (index: number, name: string): Locator => cell(index, name).getByRole('textbox')
const told = async (index: number, name: string): Promise<string> =>
  plain(await cell(index, name).innerText())
const field = (name: string, page = li): Locator =>
  page
    .locator('.field')
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator('output')
const shown = async (name: string): Promise<string> => plain(await field(name).innerText())
const save = (): Locator => li.getByRole('button', { name: '新建', exact: true })
const focused = (): Promise<string> =>
  li.evaluate(() => {
    const place = document.activeElement?.closest('td')
    return `${place?.closest('tr')?.dataset.index ?? '-'} ${place?.dataset.label ?? '-'}`
  })

async function paste(at: Locator, text: string): Promise<void> {
  await at.focus()
  await at.evaluate((input, copied) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', copied)
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
}

test('[DQ-03] each line of a form asks for what its own values say: a cell is shown, marked and skipped by keys line by line, and nothing jumps', async ({
  page: _needsBrowser,
}) => {
  await li.goto(`${pages.server.url}/o/x.hire/new`)
  await li.getByRole('textbox', { name: '名称', exact: true }).fill('庙会')
  await box(0, '物品').fill('帐篷')
  const head = await grid().locator('th').allInnerTexts()
  expect(await cell(0, '天数').locator('input, button, [tabindex]').count()).toBe(0)
  // Empty to the eye, and explained to the pointer and the ear.
  const absent = cell(0, '天数').getByTitle('这一行不用填')
  expect((await absent.getByText('这一行不用填').boundingBox())?.width).toBeLessThan(2)
  await choose(li, cell(0, '方式').getByRole('combobox'), '租')
  await box(0, '天数').waitFor()
  expect(await box(0, '天数').getAttribute('aria-describedby')).toContain('-says')
  expect(await told(0, '天数')).toContain('请填写')
  await box(0, '单价').fill('100')
  await li.keyboard.press('Enter')
  await expect.poll(() => focused(), soon).toBe('1 物品')
  await li.keyboard.type('桌布')
  await choose(li, cell(1, '方式').getByRole('combobox'), '买')
  await box(1, '单价').fill('20')
  expect(await cell(1, '天数').getByRole('textbox').count()).toBe(0)
  expect(await grid().locator('th').allInnerTexts()).toEqual(head)
  // From the price left over the cell that is not asked for, and up to the line where it is.
  await box(1, '单价').press('Home')
  await li.keyboard.press('ArrowLeft')
  expect(await focused()).toBe('1 方式')
  await box(0, '天数').focus()
  await li.keyboard.press('ArrowDown')
  expect(await focused()).toBe('0 天数')
  await expect.poll(() => barriers(li), soon).toEqual([])
  await picture(li, 'line-conditions')
})

test('[DQ-03] a line that misses what a condition asks for is refused at its cell before anything is sent', async ({
  page: _needsBrowser,
}) => {
  let writes = 0
  li.on('request', (request) => {
    if (request.url().endsWith('/api/write')) writes++
  })
  await save().click()
  await expect.poll(() => told(0, '天数'), soon).toContain('请填写“天数”。')
  await expect.poll(() => focused(), soon).toBe('0 天数')
  expect(writes).toBe(0)
  await li.keyboard.type('40')
  await expect.poll(() => told(0, '天数'), soon).toBe('最多租三十天')
  await expect.poll(() => save().isDisabled(), soon).toBe(true)
  await box(1, '备注').focus()
  await li.getByRole('button', { name: '第 1 行：最多租三十天' }).click()
  await expect.poll(() => focused(), soon).toBe('0 天数')
  await li.keyboard.press('ControlOrMeta+a')
  await li.keyboard.type('3')
  await expect.poll(() => save().isEnabled(), soon).toBe(true)
  expect(await grid().getByRole('alert').count()).toBe(0)
})

test('what is computed stands in the form as one types: from the lines, from the customer, and for what only saving can tell in so many words', async ({
  page: _needsBrowser,
}) => {
  await expect.poll(() => told(0, '金额'), soon).toBe('300')
  await expect.poll(() => shown('合计'), soon).toBe('320')
  expect(await shown('应收')).toBe('320')
  expect(await shown('租的件数')).toBe('1')
  await li.getByRole('textbox', { name: '折让' }).fill('10')
  await expect.poll(() => shown('应收'), soon).toBe('288')
  expect(await shown('客户电话')).toBe('—')
  await pick(li, li.getByRole('combobox', { name: '客户' }), '东方水务')
  await expect.poll(() => shown('客户电话'), soon).toBe('021-5555')
  expect(await shown('全称')).toBe('保存后计算')
  expect(await li.getByText('底价').count(), 'what is hidden from the reader is not told').toBe(0)
  await expect.poll(() => barriers(li), soon).toEqual([])
  await picture(li, 'live-formulas')
  await save().click()
  await li.getByRole('heading', { name: '庙会' }).waitFor()
  const [stored] = await pages.server.people.li.find('x.hire', { name: '庙会' })
  expect(stored).toMatchObject({ total: '320.00', due: '288.00', rented: '1', phone: '021-5555' })
})

test('[DQ-03] a cell that the record fixes is only read in every line: what is pasted leaves it out and tells so', async ({
  page: _needsBrowser,
}) => {
  const { id } = await pages.server.people.li.only('x.hire', { name: '庙会' })
  await li.goto(`${pages.server.url}/o/x.hire/${String(id)}?edit=1`)
  await expect.poll(() => shown('应收'), soon).toBe('288')
  expect(await shown('全称')).toMatch(/^H-\d+ 庙会$/)
  await choose(li, li.getByRole('combobox', { name: '价格' }), '目录价')
  await expect.poll(() => box(0, '单价').count(), soon).toBe(0)
  const [tent, cloth] = (await box(0, '物品').inputValue()) === '帐篷' ? [0, 1] : [1, 0]
  await paste(box(tent, '物品'), '物品\t方式\t天数\t单价\t备注\n大帐篷\t租\t5\t999\t加急\n')
  await expect.poll(() => box(tent, '物品').inputValue(), soon).toBe('大帐篷')
  expect(await box(tent, '天数').inputValue()).toBe('5')
  expect(await box(tent, '备注').inputValue()).toBe('加急')
  expect(await told(tent, '单价')).toContain('100')
  await li.getByRole('status').filter({ hasText: '未填入（这一行不能填）：“单价”1 格' }).waitFor()
  await picture(li, 'line-left-out')
  await expect.poll(() => shown('合计'), soon).toBe('520')
  await paste(box(cloth, '物品'), '红桌布\t买\t7\n')
  await li.getByRole('status').filter({ hasText: '“天数”1 格' }).waitFor()
  // The next paste, of which every cell is taken, has nothing to tell.
  await paste(box(cloth, '物品'), '蓝桌布\t买\n')
  await expect.poll(() => li.getByRole('status').filter({ hasText: '未填入' }).count(), soon).toBe(0)
  await box(cloth, '物品').fill('红桌布')
  await choose(li, li.getByRole('combobox', { name: '价格' }), '面议')
  await box(cloth, '单价').fill('30')
  await li.getByRole('button', { name: '保存', exact: true }).click()
  await li.getByRole('button', { name: '编辑', exact: true }).waitFor()
  const lines = await pages.server.people.li.find('x.hireLine', { hire: String(id) })
  expect(lines.map(({ item, days, price }) => [item, days, price]).sort()).toEqual([
    ['大帐篷', '5', '100.00'],
    ['红桌布', null, '30.00'],
  ])
  expect(await pages.server.people.li.only('x.hire', { name: '庙会' })).toMatchObject({ due: '477.00' })
})

test('[DQ-03] on a telephone the card of a line asks the same', async ({ page: _needsBrowser }) => {
  const browser = await openBrowser()
  if (browser === null) return
  const phone = await pages.enter(await (await browser.newContext(telephone)).newPage(), 'li')
  await phone.goto(`${pages.server.url}/o/x.hire/new`)
  await cell(0, '物品', phone).getByRole('textbox').fill('帐篷')
  await cell(0, '天数', phone).getByText('这一行不用填').waitFor()
  await choose(phone, cell(0, '方式', phone).getByRole('combobox'), '租')
  await cell(0, '天数', phone).getByRole('textbox').fill('2')
  await cell(0, '单价', phone).getByRole('textbox').fill('50')
  await expect.poll(async () => plain(await field('应收', phone).innerText()), soon).toBe('100')
  expect(await missed(phone, '.grid')).toEqual([])
  await expect.poll(() => barriers(phone), soon).toEqual([])
  await picture(phone, 'line-conditions-phone')
})

test('[DQ-03] the designer offers conditions for the fields of lines, and checks of the lines beside those of the record', async ({
  page: _needsBrowser,
}) => {
  const browser = await openBrowser()
  if (browser === null) return
  const admin = await pages.enter(await (await browser.newContext(desk)).newPage(), 'admin')
  await admin.goto(`${pages.server.url}/admin/objects/x.hire`)
  await admin.getByRole('heading', { name: '明细：校验规则' }).waitFor()
  expect(await admin.getByLabel('不成立时的提示').inputValue()).toBe('最多租三十天')
  await admin.locator('button.field-name').filter({ hasText: '明细' }).click()
  await admin.locator('button.field-name').filter({ hasText: '天数' }).click()
  await expect
    .poll(() => admin.getByLabel('满足条件时必填（公式）', { exact: true }).innerText(), soon)
    .toBe("方式 = 'rent'")
})

test('[DQ-03] the interface refuses the same of a line', async ({ page: _needsBrowser }) => {
  const hire = newId()
  const answer = await pages.server.people.li.raw('POST', '/api/write', {
    changes: [
      { kind: 'create', object: 'x.hire', id: hire, values: { name: '直接写', kind: 'list' } },
      {
        ...{ kind: 'create', object: 'x.hireLine', id: newId() },
        values: { hire, item: '椅子', way: 'rent', price: '5' },
      },
    ],
  })
  expect(answer.status).toBe(422)
  expect(answer.body).toMatchObject({
    problems: [
      { code: 'records.fixed', path: ['1', 'price'] },
      { code: 'records.required', path: ['1', 'days'] },
    ],
  })
})
