// zz
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { emptyCompany } from '#test/empty'
import { choose, pick, soon } from '#test/pages'

const founder = { company: '星途汽车', login: 'lin', name: '林总', password: 'a long walk by the river' }
let url: string
let admin: Page

beforeAll(async () => {
  url = await emptyCompany(founder)
  const browser = await openBrowser()
  if (browser === null) return
  admin = await (await browser.newContext(desk)).newPage()
  admin.setDefaultTimeout(10_000)
}, 120_000)

test('look', async ({ page: _ }) => {
  await admin.goto(url)
  await admin.getByLabel('账号').fill('lin')
  await admin.getByLabel('密码').fill(founder.password)
  await admin.getByRole('button', { name: '登录' }).click()
  await admin.getByRole('heading', { name: '林总' }).waitFor()
  await admin.waitForTimeout(1500)
  await picture(admin, '01-today')
  await admin.keyboard.press('Escape')
  await admin.waitForTimeout(300)
  await admin.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '平台' }).click()
  await admin.waitForTimeout(300)
  await picture(admin, '02-more')
  console.log((await admin.locator('.flyout-panel').allInnerTexts()).join('|'))
  await admin.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '部门', exact: true }).click()
  await admin.waitForTimeout(800)
  await picture(admin, '03-departments')
  await admin.getByRole('button', { name: /新建部门/ }).first().click()
  await admin.waitForTimeout(800)
  await picture(admin, '04-department-new')
  await admin.goto(`${url}/o/identity.person/new`)
  await admin.waitForTimeout(1000)
  await admin.getByLabel('姓名 *').fill('李雷')
  await admin.getByLabel('登录名').fill('li')
  await admin.getByRole('button', { name: '添加一行' }).click()
  await admin.waitForTimeout(500)
  await picture(admin, '05-person-new')
  await choose(admin, admin.getByRole('combobox', { name: '角色' }), '销售')
  await admin.getByRole('button', { name: '新建', exact: true }).click()
  await admin.waitForTimeout(1500)
  await picture(admin, '06-person')
  await admin.goto(`${url}/people`)
  await admin.waitForTimeout(1000)
  await picture(admin, '07-people')
  await admin.goto(`${url}/o/access.token/new`)
  await admin.waitForTimeout(1000)
  await picture(admin, '08-token-new')
  await admin.setViewportSize({ width: 375, height: 812 })
  await admin.goto(`${url}/`)
  await admin.waitForTimeout(1000)
  await admin.getByRole('navigation', { name: '主导航' }).getByRole('button').last().click()
  await admin.waitForTimeout(300)
  await picture(admin, '09-narrow')
}, 120_000)
