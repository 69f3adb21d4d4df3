// What people open in the morning: what they hold and wait for, who needs support, the shared list, and the inbox by keyboard.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { picture, test } from '#test/browser'
import { barriers, heldBack, openPages, type Pages, plain, soon } from '#test/pages'

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
  await expect.poll(() => unread(page), soon).toBe(1)
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
  await expect.poll(async () => plain(await motor.innerText()), soon).toContain('销售李雷 提到了你：还有轴承')
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

/** An order of Li's for more pumps than there are. */
async function order(quantity: string, values: Record<string, string> = {}): Promise<string> {
  const { goods, server } = pages
  const { li } = server.people
  const line = { item: goods.pump, quantity, price: '500', taxRate: '0.13' }
  const { id } = await li.create('sales.order', {
    ...{ customer: goods.customer, promisedDate: '2026-06-30', lines: [line] },
    ...values,
  })
  await li.act('sales.order', id, 'confirm')
  return id
}

const numberOf = async (id: string): Promise<string> =>
  String((await pages.server.people.li.find('sales.order', { id }))[0]?.number)
const cellsOf = async (row: Locator): Promise<readonly string[]> =>
  (await row.getByRole('cell').allInnerTexts()).map(plain)

test('a salesperson sees what they hold by when it is due, what they wait for, and nothing else; a reminder is sent once', async ({
  page,
}) => {
  await order('2')
  await pages.enter(page, 'li')
  const awaited = page.locator('.card').filter({ has: page.getByRole('heading', { name: /^我在等/ }) })
  const remind = awaited.getByRole('button', { name: /^催办/ }).first()
  await remind.click()
  await awaited.getByText('催过').first().waitFor()
  await remind.click()
  await page.getByText('4 小时内已经催过').first().waitFor()
  expect(await page.getByRole('heading', { name: '谁需要支援' }).count()).toBe(0)
  expect(await page.getByRole('table').count()).toBe(0)
  expect(await barriers(page)).toEqual([])
  await picture(page, 'today-sales')
})

test('[PLAT-11] a manager sees on one screen who needs support now: how much they hold, how late, the worst and why', async ({
  page,
}) => {
  await order('40')
  pages.at('2026-06-17T02:00:00.000Z')
  // What stands under the team is there, and waits so that nothing is pushed away.
  const letGo = await heldBack(page, '**/api/summary')
  await pages.enter(page, 'boss')
  await page.getByText(/件在你手上/).waitFor()
  const own = page.locator('.today')
  await own.waitFor({ state: 'attached' })
  expect(await own.isVisible()).toBe(false)
  letGo()
  await own.waitFor()
  const team = page.locator('.team')
  await expect.poll(() => team.getByRole('row').count(), soon).toBeGreaterThan(5)
  const row = (name: string): Locator => team.getByRole('row').filter({ hasText: name })
  const { boss } = pages.server.people
  const open = (await boss.find('flow.task', { holder: pages.server.people.manager.me.id })).filter(
    ({ status }) => status === 'asked' || status === 'accepted',
  )
  const late = open.filter(({ dueAt }) => String(dueAt) < '2026-06-17T02:00:00.000Z')
  await expect
    .poll(() => cellsOf(row('销售经理王芳')), soon)
    .toMatchObject({
      ...{ 1: String(open.length), 2: String(late.length) },
      3: expect.stringMatching(/^审批报价 · QT-2026-\d+ 超 \d/),
    })
  // The worst of what is short says so, and with whom else the order is.
  await expect.poll(async () => plain(await team.innerText()), soon).toContain('缺货')
  await expect.poll(async () => (await cellsOf(row('销售韩梅')))[0], soon).toBe('手上没有事，可以帮忙')
  // Those with more overdue stand above those with less.
  const counts = (await team.locator('tbody tr td:nth-child(3)').allInnerTexts())
    .filter((text) => text !== '—')
    .map(Number)
  expect(counts).toEqual([...counts].sort((a, b) => b - a))
  expect(await barriers(page)).toEqual([])
  await picture(page, 'today-boss')
})

