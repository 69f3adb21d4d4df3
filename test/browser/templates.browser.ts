// A new company begins with a template: one click, and what it needs stands there.
import { expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { emptyCompany } from '#test/empty'
import { barriers, soon } from '#test/pages'

const founder = { company: '长江电器', login: 'chen', name: '陈总', password: 'a long walk by the river' }

test('[PLAT-05] the template of a whole company is installed with one click after it has said what it brings', async ({
  skip,
}) => {
  const browser = await openBrowser()
  if (browser === null) return skip()
  const page = await (await browser.newContext(desk)).newPage()
  page.setDefaultTimeout(30_000)
  await page.goto(`${await emptyCompany(founder)}/admin/modules`)
  await page.getByLabel('账号').fill(founder.login)
  await page.getByLabel('密码').fill(founder.password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('button', { name: '跳过' }).click()
  await page.getByRole('heading', { name: '从模板开始' }).waitFor()
  await picture(page, 'templates')
  await page.getByRole('button', { name: '一步装好' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('会打开这些模块').waitFor()
  await expect.poll(() => barriers(page), soon).toEqual([])
  await picture(page, 'template-told')
  await dialog.getByRole('button', { name: '一步装好' }).click()
  await page.getByText('装好了，新建 21 条基础资料').waitFor()
  await page.goto(new URL('/o/masterdata.warehouse', page.url()).href)
  await page.locator('.list [role="row"]').nth(1).waitFor()
  await page.context().close()
})
