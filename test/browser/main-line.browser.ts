// An order carried along its main line by the people who hold it, each in a browser of their own, by clicking.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { build } from 'vite'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { type Login, password, staff, stockUp, type TestServer, testServer } from '#test/server'

const root = join(import.meta.dirname, '../..')
const web = join(root, 'dist/web')
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const monday = '2026-06-15T02:00:00.000Z' // 10:00 in Shanghai

let server: TestServer

beforeAll(async () => {
  if (!existsSync(join(web, 'index.html')))
    await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'error' })
  server = await testServer({ at: monday, web })
  await stockUp(server, { motor: '20', pump: '5' })
})

/** Opens a browser as this person, signed in through the page, at the company's time. */
async function enter(page: Page, login: Login): Promise<Page> {
  page.setDefaultTimeout(15_000)
  await page.clock.setFixedTime(monday)
  await page.goto(server.url)
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: `${staff[login].name}，上午好。` }).waitFor()
  return page
}

/** Somebody's own browser beside the test's page; closed with `close`. */
async function colleague(login: Login): Promise<Page> {
  const browser = await openBrowser()
  if (browser === null) throw new Error('no browser')
  const context = await browser.newContext(desk)
  return enter(await context.newPage(), login)
}

/** Chooses a row of the picker that a label names, by typing a part of it. */
async function pick(page: Page, box: Locator, text: string): Promise<void> {
  await box.click()
  await box.fill(text)
  await page.getByTitle(text, { exact: true }).last().click()
}

test('probe', async ({ page }) => {
  await enter(page, 'li')
  await picture(page, 'today')
  await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '销售' }).click()
  await page.getByRole('link', { name: '销售订单', exact: true }).click()
  await page.getByRole('button', { name: '新建销售订单' }).first().click()
  await page.getByRole('heading', { name: '新建销售订单' }).waitFor()
  await picture(page, 'form')
  await pick(page, page.getByRole('combobox', { name: '客户' }), '东方水务')
  const due = page.getByRole('textbox', { name: '承诺交期' })
  await due.fill('2026-06-24')
  await due.press('Enter')
  const lines = page.getByRole('table', { name: '明细' })
  await page.getByRole('button', { name: '添加一行' }).click()
  await pick(page, lines.getByRole('combobox', { name: '物料' }), '电机')
  await lines.getByRole('textbox', { name: '数量' }).fill('10')
  await picture(page, 'form-2')
  await page.getByRole('button', { name: '新建', exact: true }).click()
  await page.getByText('SO-2026-000001').first().waitFor()
  await picture(page, 'room')
  expect(axePath).not.toBe('')
  expect(colleague).not.toBe(null)
})