test('[PLAT-11] the head of a department sees their own people and no others', async ({ page }) => {
  await pages.enter(page, 'manager')
  const names = page.locator('.team tbody :is(.who b, .free .holder .cut)')
  await expect
    .poll(async () => (await names.allInnerTexts()).toSorted(), soon)
    .toEqual(['销售李雷', '销售韩梅'])
})

test('[ORD-15] key and difficult orders stand on one list that everybody works by, in an order made by hand or by rule', async ({
  page,
}) => {
  const { coordinator } = pages.server.people
  const [first, second] = [await order('1'), await order('1', { priority: 'key' })]
  const rush = await order('1', { priority: 'rush' })
  await coordinator.act('sales.order', first, 'prioritise', { reason: '客户停产', until: '2026-06-25' })
  await pages.enter(page, 'coordinator')
  const list = page.getByRole('table', { name: '优先清单' })
  const names = async (): Promise<readonly string[]> =>
    (await list.getByRole('link', { name: /^SO-/ }).allInnerTexts()).map(plain)
  await page.getByRole('button', { name: '按规则补齐' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '按规则补齐' }).click()
  const [one, two, three] = [await numberOf(first), await numberOf(second), await numberOf(rush)]
  await expect.poll(async () => (await names()).slice(0, 3), soon).toEqual([one, three, two])
  const row = list.getByRole('row').filter({ hasText: one })
  expect((await cellsOf(row)).join(' ')).toContain('客户停产 06-25')
  expect((await cellsOf(row)).join(' ')).toContain('协调员小周')
  // By keyboard: the last to the first; by dragging: the first to the last.
  const grip = (name: string): Locator => list.getByRole('button', { name: `移动 ${name}` })
  await grip(two).focus()
  // However late the first move arrives, no later one overtakes it.
  let answered = 0
  page.on('response', (response) => {
    if (response.url().endsWith('/api/write')) answered++
  })
  const letGo = await heldBack(page, '**/api/write', { times: 1 })
  await page.keyboard.press('ArrowUp')
  await expect.poll(async () => (await names()).slice(0, 3), soon).toEqual([one, two, three])
  await page.keyboard.press('ArrowUp')
  await expect.poll(async () => (await names()).slice(0, 3), soon).toEqual([two, one, three])
  await grip(two).dragTo(list.getByRole('row').filter({ hasText: three }))
  await expect.poll(async () => (await names()).slice(0, 3), soon).toEqual([one, three, two])
  letGo()
  await expect.poll(() => answered, soon).toBe(3)
  await picture(page, 'today-coordinator')
  expect(await barriers(page)).toEqual([])
  // The same list, in the same order, in front of everybody who may see the orders, live.
  await page.context().clearCookies()
  await pages.enter(page, 'shipper')
  await expect.poll(async () => (await names()).slice(0, 3), soon).toEqual([one, three, two])
})

test('a coordinator sees the exceptions across departments: late orders with holder and reason, changes without an answer, what nobody accepted', async ({
  page,
}) => {
  const { li } = pages.server.people
  const late = await order('30', { promisedDate: '2026-06-18' })
  await li.act('sales.order', late, 'changeRequest', { newDate: '2026-07-10', reason: '工地推迟' })
  await li.act('sales.order', late, 'reportException', { kind: 'quality', text: '外壳划伤' })
  await pages.enter(page, 'coordinator')
  const table = (name: string): Locator => page.getByRole('table', { name })
  const number = await numberOf(late)
  const row = table('延期与有风险的订单').getByRole('row').filter({ hasText: number })
  await row.waitFor()
  const said = async (): Promise<string> => (await cellsOf(row)).join(' ')
  await expect.poll(said, soon).toContain('缺货')
  await expect.poll(said, soon).toMatch(/物流员周杰|计划员钱进|采购员赵强/)
  const told = async (name: string): Promise<string> => plain(await table(name).innerText())
  await expect.poll(() => told('没有答复的变更'), soon).toContain(`${number} 工地推迟`)
  await expect.poll(() => told('未解决的异常'), soon).toContain('外壳划伤')
  const unaccepted = table('过期还没接的棒').getByRole('row')
  await expect.poll(() => unaccepted.count(), soon).toBeGreaterThan(1)
  // Whoever holds it is told where it stands.
  await row.getByRole('button', { name: /^催办/ }).click()
  await page.getByText('已催办').or(page.getByText('已经催过')).first().waitFor()
  expect(await unaccepted.last().getByRole('button', { name: /^催办/ }).count()).toBe(1)
})

