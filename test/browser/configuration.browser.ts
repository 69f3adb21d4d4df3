// An administrator moves what was made between workspaces as an archive, told beforehand what would change.
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { barriers, openPages, type Pages, soon } from '#test/pages'

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
