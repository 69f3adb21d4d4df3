// What somebody has typed and not yet sent survives a server that fails, a session that ended and a page loaded again.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { revokeSessionsOf } from '#kernel/identity/store'
import { test } from '#test/browser'
import { cells, go, openPages, type Pages, pick, quantityOf, soon, takeUp, typeLines } from '#test/pages'
import { type Login, password } from '#test/server'

let pages: Pages

beforeAll(async () => {
  pages = await openPages({ motor: '20', pump: '5' })
})

const failing = { status: 503, contentType: 'application/json', body: '{"problems":[]}' }

/** The next write meets a server that cannot answer. */
async function failOnce(page: Page): Promise<void> {
  await page.route('**/api/write', (route) => route.fulfill(failing), { times: 1 })
}

/** Ends every session of somebody, as a month without use does. */
async function endSessions(login: Login, instant: string): Promise<void> {
  const { db, engine, people } = pages.server
  const { namespace } = engine.workspace
  await db.transaction((tx) => revokeSessionsOf(tx, namespace, people[login].me.id, new Date(instant)))
  // A session is remembered for two seconds.
  pages.at(instant)
}

/** Signs in on the sheet that lies over the page. */
async function signInAgain(page: Page): Promise<void> {
  const sheet = page.getByRole('dialog', { name: '登录' })
  await sheet.getByLabel('密码').fill(password)
  await sheet.getByRole('button', { name: '登录' }).click()
  await sheet.waitFor({ state: 'detached' })
}

/** How many pickers show this as chosen. */
const chosen = (page: Page, text: string): Promise<number> =>
  page.locator('.ant-select').filter({ hasText: text }).count()

/** Presses it, unless the page has asked to sign in by itself before: whose session ends is cut off at once. */
const pressOrBeAsked = (button: Locator): Promise<void> =>
  button.click({ timeout: 3000 }).catch(() => undefined)

test('a form with lines keeps what was typed through a failing server, an ended session and a reload', async ({
  page,
}) => {
  await pages.enter(page, 'li', 'byHand')
  await go(page, '销售', '销售订单')
  await page.getByRole('button', { name: '新建销售订单' }).first().click()
  await pick(page, page.getByRole('combobox', { name: '客户' }), '东方水务')
  await page.getByRole('textbox', { name: '客户采购单号' }).fill('DF-77')
  await typeLines(page, [
    ['电机', '10'],
    ['水泵', '2'],
  ])
  const lines = page.getByRole('table', { name: '明细' })
  const typed = async (): Promise<readonly string[]> => [
    await page.getByRole('textbox', { name: '客户采购单号' }).inputValue(),
    await lines.getByRole('textbox', { name: '数量' }).first().inputValue(),
    await lines.getByRole('textbox', { name: '数量' }).nth(1).inputValue(),
    `${await chosen(page, '东方水务')} ${await chosen(page, '水泵')}`,
  ]
  const all = ['DF-77', '10', '2', '1 1']
  const create = page.getByRole('button', { name: '新建', exact: true })
  await failOnce(page)
  await create.click()
  await page.getByRole('alert').filter({ hasText: '服务器没有办成这件事' }).waitFor()
  expect(await typed()).toEqual(all)
  await endSessions('li', '2026-06-15T02:00:10.000Z')
  await pressOrBeAsked(create)
  await signInAgain(page)
  expect(await typed()).toEqual(all)
  await page.reload()
  await page.getByText('这是上次没有保存的内容').waitFor()
  await expect.poll(typed, soon).toEqual(all)
  await create.click()
  await page.getByRole('heading', { name: '东方水务 SO-2026-000001' }).waitFor()
  expect((await cells(page, '电机')).slice(0, 2)).toEqual(['电机', '10'])
  await go(page, '销售', '销售订单')
  await page.getByRole('button', { name: '新建销售订单' }).first().click()
  await page.getByRole('textbox', { name: '客户采购单号' }).waitFor()
  expect(await page.getByRole('textbox', { name: '客户采购单号' }).inputValue()).toBe('')
  // A blank line stands ready.
  const quantities = lines.getByRole('textbox', { name: '数量' })
  expect(
    await quantities.evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value)),
  ).toEqual([''])
})

test('the dialog of an action keeps it likewise, signs in over itself, and forgets it once it is done or cancelled', async ({
  page,
}) => {
  const { li } = pages.server.people
  const { id } = await li.only('sales.order', { number: 'SO-2026-000001' })
  await li.update('sales.order', id, { promisedDate: '2026-06-24' })
  await li.act('sales.order', id, 'confirm')
  await pages.enter(page, 'shipper', 'byHand')
  const turn = await takeUp(page, 'SO-2026-000001', '发货')
  const open = turn.getByRole('button', { name: '发货' })
  const dialog = page.getByRole('dialog', { name: '发货' })
  const send = dialog.getByRole('button', { name: '发货' })
  const typed = async (): Promise<readonly string[]> => [
    await quantityOf(page, '电机').inputValue(),
    await quantityOf(page, '水泵').inputValue(),
  ]
  await open.click()
  await quantityOf(page, '电机').fill('3')
  await quantityOf(page, '水泵').fill('0')
  await failOnce(page)
  await send.click()
  await dialog.getByRole('alert').filter({ hasText: '服务器没有办成这件事' }).waitFor()
  expect(await typed()).toEqual(['3', '0'])
  await endSessions('shipper', '2026-06-15T02:00:20.000Z')
  await pressOrBeAsked(send)
  await signInAgain(page)
  expect(await typed()).toEqual(['3', '0'])
  await page.reload()
  await open.click()
  await dialog.getByText('这是上次没有保存的内容').waitFor()
  await expect.poll(typed, soon).toEqual(['3', '0'])
  await send.click()
  await dialog.waitFor({ state: 'detached' })
  await expect
    .poll(async () => (await cells(page, '电机')).slice(1, 5), soon)
    .toEqual(['10', '已发货 3 · 已预留 7', '7', '3'])
  await open.click()
  expect(await typed()).toEqual(['7', '2'])
  expect(await dialog.getByText('这是上次没有保存的内容').count()).toBe(0)
  await quantityOf(page, '电机').fill('1')
  await dialog.getByRole('button', { name: '取消' }).click()
  await open.click()
  expect(await typed()).toEqual(['7', '2'])
})