test('kinds that somebody does not want are not counted; the browser tells of the others while the page is out of sight', async ({
  page,
}) => {
  const { li, manager } = pages.server.people
  const mention = (text: string) =>
    li.create('collab.comment', {
      ...{ object: 'masterdata.item', record: pages.goods.pump, author: li.me.id },
      ...{ mentions: [manager.me.id], text },
    })
  await page.context().grantPermissions(['notifications'])
  // The page thinks that it is hidden, and what the browser is told is kept.
  await page.addInitScript(() => {
    const told: string[] = []
    Object.defineProperty(document, 'hidden', { get: () => true })
    Object.assign(globalThis, {
      told,
      Notification: Object.assign(
        function Notification(text: string) {
          told.push(text)
        },
        { permission: 'granted', requestPermission: async () => 'granted' },
      ),
    })
  })
  const told = (): Promise<readonly string[]> =>
    page.evaluate(() => (globalThis as unknown as { told: readonly string[] }).told)
  await pages.enter(page, 'manager')
  await page.goto(`${pages.server.url}/settings`)
  // What is there already is no news: it has been read when the first one comes.
  const known = page.waitForResponse((answer) => answer.request().postData()?.includes('"limit":20') === true)
  await page.getByRole('switch', { name: /用浏览器通知我/ }).click()
  await known
  const before = await unread(page)
  await mention('第一条')
  await expect.poll(told, soon).toEqual(['销售李雷 提到了你：第一条'])
  await expect.poll(() => unread(page), soon).toBe(before + 1)
  await page.getByRole('checkbox', { name: '提到我' }).uncheck()
  await expect.poll(() => unread(page), soon).toBe(before)
  await mention('第二条')
  await askForApproval()
  await expect.poll(() => unread(page), soon).toBe(before + 1)
  expect(await told()).not.toContain('销售李雷 提到了你：第二条')
  await page.getByRole('checkbox', { name: '提到我' }).check()
  await picture(page, 'settings-told')
})

test('[UX-24] an approval is given or refused by its own verbs alone: it is neither to be accepted nor delivered besides', async ({
  page,
}) => {
  const quote = await askForApproval()
  const { number } = await pages.server.people.li.only('sales.quote', { id: quote }, ['number'])
  await pages.enter(page, 'manager')
  const held = page.getByRole('listitem').filter({ hasText: String(number) })
  await held.getByRole('link').waitFor()
  expect(await held.getByRole('button').count()).toBe(0)
  expect(plain(await held.innerText())).not.toContain('还没接')
  await held.getByRole('link').click()
  const turn = page.getByRole('region', { name: '轮到你' })
  const verbs = async () => (await turn.getByRole('button').allInnerTexts()).map(plain)
  await expect.poll(verbs, soon).toEqual(['批准', '退回', '转交'])
  await turn.getByRole('button', { name: '退回' }).click()
  const dialog = page.getByRole('dialog', { name: '退回' })
  await dialog.getByRole('textbox', { name: '原因' }).fill('折扣太大')
  await dialog.getByRole('button', { name: '退回' }).click()
  const approval = async () => (await pages.server.people.li.only('sales.quote', { id: quote })).approval
  await expect.poll(approval, soon).toBe('rejected')
  await expect.poll(() => turn.count(), soon).toBe(0)
})

test('in English, on a telephone and in the dark nothing is out of reach', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 812 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await pages.enter(page, 'manager')
  await page.locator('.team').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  expect(await barriers(page)).toEqual([])
  await picture(page, 'today-telephone')
  await page.goto(`${pages.server.url}/settings`)
  await page.getByText('English', { exact: true }).click()
  await page.goto(`${pages.server.url}/inbox`)
  await page.getByRole('heading', { name: 'Inbox' }).waitFor()
  await page.getByRole('list', { name: 'Inbox' }).locator('> li').first().waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  expect(await barriers(page)).toEqual([])
  await picture(page, 'inbox-telephone')
})
