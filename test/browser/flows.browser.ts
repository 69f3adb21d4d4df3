// An administrator gives a step of the main line another name, holder and time; the next order follows it for everybody, and it is taken back.
import type { Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { barriers, choose, held, openPages, type Pages, soon } from '#test/pages'
import { overflowing } from '#test/sweep'

let pages: Pages
let before = ''

beforeAll(async () => {
  pages = await openPages({ motor: '6' })
  before = await newOrder()
})

async function newOrder(): Promise<string> {
  const { server, goods } = pages
  const made = await server.people.li.create('sales.order', {
    ...{ customer: goods.customer, promisedDate: '2026-06-17' },
    lines: [{ item: goods.motor, quantity: '1', price: '100', taxRate: '0.13' }],
  })
  return made.id
}

const rooms = async (page: Page, order: string): Promise<string> => {
  await page.goto(`${pages.server.url}/room/sales.order/${order}`)
  await page.getByRole('list', { name: '订单主线' }).waitFor()
  return (await held(page)).join(' ')
}

test('[PLAT-02] [F28] a step of a flow is changed in the browser, shown to everybody at once, and taken back', async ({
  page,
}) => {
  const admin = await pages.enter(page, 'admin')
  const browser = await openBrowser()
  if (browser === null) return
  const seller = await pages.enter(await (await browser.newContext(desk)).newPage(), 'li')
  expect(await rooms(seller, before)).toMatch(/销售确认.*李/)

  await admin.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '设置' }).click()
  await admin.getByRole('link', { name: '流程', exact: true }).click()
  const line = admin.getByRole('list', { name: '订单主线' })
  await line.getByText('记录上的“销售”').waitFor()
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await picture(admin, 'flows')
  await admin.getByRole('button', { name: '设置“销售确认”' }).click()
  const dialog = admin.getByRole('dialog')
  await dialog.getByLabel('中文名称').fill('商务确认')
  await dialog.getByLabel('时限（工作小时）').fill('8')
  // Nobody left to hold it: it cannot be published, and the page says why.
  for (const name of ['先找记录上的人', '部门', '角色']) {
    const box = dialog.locator('.ant-select', { has: admin.getByLabel(name, { exact: true }) })
    await box.hover()
    await box.locator('.ant-select-clear').click()
  }
  await dialog.getByText('请至少选一项').waitFor()
  expect(await dialog.getByRole('button', { name: '确认发布' }).isDisabled()).toBe(true)
  await choose(admin, dialog.getByLabel('部门', { exact: true }), '财务部')
  await dialog.getByText('时限：4 个工作小时 → 8 个工作小时').waitFor()
  await expect.poll(() => barriers(admin), soon).toEqual([])
  await picture(admin, 'flow-step')
  await dialog.getByRole('button', { name: '确认发布' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await line.getByText('财务部负责人 · 8 个工作小时').waitFor()

  await admin.setViewportSize({ width: 375, height: 812 })
  await expect.poll(() => overflowing(admin), soon).toEqual([])
  await picture(admin, 'flows-phone')
  await admin.setViewportSize({ width: 1440, height: 900 })

  const after = await newOrder()
  expect(await rooms(seller, after)).toMatch(/商务确认/)
  expect(await rooms(seller, after)).not.toMatch(/李/)
  expect(await rooms(seller, before)).toMatch(/李/)

  await admin.getByRole('button', { name: '设置“商务确认”' }).click()
  await dialog.getByRole('button', { name: '恢复出厂设置' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await line.getByText('销售确认').waitFor()
  expect(await rooms(seller, await newOrder())).toMatch(/销售确认.*李/)
})
