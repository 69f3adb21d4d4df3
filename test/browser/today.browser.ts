// What people open in the morning: what they hold and wait for, who needs support, the shared list, and the inbox by keyboard.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { picture, test } from '#test/browser'
import { barriers, openPages, type Pages, plain, soon } from '#test/pages'

let pages: Pages
const quotes: string[] = []

beforeAll(async () => {
  pages = await openPages({ motor: '20', pump: '5' })
  for (let count = 0; count < 12; count++) quotes.push(await askForApproval())
})

/** A quote of Li's whose discount her manager has to approve. */
async function askForApproval(): Promise<string> {
  const { goods, server } = pages
  const { li } = server.people
  const line = { item: goods.motor, quantity: '2', price: '100', taxRate: '0.13', discount: '0.12' }
  const { id } = await li.create('sales.quote', { customer: goods.customer, lines: [line] })
  await li.act('sales.quote', id, 'askApproval')
  return id
}

const inbox = (page: Page): Locator => page.getByRole('list', { name: '消息' }).locator('> li')
const badge = (page: Page): Locator => page.getByRole('status', { name: /条未读/ })
const unread = async (page: Page): Promise<number> =>
  (await badge(page).count()) === 0 ? 0 : Number(await badge(page).innerText())
const approvalsOf = async (state: string): Promise<number> =>
  (await pages.server.people.manager.find('sales.quote', { approval: state })).length

/** Goes to the inbox by its link in the rail. */
async function openInbox(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^消息/ }).click()
  await page.getByRole('heading', { name: '消息' }).waitFor()
}

test('[UX-24] ten quotes are approved by keyboard only, each with its result, and the badge falls to 0', async ({
  page,
}) => {
  await pages.enter(page, 'manager')
  await expect.poll(() => unread(page), soon).toBe(12)
  await openInbox(page)
  await expect.poll(() => inbox(page).count(), soon).toBe(12)
  await picture(page, 'inbox')
  expect(await barriers(page)).toEqual([])
  // One is done without an answer, one is put away until tomorrow: ten are left.
  await page.keyboard.press('e')
  await expect.poll(() => inbox(page).count(), soon).toBe(11)
  await page.keyboard.press('s')
  await page.getByRole('dialog').getByText('明天一早').waitFor()
  await page.keyboard.press('3')
  await expect.poll(() => inbox(page).count(), soon).toBe(10)
  await expect.poll(() => unread(page), soon).toBe(10)
  // From the first to the tenth.
  await page.keyboard.press('x')
  for (let step = 0; step < 9; step++) await page.keyboard.press('j')
  await page.keyboard.press('Shift+X')
  await page
    .getByRole('toolbar', { name: '已选 10 项' })
    .getByRole('button', { name: '批准 10 项' })
    .waitFor()
  await page.keyboard.press('a')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('批准 10 项').first().waitFor()
  expect(await dialog.getByRole('listitem').count()).toBe(10)
  await page.keyboard.press('Enter')
  await dialog.getByText('已批准 10 项').waitFor()
  expect(await dialog.getByText('已批准', { exact: true }).count()).toBe(10)
  await picture(page, 'inbox-approved')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('都处理完了').waitFor()
  await expect.poll(() => badge(page).count(), soon).toBe(0)
  expect(await approvalsOf('approved')).toBe(10)
  expect(await approvalsOf('asked')).toBe(2)
})

test('[UX-24] what was put away comes back by itself, in working time, on a page that is left open', async ({
  page,
}) => {
  await pages.enter(page, 'manager')
  await openInbox(page)
  await page.getByText('稍后', { exact: true }).click()
  await inbox(page).getByText('明天 09:00 再提醒').waitFor()
  await page.getByText('待处理', { exact: true }).click()
  await page.getByText('都处理完了').waitFor()
  pages.at('2026-06-16T01:00:01.000Z')
  await expect.poll(() => inbox(page).count(), { timeout: 30_000 }).toBe(1)
  expect(await unread(page)).toBe(1)
  pages.at('2026-06-15T02:00:00.000Z')
})

test('[UX-24] one that somebody else has decided meanwhile is refused by name, the others are approved all the same', async ({
  page,
}) => {
  const [first = '', second = ''] = [await askForApproval(), await askForApproval()]
  await pages.enter(page, 'manager')
  await openInbox(page)
  await expect.poll(() => inbox(page).count(), soon).toBe(3)
  await page.keyboard.press('Control+a')
  await page.getByRole('toolbar').getByRole('button', { name: '批准 3 项' }).waitFor()
  await page.keyboard.press('a')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('批准 3 项').first().waitFor()
  await pages.server.people.manager.act('sales.quote', first, 'reject', { reason: '毛利太低' })
  await page.keyboard.press('Enter')
  await dialog.getByText('已批准 2 项，1 项没有批准').waitFor()
  const [record] = await pages.server.people.manager.find('sales.quote', { id: first })
  const refused = dialog.getByRole('listitem').filter({ hasText: String(record?.number) })
  expect(plain(await refused.innerText())).toContain('没有待审批的申请')
  await page.keyboard.press('Escape')
  await expect.poll(() => badge(page).count(), soon).toBe(0)
  expect((await pages.server.people.manager.find('sales.quote', { id: second }))[0]?.approval).toBe(
    'approved',
  )
})

test('[UX-24] mentions, tasks and alerts stand in one inbox, by record and by sort, also in the address; done can be undone', async ({
  page,
}) => {
  const { li, manager } = pages.server.people
  const about = { object: 'masterdata.item', record: pages.goods.motor, author: li.me.id }
  await pages.enter(page, 'manager')
  await openInbox(page)
  await page.getByText('都处理完了').waitFor()
  // Live: said in another browser while this one is open.
  for (const text of ['看一下这个电机', '还有轴承'])
    await li.create('collab.comment', { ...about, mentions: [manager.me.id], text })
  await askForApproval()
  await expect.poll(() => inbox(page).count(), soon).toBe(2)
  const motor = inbox(page).filter({ hasText: '电机' })
  expect(plain(await motor.innerText())).toContain('销售李雷 提到了你：还有轴承')
  expect(plain(await motor.innerText())).toContain('销售李雷 提到了你：看一下这个电机')
  await page.getByRole('button', { name: /^提到我/ }).click()
  await expect.poll(() => inbox(page).count(), soon).toBe(1)
  await page.reload()
  await expect.poll(() => inbox(page).count(), soon).toBe(1)
  await page.keyboard.press('e')
  await page.getByText('都处理完了').waitFor()
  await page.keyboard.press('Control+z')
  await expect.poll(() => inbox(page).count(), soon).toBe(1)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '电机' }).waitFor()
  await expect.poll(() => unread(page), soon).toBe(1)
})
