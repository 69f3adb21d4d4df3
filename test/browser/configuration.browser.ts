// An administrator moves what was made between workspaces as an archive, told beforehand what would change.
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { barriers, openPages, type Pages, plain, soon } from '#test/pages'

let pages: Pages
let admin: Page

const label = (text: string) => ({ 'zh-CN': text, en: text })
const plan = (name: string, text: string) => ({
  name,
  label: label(text),
  kind: 'record' as const,
  title: 'name',
  fields: [{ name: 'name', type: 'text' as const, label: label('名称') }],
})

beforeAll(async () => {
  pages = await openPages({})
  await pages.server.people.admin.publish({
    objects: [plan('x.shiJia', '试驾')],
    extensions: [
      { object: 'masterdata.party', fields: [{ name: 'hangYe', type: 'text', label: label('行业') }] },
    ],
  })
  const browser = await openBrowser()
  if (browser === null) return
  admin = await pages.enter(await (await browser.newContext(desk)).newPage(), 'admin')
})

test('[MO14] a configuration is downloaded, and brought back over what was made since, told object by object', async ({
  page: _needsBrowser,
}) => {
  await admin.goto(`${pages.server.url}/admin/objects`)
  const [download] = await Promise.all([
    admin.waitForEvent('download'),
    admin.getByRole('button', { name: '导出配置' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^\w+-v\d+\.zip$/)
  const archive = await readFile(await download.path())
  // Somebody goes on meanwhile; the page has not heard of it.
  await pages.server.people.admin.publish({ objects: [plan('x.jiaoChe', '交车')] })

  const input = admin.locator('input[type="file"][accept*="zip"]')
  await input.setInputFiles({ name: '坏的.zip', mimeType: 'application/zip', buffer: Buffer.from('no') })
  await admin.getByText('“坏的.zip”打不开').waitFor()
  await input.setInputFiles({ name: '配置.zip', mimeType: 'application/zip', buffer: archive })
  const dialog = admin.getByRole('dialog')
  const sentences = dialog.getByRole('listitem')
  await expect.poll(() => sentences.allInnerTexts(), soon).toEqual(['停用对象“交车”，记录保留'])
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await picture(admin, 'configuration')
  await dialog.getByText('只增加和修改').click()
  await dialog.getByText('和现在没有差别。').waitFor()
  await dialog.getByText('和压缩包完全一致').click()
  await sentences.first().waitFor()
  await dialog.getByRole('button', { name: '确认发布' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await admin.getByText('已停用的对象（1）').waitFor()
  const notes = admin.getByRole('list', { name: '发布记录' }).getByRole('listitem')
  await expect.poll(() => notes.first().innerText(), soon).toMatch(/当前/)
})

test('[PLAT-04] [MO15] a module is switched off after its sentences, is gone from the pages, and comes back as it was', async ({
  page: _needsBrowser,
}) => {
  const { people, url } = pages.server
  const ticket = await people.admin.create('service.ticket', {
    ...{ subject: '漏油', customer: pages.goods.customer, kind: 'question' },
  })
  const navigation = admin.getByRole('navigation', { name: '主导航' })
  await admin.goto(`${url}/admin/modules`)
  await admin.getByRole('switch', { name: '库存' }).click()
  const dialog = admin.getByRole('dialog')
  const sentences = dialog.getByRole('listitem')
  await expect
    .poll(async () => (await sentences.allInnerTexts())[0], soon)
    .toBe('离不开它的一起关闭：采购、生产、协同')
  await dialog.getByRole('button', { name: '取消' }).click()
  await admin.getByRole('switch', { name: '售后' }).click()
  await expect
    .poll(() => sentences.allInnerTexts(), soon)
    .toEqual([
      '导航、列表、搜索、接口里都不再出现：服务单、知识文章；别处指向它们的字段也不再显示',
      '1 条记录原样保留',
      '1 个没做完的交接停在原处，关闭期间不催办',
      '“协同”继续工作，不再用到它们',
    ])
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await picture(admin, 'module-off')
  await dialog.getByRole('button', { name: '关闭', exact: true }).last().click()
  await dialog.waitFor({ state: 'hidden' })
  await navigation.getByRole('button', { name: '售后' }).waitFor({ state: 'hidden' })
  const refused = await people.admin.raw('GET', '/api/records/service.ticket')
  expect(refused.status).toBe(422)
  expect(refused.body).toMatchObject({
    problems: [{ message: '“售后”模块已在本空间关闭，数据都保留。请管理员在“模块”里打开。' }],
  })
  await admin.getByText('已关闭，保留 1 条记录').waitFor()
  await picture(admin, 'modules')
  await admin.getByRole('switch', { name: '售后' }).click()
  await dialog.getByRole('button', { name: '打开', exact: true }).click()
  await navigation.getByRole('button', { name: '售后' }).waitFor()
  await admin.goto(`${url}/o/service.ticket/${ticket.id}`)
  await admin.getByText('漏油').first().waitFor()
})

test('[DQ-08] [PLAT-13] [DQ-01] [MO16] [MO41] [MO42] how fields are used is told in sentences, and each figure leads to the records or changes behind it', async ({
  page: _needsBrowser,
}) => {
  const { people, url, engine } = pages.server
  const { id } = await people.admin.create('masterdata.party', {
    name: '甲公司',
    isCustomer: true,
    phone: '13800000001',
  })
  await people.admin.create('masterdata.party', { name: '乙公司', isCustomer: true })
  pages.at('2026-07-02T02:00:00.000Z')
  await people.admin.ask('PATCH', `/api/records/masterdata.party/${id}`, { phone: '13900000002' })
  await pages.enter(admin, 'admin')
  await admin.goto(`${url}/o/masterdata.party/new`)
  await admin.getByLabel('名称 *').fill('丙公司')
  await admin.locator('#f-phone').pressSequentially('13700000003', { delay: 60 })
  await admin.getByRole('button', { name: '新建', exact: true }).last().click()
  await admin.getByRole('heading', { name: '丙公司' }).waitFor()
  pages.at('2026-07-03T02:00:00.000Z')
  await engine.keepQuality()
  await admin.goto(`${url}/usage/masterdata.party`)
  const fields = admin.getByRole('table', { name: '每个字段' })
  const row = fields.getByRole('row', { name: /^电话/ })
  await expect
    .poll(async () => plain(await row.innerText()), soon)
    .toMatch(/^电话 \d+% \d+ \d+% 1 1 — (\d+|—) \d+ 0\.\d 分钟$/)
  const quality = admin.getByRole('table', { name: '字段', exact: true })
  await expect
    .poll(async () => plain(await quality.getByRole('row', { name: /^电话/ }).innerText()), soon)
    .toMatch(/^电话 \d+% 100% 0%$/)
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await picture(admin, 'usage')
  await row.getByRole('button', { name: '“电话”跨月才改 1 处，看明细' }).click()
  const dialog = admin.getByRole('dialog')
  await expect
    .poll(async () => plain(await dialog.getByRole('listitem').first().innerText()), soon)
    .toMatch(/管理员.*电话 13800000001 → 13900000002/)
  await dialog.getByRole('link', { name: '看记录' }).click()
  await admin.getByRole('heading', { name: '甲公司' }).waitFor()
  await admin.goto(`${url}/usage/masterdata.party`)
  await admin
    .getByRole('link', { name: /是空的/ })
    .first()
    .click()
  await admin.getByRole('heading', { name: '往来单位' }).waitFor()
  await admin.getByText('乙公司').first().waitFor()
  await people.li.signIn()
  const refused = await people.li.raw('GET', '/api/usage/masterdata.party')
  expect(refused.status).toBe(403)
})
