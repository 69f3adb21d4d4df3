// An administrator adds fields that know what they hold; a salesperson fills them in without a mouse and is told what is wrong.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { barriers, choose, openPages, type Pages, pick, plain, soon } from '#test/pages'

let pages: Pages
let admin: Page
let li: Page

beforeAll(async () => {
  pages = await openPages({})
  const browser = await openBrowser()
  if (browser === null) return
  const open = async () => (await browser.newContext(desk)).newPage()
  admin = await pages.enter(await open(), 'admin')
  li = await pages.enter(await open(), 'li')
})

async function add(kind: string, name: string): Promise<Locator> {
  const palette = admin.getByRole('group', { name: '添加字段' }).last()
  await palette.getByRole('button', { name: kind, exact: true }).click()
  const open = admin.locator('.field-row[data-open="true"]').last()
  await open.getByLabel('中文名称').first().fill(name)
  return open
}

test('[PLAT-01] ratings, durations, progress and numbers of companies and banks are added from the palette like any field', async ({
  page: _needsBrowser,
}) => {
  await admin.goto(`${pages.server.url}/admin/objects/new`)
  await admin.getByLabel('中文名称').first().fill('供方考察')
  await choose(admin, admin.getByLabel('放在导航的'), '销售')
  await add('评分', '印象')
  await add('时长', '路程')
  await add('进度', '考察进展')
  const code = await add('统一社会信用代码', '信用代码')
  expect(plain(await code.locator('.ant-select').first().innerText())).toBe('统一社会信用代码')
  await add('银行账号', '收款账号')
  await pick(admin, admin.getByRole('combobox', { name: '授权给…' }), '销售')
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await picture(admin, 'designer-formats')
  await admin.getByRole('button', { name: '发布' }).click()
  const dialog = admin.getByRole('dialog')
  const sentences = (await dialog.getByRole('listitem').allInnerTexts()).map(plain)
  expect(sentences).toContain('增加字段“印象”（评分）')
  expect(sentences).toContain('增加字段“信用代码”（统一社会信用代码）')
  await dialog.getByRole('button', { name: '确认发布' }).click()
  await admin.getByText('已发布，现在就能用').first().waitFor()
})

const focused = (page: Page): Promise<string | null> =>
  page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.id ?? null,
  )

test('[S15] they are filled in by keys alone; a number that is mistyped is refused in words at its field, and kept as it is written', async ({
  page: _needsBrowser,
}) => {
  await li.goto(`${pages.server.url}/o/x.gongFangKaoCha/new`)
  const field = (name: string) => li.getByRole('textbox', { name, exact: true })
  await field('名称').fill('东方水务')
  await li.keyboard.press('Tab')
  await li.keyboard.press('Space')
  for (let more = 0; more < 3; more++) await li.keyboard.press('ArrowRight')
  const rating = li.getByRole('radiogroup', { name: '印象' })
  await expect.poll(() => rating.getByRole('radio', { checked: true }).count(), soon).toBe(1)
  expect(await focused(li)).toBe('5 星中的 4 星')
  await li.keyboard.press('Delete')
  await expect.poll(() => rating.getByRole('radio', { checked: true }).count(), soon).toBe(0)
  await li.keyboard.press('Space')
  await rating.getByRole('radio', { name: '5 星中的 4 星', checked: true }).waitFor()
  await li.keyboard.press('Tab')
  await li.keyboard.type('1天3小时5')
  await li.keyboard.press('Tab')
  expect(await field('路程').inputValue()).toBe('1天3小时5分钟')
  await li.keyboard.type('60')
  await li.keyboard.press('Tab')
  await li.keyboard.type('91350100m000100y44')
  await li.keyboard.press('Tab')
  await li.keyboard.type('6222 0212 3456 7890 123')
  await li.getByRole('button', { name: '新建', exact: true }).focus()
  await li.keyboard.press('Enter')
  const wrong = '统一社会信用代码不对：18 位数字和大写字母，最后一位是校验码。'
  await expect.poll(() => li.getByRole('alert').allInnerTexts(), soon).toEqual([wrong])
  expect(await field('信用代码').getAttribute('aria-invalid')).toBe('true')
  await expect.poll(() => barriers(li), soon).toEqual([])
  await picture(li, 'form-formats')
  await field('信用代码').fill('9135 0100 m000 100y43')
  await li.getByRole('button', { name: '新建', exact: true }).focus()
  await li.keyboard.press('Enter')
  await field('信用代码').waitFor({ state: 'detached' })
  await li.getByRole('heading', { name: '东方水务' }).waitFor()
})

test('[S15] the record and the list show stars, days and hours, a bar with its figure, and an account in groups of four', async ({
  page: _needsBrowser,
}) => {
  await li.getByText('5 星中的 4 星').first().waitFor()
  for (const text of ['1天3小时5分钟', '60%', '91350100M000100Y43', '6222 0212 3456 7890 123'])
    await li.getByText(text, { exact: true }).first().waitFor()
  await expect.poll(() => barriers(li), soon).toEqual([])
  await picture(li, 'record-formats')
  await li.goto(`${pages.server.url}/o/x.gongFangKaoCha`)
  await li.getByText('5 星中的 4 星').first().waitFor()
  await li.getByText('1天3小时5分钟', { exact: true }).first().waitFor()
  await li.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(() => barriers(li), soon).toEqual([])
  await picture(li, 'list-formats-dark')
})
