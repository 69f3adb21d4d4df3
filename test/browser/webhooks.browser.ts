// An administrator sets up a webhook by clicking, takes its secret, and sees what was delivered.
import { beforeAll, expect } from 'vitest'
import { picture, test } from '#test/browser'
import { openPages, type Pages } from '#test/pages'
import { isSigned, type Receiver, receiver } from '#test/receiver'
import { type TestServer, until } from '#test/server'

let pages: Pages
let server: TestServer
let other: Receiver

beforeAll(async () => {
  pages = await openPages({}, { webhooks: { allowsPlain: true, allowsPrivate: true } })
  server = pages.server
  other = await receiver()
})

test('a webhook is made on a form, its secret shown once, renewed by a button, and its deliveries stand beside it', async ({
  page,
}) => {
  await pages.enter(page, 'admin')
  await page.goto(`${server.url}/o/notify.webhook/new`)
  await page.getByLabel('名称').fill('数据平台')
  await page.getByLabel('接收地址').fill(other.url)
  await page.getByLabel('哪些对象').fill('masterdata.unit')
  await page.getByRole('button', { name: '新建', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: '签名密钥' })
  const first = await dialog.getByRole('textbox').inputValue()
  expect(first).toMatch(/^whsec_/)
  await picture(page, 'webhook-secret')
  await dialog.getByRole('button', { name: '已经存好' }).click()
  await page.getByRole('heading', { name: '数据平台' }).waitFor()
  expect(await page.content()).not.toContain('whsec_')

  await server.people.admin.create('masterdata.unit', { code: 'box', name: '箱' })
  const [message] = await until('it arrives', async () => other.received.length > 0 && other.received)
  expect(message !== undefined && isSigned(message, first)).toBe(true)
  await picture(page, 'webhook-record')
  const address = page.url()
  await page
    .getByRole('link', { name: /^Webhook 投递/ })
    .first()
    .click()
  const row = page.getByRole('row').filter({ hasText: 'masterdata.unit create' })
  await row.getByText('已送达').waitFor()
  await picture(page, 'webhook-deliveries')

  server.at('2026-06-15T02:05:00.000Z')
  await page.goto(address)
  await page.getByRole('button', { name: '换新密钥' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '换新密钥' }).click()
  const second = await dialog.getByRole('textbox').inputValue()
  expect(second).toMatch(/^whsec_/)
  expect(second).not.toBe(first)
})
