// Fields that hold several things, pictures, a signature, an address and a place: filled in, shown, and asked for.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { barriers, openPages, type Pages, pick, plain, soon } from '#test/pages'

let pages: Pages
let admin: Page
let li: Page

beforeAll(async () => {
  pages = await openPages({ motor: '5', pump: '5' })
  const browser = await openBrowser()
  if (browser === null) return
  const open = async () =>
    (
      await browser.newContext({
        ...desk,
        permissions: ['geolocation'],
        geolocation: { latitude: 30.274151, longitude: 120.155149 },
      })
    ).newPage()
  admin = await pages.enter(await open(), 'admin')
  li = await pages.enter(await open(), 'li')
})

const box = (name: string): Locator => li.getByRole('combobox', { name, exact: true })

/** One red point. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
  'base64',
)

test('[PLAT-09] people, tags, records, pictures, a signature and an address are added from the palette', async ({
  page: _needsBrowser,
}) => {
  await admin.goto(`${pages.server.url}/admin/objects/new`)
  await admin.getByLabel('中文名称').first().fill('拜访')
  const palette = admin.getByRole('group', { name: '添加字段' }).last()
  const kinds = ['多名人员', '多个部门', '标签', '图片', '手写签名', '地址', '定位']
  const names = ['参加人', '协同部门', '关键词', '现场照片', '客户签字', '客户地址', '签到位置']
  for (const [index, kind] of kinds.entries()) {
    await palette.getByRole('button', { name: kind, exact: true }).click()
    const open = admin.locator('.field-row[data-open="true"]').last()
    await open
      .getByLabel('中文名称')
      .first()
      .fill(names[index] ?? '')
  }
  await palette.getByRole('button', { name: '多个关联', exact: true }).click()
  const items = admin.locator('.field-row[data-open="true"]').last()
  await items.getByLabel('中文名称').first().fill('谈到的物料')
  await pick(admin, items.getByRole('combobox', { name: '关联到' }), '物料')
  await pick(admin, admin.getByRole('combobox', { name: '授权给…' }), '销售')
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await picture(admin, 'designer-kinds')
  await admin.getByRole('button', { name: '发布' }).click()
  const dialog = admin.getByRole('dialog')
  const sentences = (await dialog.getByRole('listitem').allInnerTexts()).map(plain)
  for (const [index, kind] of kinds.entries())
    expect(sentences).toContain(`增加字段“${names[index]}”（${kind}）`)
  await dialog.getByRole('button', { name: '确认发布' }).click()
  await admin.getByText('已发布，现在就能用').first().waitFor()
})

/** Draws a stroke across what stands there. */
async function sign(pad: Locator): Promise<void> {
  await pad.scrollIntoViewIfNeeded()
  const frame = await pad.boundingBox()
  if (frame === null) throw new Error('no pad')
  await li.mouse.move(frame.x + 40, frame.y + 60)
  await li.mouse.down()
  for (let step = 0; step < 12; step++)
    await li.mouse.move(frame.x + 40 + step * 20, frame.y + 60 + (step % 2) * 50)
  await li.mouse.up()
}

test('[PLAT-09] they are filled in, shown as what they are, and found by what they hold', async ({
  page: _needsBrowser,
}) => {
  await li.goto(`${pages.server.url}/o/x.baiFang/new`)
  await li.getByRole('textbox', { name: '名称', exact: true }).fill('东方水务回访')
  for (const name of ['销售李雷', '采购员赵强']) await pick(li, box('参加人'), name)
  await li.keyboard.press('Escape')
  await pick(li, box('协同部门'), '销售部')
  await li.keyboard.press('Escape')
  await box('关键词').fill('价格敏感，交付周期急，')
  await li.keyboard.press('Escape')
  await li
    .getByLabel('现场照片', { exact: true })
    .setInputFiles({ name: '说明.txt', mimeType: 'text/plain', buffer: Buffer.from('x') })
  await sign(li.getByRole('img', { name: '客户签字' }))
  await li.getByRole('button', { name: '确认签名' }).click()
  await li.getByRole('button', { name: '重新签名' }).waitFor()
  await li.getByLabel('客户地址', { exact: true }).fill('浙江省杭州市西湖区文三路90号')
  await expect.poll(() => li.getByLabel('客户地址', { exact: true }).inputValue(), soon).toBe('文三路90号')
  await li.getByText('浙江省 杭州市 西湖区', { exact: true }).waitFor()
  await li.getByRole('button', { name: '当前位置' }).click()
  await expect
    .poll(() => li.getByRole('textbox', { name: '签到位置', exact: true }).inputValue(), soon)
    .toBe('30.27415,120.15515')
  await pick(li, box('谈到的物料'), '电机')
  await li.keyboard.press('Escape')
  await expect.poll(() => barriers(li), soon).toEqual([])
  const save = li.getByRole('button', { name: '新建', exact: true })
  await save.click()
  await expect
    .poll(() => li.getByRole('alert').allInnerTexts(), soon)
    .toEqual(['这里只能放图片（PNG、JPG、GIF、WebP）'])
  expect(
    await li.getByLabel('现场照片', { exact: true }).locator('..').locator('..').getAttribute('data-bad'),
  ).toBe('true')
  await picture(li, 'form-kinds')
  await li.getByLabel('现场照片', { exact: true }).locator('..').getByRole('button', { name: '删除' }).click()
  await li
    .getByLabel('现场照片', { exact: true })
    .setInputFiles({ name: '点.png', mimeType: 'image/png', buffer: dot })
  await li.getByRole('img', { name: '点.png' }).waitFor()
  await save.click()
  await li.getByRole('heading', { name: '东方水务回访' }).waitFor()
  for (const text of [
    '价格敏感',
    '交付周期急',
    '销售部',
    '浙江省 杭州市 西湖区 文三路90号',
    '30.27415,120.15515',
  ])
    await li.getByText(text, { exact: true }).first().waitFor()
  await expect.poll(() => li.locator('img.picture').count(), soon).toBe(2)
  await expect.poll(() => barriers(li), soon).toEqual([])
  await picture(li, 'record-kinds')
  await li.goto(
    `${pages.server.url}/o/x.baiFang?where=${encodeURIComponent('["&",["canJiaRen","in","me"]]')}`,
  )
  await li.getByRole('row').getByText('价格敏感').waitFor()
  await expect.poll(() => barriers(li), soon).toEqual([])
  await picture(li, 'list-kinds')
  await li.goto(
    `${pages.server.url}/o/x.baiFang?where=${encodeURIComponent('["&",["guanJianCi","in","没有人用过"]]')}`,
  )
  await li.getByText('没有找到').first().waitFor()
})
