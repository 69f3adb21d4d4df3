// An administrator writes a formula without knowing the language: it is offered, judged and tried on a record while they type.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { barriers, choose, missed, openPages, type Pages, pick, plain, soon, telephone } from '#test/pages'
import type { TestServer } from '#test/server'
import { makeVisits } from '#test/visits'

let pages: Pages
let server: TestServer

beforeAll(async () => {
  pages = await openPages({})
  server = pages.server
  await makeVisits(server, 12)
})

async function designer(page: Page): Promise<void> {
  await page.goto(`${server.url}/admin/objects/x.visit`)
  await page.getByRole('group', { name: '添加字段' }).waitFor()
}

async function add(page: Page, type: string, name: string): Promise<Locator> {
  await page.getByRole('group', { name: '添加字段' }).getByRole('button', { name: type, exact: true }).click()
  const open = page.locator('.field-row[data-open="true"]').last()
  await open.getByLabel('中文名称').first().fill(name)
  return open
}

const offered = (page: Page): Locator => page.getByRole('listbox', { name: '可以写的' }).getByRole('option')
/** Types, and takes what is offered first with a key. */
async function take(page: Page, typed: string, first: string, key: 'Enter' | 'Tab'): Promise<void> {
  await page.keyboard.type(typed)
  await expect
    .poll(async () => plain((await offered(page).allInnerTexts())[0] ?? ''), soon)
    .toMatch(new RegExp(`^${first}`))
  await page.keyboard.press(key)
}
const outcome = async (within: Locator): Promise<string> => plain(await within.locator('output').innerText())

test('[PLAT-01] a formula is written by pinyin initials, a mistake is underlined and put right, its value on a record is seen, published and kept', async ({
  page,
}) => {
  await pages.enter(page, 'admin')
  await designer(page)
  const income = await add(page, '公式', '预计收入')
  const text = income.getByRole('textbox', { name: '公式', exact: true })
  await text.click()
  await take(page, 'je', '金额', 'Enter')
  await take(page, ' * bw', '把握', 'Tab')
  expect(await text.innerText()).toBe('金额 * 把握')
  await expect.poll(() => outcome(income), soon).toMatch(/^= /)
  await text.fill('金额 * 把我')
  await expect.poll(() => income.locator('.formula-wrong').allInnerTexts(), soon).toEqual(['把我'])
  expect(await income.getByRole('alert').innerText()).toContain('这里没有叫“把我”的字段。相近的有：把握')
  expect(await text.getAttribute('aria-invalid')).toBe('true')
  expect(await page.getByRole('button', { name: '发布' }).isDisabled()).toBe(true)
  await expect.poll(() => barriers(page), soon).toEqual([])
  await picture(page, 'formula-problem')
  await income.getByRole('button', { name: '改成 把握' }).click()
  expect(await text.innerText()).toBe('金额 * 把握')
  await expect.poll(() => income.getByRole('alert').count(), soon).toBe(0)
  expect((await income.locator('.formula-reads span').allInnerTexts()).map(plain)).toEqual(['金额', '把握'])
  await choose(page, income.getByRole('combobox', { name: '显示为' }), '金额')
  await pick(page, income.getByRole('combobox', { name: '试算用的记录' }), '拜访 0003')
  await expect.poll(() => outcome(income), soon).toBe('= ¥12.00')
  await income.getByText('函数与字段').click()
  await income.getByRole('searchbox', { name: '找函数或字段' }).fill('sswr')
  await income
    .getByRole('button', { name: /^ROUND\(/ })
    .first()
    .waitFor()
  await expect.poll(() => barriers(page), soon).toEqual([])
  await picture(page, 'formula-help')
  await text.press('Control+a')
  await income
    .getByRole('button', { name: /^ROUND\(/ })
    .first()
    .click()
  await page.keyboard.type('金额 * 把握 / 7, 1)')
  expect(await text.innerText()).toBe('ROUND(金额 * 把握 / 7, 1)')
  await expect.poll(() => outcome(income), soon).toBe('= ¥1.70')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(() => barriers(page), soon).toEqual([])
  await picture(page, 'formula-dark')
  await page.getByRole('button', { name: '发布' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '确认发布' }).click()
  await page.getByText('已发布，现在就能用').waitFor()
  const { rows } = await server.people.admin.query({
    object: 'x.visit',
    filter: { field: 'name', is: 'eq', value: '拜访 0003' },
    fields: ['yuJiShouRu'],
  })
  await expect.poll(() => rows[0]?.yuJiShouRu, soon).toBe('1.70')
})

test('[PLAT-01] choices follow a comparison, a dot leads into the related record, Tab leaves the text where nothing is offered', async ({
  page,
}) => {
  await pages.enter(page, 'admin')
  await designer(page)
  await page.getByRole('button', { name: '添加校验规则' }).click()
  const check = page.getByRole('group', { name: '第 1 条校验规则' })
  const text = check.getByRole('textbox', { name: '必须成立的条件（公式）' })
  await text.click()
  const keyboard = await page.context().newCDPSession(page)
  const composing = { text: 'jieduan', selectionStart: 7, selectionEnd: 7 }
  await keyboard.send('Input.imeSetComposition', composing)
  await expect.poll(() => text.innerText(), soon).toBe('jieduan')
  expect(await check.locator('.formula-wrong').count(), 'what is composed is not judged').toBe(0)
  await keyboard.send('Input.insertText', { text: '阶段' })
  await expect.poll(() => text.innerText(), soon).toBe('阶段')
  await expect.poll(() => check.locator('.formula-wrong').allInnerTexts(), soon).toEqual(['阶段'])
  expect(await check.getByText('这里要的是“是或否”').count()).toBe(1)
  await text.fill('')
  await take(page, 'jd', '阶段', 'Enter')
  await page.keyboard.type(' = ')
  await expect.poll(() => offered(page).first().innerText(), soon).toBe('计划')
  await picture(page, 'formula-offers')
  await take(page, "'完", '完成', 'Enter')
  await take(page, ' and fzr', '负责人', 'Tab')
  await take(page, '.bm', '部门', 'Tab')
  await page.keyboard.type(' = me.department')
  await page.keyboard.press('Escape')
  expect(await text.innerText()).toBe("阶段 = '完成' and 负责人.部门 = me.department")
  expect((await check.locator('.formula-reads span').allInnerTexts()).map(plain)).toEqual([
    '阶段',
    '负责人 › 部门',
  ])
  await pick(page, check.getByRole('combobox', { name: '试算用的记录' }), '拜访 0003')
  await expect.poll(() => outcome(check), soon).toBe('= 不成立')
  await text.press('Tab')
  expect(await text.evaluate((box) => box === document.activeElement)).toBe(false)
})

test('[PLAT-01] on a telephone a formula is written with the thumb', async ({ page: _needsBrowser }) => {
  const browser = await openBrowser()
  if (browser === null) return
  const page = await (await browser.newContext({ ...desk, ...telephone })).newPage()
  await pages.enter(page, 'admin')
  await designer(page)
  const field = await add(page, '公式', '折后')
  await field.getByRole('textbox', { name: '公式', exact: true }).tap()
  await page.keyboard.type('je')
  await offered(page).first().tap()
  await page.keyboard.type(' / 2')
  await expect.poll(() => outcome(field), soon).toMatch(/^= /)
  await field.getByText('函数与字段').click()
  await expect.poll(() => barriers(page), soon).toEqual([])
  expect(await missed(page, '.formula')).toEqual([])
  await picture(page, 'formula-telephone')
})
