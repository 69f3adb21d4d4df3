// A customer with everything around them on one page: what a salesperson opens before every call.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { barriers, go, held, missed, openPages, type Pages, plain, soon, telephone } from '#test/pages'
import { type Login, newId } from '#test/server'

let pages: Pages
let order = ''

/** A day in June, at an hour in Shanghai. */
const june = (day: number, hour: number): string => new Date(Date.UTC(2026, 5, day, hour - 8)).toISOString()

// What happened around the customer before: talked, ordered, sent, billed, paid in part, complained and was helped.
beforeAll(async () => {
  pages = await openPages({ motor: '20', pump: '5' })
  const { server, goods, at } = pages
  const { li, shipper, accountant, agent, admin } = server.people
  const { customer } = goods
  await admin.update('masterdata.party', customer, {
    phone: '0571-88001234',
    grade: 'A',
    creditLimit: '4000',
  })
  await li.create('crm.opportunity', {
    ...{ name: '泵站改造', customer, amount: '80000' },
    ...{ nextStep: '送样机', nextAt: june(18, 10) },
  })
  at(june(15, 11))
  await li.act('masterdata.party', customer, 'logContact', {
    ...{ kind: 'call', minutes: '12', notes: '想要更安静的电机\n预算已批' },
    ...{ nextStep: '发噪声报告', nextAt: june(16, 9) },
  })
  at(june(15, 13))
  const made = await li.create('sales.order', {
    customer,
    promisedDate: '2026-06-24',
    lines: [{ item: goods.motor, quantity: '10', price: '100', taxRate: '0.13' }],
  })
  order = made.id
  await li.act('sales.order', order, 'confirm')
  at(june(15, 14))
  const lines = await li.find('sales.orderLine', { order })
  await shipper.act('sales.order', order, 'ship', { lines: [{ line: String(lines[0]?.id), quantity: '4' }] })
  at(june(15, 15))
  await accountant.act('sales.order', order, 'issueInvoice')
  at(june(16, 10))
  const receipt = await accountant.create('finance.receipt', {
    customer,
    amount: '250',
    receivedOn: '2026-06-16',
  })
  await accountant.act('finance.receipt', receipt.id, 'autoAllocate')
  at(june(16, 11))
  const ticket = await agent.create('service.ticket', { customer, subject: '轴承异响', kind: 'repair' })
  await agent.act('service.ticket', ticket.id, 'close', { solution: '已更换轴承' })
  await agent.act('service.ticket', ticket.id, 'rate', { satisfaction: '4' })
  at(june(18, 9))
})

async function openCustomer(page: Page): Promise<void> {
  await go(page, '销售', '往来单位')
  await page.getByRole('button', { name: '东方水务' }).click()
  await page.getByRole('heading', { name: '东方水务' }).waitFor()
}

/** The heads of what the stream tells, the newest first. */
const stream = async (page: Page): Promise<readonly string[]> =>
  (await page.locator('.stream .entry p:first-child').allInnerTexts()).map(plain)

const figure = async (page: Page, name: string): Promise<string> =>
  plain(
    await page
      .locator('.figure')
      .filter({ has: page.getByText(name, { exact: true }) })
      .locator('dd')
      .innerText(),
  )

const kinds = (page: Page): Locator => page.getByRole('group', { name: '看哪些' })

const only = (page: Page, kind: string): Promise<void> =>
  kinds(page).getByRole('button', { name: kind, exact: true }).click()

/** Enters as somebody and opens the customer. */
async function look(page: Page, login: Login): Promise<Page> {
  await pages.enter(page, login)
  await openCustomer(page)
  return page
}

test('[CUST-03] a customer shows what is owed, how long since anyone spoke, and all that happened in the order of time', async ({
  page,
}) => {
  await look(page, 'li')
  await expect.poll(() => figure(page, '最近联系'), soon).toMatch(/^3 天前/)
  expect(await figure(page, '下次跟进')).toMatch(/^2 天前/)
  expect(await figure(page, '订单数')).toBe('1')
  expect(await figure(page, '应收')).toBe('¥150.00')
  await expect.poll(() => figure(page, '平均满意度'), soon).toMatch(/^4/)
  expect(await figure(page, '在手订单')).toMatch(/^¥1,000\.00 信用额度 ¥4,000\.00/)
  const happened = [
    '客服郑爽 服务单 轴承异响06-16 11:00',
    '会计吴敏 收款 RC-2026-0000106-16',
    '会计吴敏 销售发票 INV-2026-0000106-15',
    '物流员周杰 发货与退货 MV-2026-00000306-15 14:00',
    '销售李雷 销售订单 SO-2026-00000106-15',
    '销售李雷 跟进记录06-15 11:00',
    '销售李雷 商机 泵站改造06-15 10:00',
  ]
  await expect
    .poll(async () => (await stream(page)).filter((line) => !line.startsWith('管理员')), soon)
    .toEqual(happened)
  await page.getByText('想要更安静的电机').first().waitFor()
  const lists = page.getByRole('table', { name: '进行中的商机' })
  expect(plain(await lists.innerText())).toContain('泵站改造 首次接触 ¥80,000.00')
  expect(await barriers(page)).toEqual([])
  await picture(page, 'around')
})

test('[CUST-03] all that is shown of a customer is asked for in few requests', async ({ page }) => {
  await look(page, 'li')
  await expect.poll(() => figure(page, '应收'), soon).toBe('¥150.00')
  const asked: string[] = []
  page.on('request', (request) => {
    const path = new URL(request.url()).pathname
    if (path.startsWith('/api/')) asked.push(`${path} ${request.postData() ?? ''}`)
  })
  await page.reload()
  await expect.poll(() => figure(page, '应收'), soon).toBe('¥150.00')
  await page.locator('.stream .entry').first().waitFor()
  await page.locator('main [aria-busy="true"]').first().waitFor({ state: 'detached' })
  // Twelve, and a few more where parts of the page come a moment later than others; one for each question would be forty.
  expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(16)
})

test('[CUST-03] what falls due while nobody pays stands there in red', async ({ page }) => {
  pages.at(june(30, 9))
  await page.clock.setFixedTime(june(30, 9))
  // Thirty days from 15 June have not passed; the end of July has.
  pages.at('2026-07-31T01:00:00.000Z')
  await look(page, 'li')
  await expect.poll(() => figure(page, '逾期应收'), soon).toMatch(/^¥150\.00/)
  expect(await page.locator('.figure dd.late').innerText()).toContain('¥150.00')
  pages.at(june(18, 9))
})

test('[ORD-03] each order of a customer says on one line how far it is, how much was sent and how much was paid', async ({
  page,
}) => {
  await look(page, 'li')
  const row = page.getByRole('table', { name: '销售订单' }).getByRole('row').filter({ hasText: 'SO-2026' })
  await row.waitFor()
  expect((await row.getByRole('cell').allInnerTexts()).map(plain)).toEqual([
    'SO-2026-000001',
    '发货',
    '4 / 10',
    '¥250.00 / ¥1,000.00',
    '06-24',
    // Today, as long as it is not sent.
    expect.any(String),
    expect.stringContaining('物流员周杰'),
  ])
  expect(
    await row.getByRole('img').evaluateAll((bars) => bars.map((bar) => bar.getAttribute('aria-label'))),
  ).toEqual(['发货 40%', '收款 25%'])
  await row.getByRole('link', { name: 'SO-2026-000001', exact: true }).click()
  await page.getByRole('list', { name: '订单主线' }).waitFor()
})

test('[UX-22] related records are counted as far as the reader may see them; a click lists them, + makes one for this customer', async ({
  page,
}) => {
  const { admin } = pages.server.people
  // Another department's: the salesperson may not see it, the executive may.
  await admin.create('crm.opportunity', {
    ...{ name: '总部项目', customer: pages.goods.customer, amount: '1' },
    ...{ owner: admin.me.id, department: pages.server.department('management') },
  })
  await look(page, 'boss')
  const button = (name: string): Locator =>
    page.getByRole('navigation', { name: '相关' }).getByRole('link', { name: new RegExp(`^${name}`) })
  await expect.poll(async () => plain(await button('商机').innerText()), soon).toBe('商机 2')
  // Somebody else at the same desk: nothing of the first is left in the browser.
  await page.context().clearCookies()
  await page.evaluate(() => localStorage.clear())
  await look(page, 'li')
  await expect.poll(async () => plain(await button('商机').innerText()), soon).toBe('商机 1')
  await button('商机').click()
  await page.getByRole('heading', { name: '商机' }).waitFor()
  await page.getByRole('button', { name: '泵站改造' }).waitFor()
  expect(await page.getByRole('button', { name: '总部项目' }).count()).toBe(0)
  await page.goBack()
  await page.getByRole('navigation', { name: '相关' }).getByRole('link', { name: '新建商机' }).click()
  await page.getByRole('heading', { name: '新建商机' }).waitFor()
  await page.getByTitle('东方水务', { exact: true }).waitFor()
})

test('[CUST-04] [SVC-07] a visit is written down in two clicks, with what was said last and what is open in sight', async ({
  page,
}) => {
  await look(page, 'li')
  await page.getByRole('group', { name: '记录联系' }).getByRole('button', { name: '拜访' }).click()
  const dialog = page.getByRole('dialog')
  const before = dialog.getByRole('complementary')
  await before.getByText('想要更安静的电机').waitFor()
  await before.getByRole('link', { name: '送样机' }).waitFor()
  await before.getByRole('checkbox', { name: '完成：发噪声报告' }).check()
  expect(await barriers(page), 'dialog').toEqual([])
  await picture(page, 'around-dialog')
  await dialog.getByRole('textbox', { name: '内容' }).fill('样机运行平稳，月底签合同')
  await dialog.getByRole('textbox', { name: '时长' }).fill('45')
  await dialog.getByRole('textbox', { name: '下一步' }).fill('起草合同')
  await dialog.getByRole('textbox', { name: '下次跟进' }).fill('2026-06-22 10:00')
  await dialog.getByRole('textbox', { name: '下次跟进' }).press('Enter')
  await dialog.getByRole('button', { name: '记录联系' }).click()
  await dialog.waitFor({ state: 'detached' })
  const last = page.getByRole('region', { name: '上次谈了什么' })
  await expect.poll(async () => plain(await last.innerText()), soon).toContain('样机运行平稳')
  const todos = page.getByRole('region', { name: '待办' })
  await expect.poll(async () => plain(await todos.innerText()), soon).toContain('起草合同 06-22 10:00')
  expect(await todos.innerText()).not.toContain('发噪声报告')
  await expect.poll(() => figure(page, '最近联系'), soon).toMatch(/^今天/)
  // A record like any other: found in its own list, with who, when, how long, how it ended and what follows.
  await last.getByRole('link', { name: '跟进记录' }).click()
  await page.getByRole('heading', { name: '样机运行平稳' }).waitFor()
  const fields = plain(await page.locator('.reading').first().innerText())
  for (const said of ['拜访', '已联系上', '今天 09:00', '45', '销售李雷', '起草合同', '06-22 10:00'])
    expect(fields).toContain(said)
})

test('[CUST-04] a to-do is ticked where it stands, and is gone for everybody', async ({ page }) => {
  await look(page, 'manager')
  const todos = page.getByRole('region', { name: '待办' })
  await todos.getByRole('button', { name: '完成：起草合同' }).click()
  await expect.poll(() => todos.innerText(), soon).not.toContain('起草合同')
  expect(await todos.innerText()).toContain('送样机')
})

test('who may not see what is owed sees neither the figure nor the invoices, and is not told that there are any', async ({
  page,
}) => {
  await look(page, 'shipper')
  await expect.poll(() => stream(page), soon).not.toEqual([])
  expect(await page.getByText(/¥|应收|在手订单|商机|销售发票|收款/).count()).toBe(0)
  expect(await page.getByRole('group', { name: '记录联系' }).count()).toBe(0)
})

test('[UX-21] a changed field is told with who and from what to what; the stream is narrowed to one kind, also in the address', async ({
  page,
}) => {
  await look(page, 'li')
  await page.getByTitle('修改行业').click()
  await page.getByRole('textbox', { name: '行业' }).fill('水务')
  await page.getByRole('textbox', { name: '行业' }).press('Enter')
  await only(page, '变更')
  const first = page.locator('.stream .entry').first()
  await expect
    .poll(async () => plain(await first.innerText()), soon)
    .toContain('销售李雷 修改 今天 09:00 行业 — → 水务')
  expect(await page.getByText('轴承异响').count()).toBe(0)
  // What is pointed at below stays where it is as the button to send comes and goes.
  const placed = await kinds(page).boundingBox()
  await page.getByRole('textbox', { name: '说点什么，@ 提及同事' }).fill('客户换了新厂长')
  await page.getByRole('button', { name: '发送' }).waitFor()
  expect(await kinds(page).boundingBox()).toEqual(placed)
  await page.getByRole('textbox', { name: '说点什么，@ 提及同事' }).press('Enter')
  await only(page, '留言')
  await expect.poll(() => stream(page), soon).toEqual(['销售李雷今天 09:00'])
  await page.reload()
  await expect.poll(() => stream(page), soon).toEqual(['销售李雷今天 09:00'])
  await only(page, '全部')
  await expect.poll(() => stream(page), soon).toContain('客服郑爽 服务单 轴承异响06-16 11:00')
})

test('[UX-21] five thousand entries are told to the last, and only those in sight are on the page', async ({
  page,
}) => {
  const { li } = pages.server.people
  const about = { object: 'masterdata.item', record: pages.goods.motor, author: li.me.id, mentions: [] }
  for (let batch = 0; batch < 10; batch++)
    await li.write(
      Array.from({ length: 500 }, (_, index) => ({
        kind: 'create',
        object: 'collab.comment',
        id: newId(),
        values: { ...about, text: `第 ${batch * 500 + index + 1} 条` },
      })),
    )
  await pages.enter(page, 'li')
  await go(page, '基础资料', '物料')
  await page.getByRole('button', { name: '电机', exact: true }).click()
  const entries = page.locator('.stream .entry')
  await expect.poll(() => page.locator('.stream').innerText(), soon).toContain('第 5000 条')
  const frame = page.locator('.stream')
  await expect
    .poll(
      async () => {
        await frame.evaluate((element) => element.scrollTo(0, element.scrollHeight))
        expect(await entries.count()).toBeLessThan(60)
        return plain((await entries.last().innerText()).slice(0, 40))
      },
      { timeout: 60_000, interval: 20 },
    )
    .toContain('新建')
  expect(await frame.innerText()).toContain('第 1 条')
  expect(await entries.last().getAttribute('class')).toBe('entry')
})

test('on a telephone and in the dark nothing is out of reach', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 812 })
  await pages.enter(page, 'li')
  await page.goto(`${pages.server.url}/o/masterdata.party/${pages.goods.customer}`)
  await page.getByRole('heading', { name: '东方水务' }).waitFor()
  await expect.poll(() => stream(page), soon).toContain('客服郑爽 服务单 轴承异响06-16 11:00')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await barriers(page)).toEqual([])
  await picture(page, 'around-telephone')
})

/** Somebody with a telephone, by touch alone. */
async function withTelephone(login: Login): Promise<Page> {
  const context = await (await openBrowser())?.newContext({ ...desk, ...telephone })
  if (context === undefined) throw new Error('There is no browser')
  return pages.enter(await context.newPage(), login)
}

/** How far the foot of something lies above that of the screen, and how high it is. */
async function placeOf(part: Locator): Promise<{ readonly above: number; readonly high: number }> {
  const box = await part.boundingBox()
  const { y = 0, height = 0 } = box ?? {}
  return { above: telephone.viewport.height - (y + height), high: height }
}

/** Finds something from anywhere by a few letters. */
async function find(page: Page, letters: string, name: RegExp): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '搜索' }).tap()
  await page.getByRole('dialog').getByRole('combobox').fill(letters)
  await page.getByRole('option', { name }).first().tap()
}

const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('[MOB-01] on a telephone a salesperson writes down a visit with photo and next step, the manager decides a quote with all that it is decided by in sight, and both see where the order is', async ({
  page: _needsBrowser,
}) => {
  const { li: seller } = pages.server.people
  const { goods } = pages
  const line = { item: goods.motor, quantity: '6', price: '100', taxRate: '0.13', discount: '0.15' }
  const made = await seller.create('sales.quote', {
    customer: goods.customer,
    notes: '年度框架',
    lines: [line],
  })
  await seller.act('sales.quote', made.id, 'askApproval')
  const quote = String((await seller.only('sales.quote', { id: made.id })).number)

  const li = await withTelephone('li')
  await find(li, 'dfsw', /^东方水务/)
  await li.getByRole('heading', { name: '东方水务' }).waitFor()
  expect(await missed(li, '.rail')).toEqual([])
  const foot = li.locator('.thumb-bar')
  await foot.getByRole('button', { name: '记录联系' }).tap()
  const dialog = li.getByRole('dialog')
  await dialog.getByRole('textbox', { name: '内容' }).fill('现场看过，泵房漏水')
  await dialog.getByRole('combobox', { name: '方式' }).tap()
  await li.locator('.ant-select-dropdown:visible').getByTitle('拜访', { exact: true }).tap()
  await dialog
    .getByLabel('拍照')
    .last()
    .setInputFiles({ name: '现场.png', mimeType: 'image/png', buffer: photo })
  await dialog.getByText('现场.png').waitFor()
  expect(await dialog.getByRole('textbox', { name: '时长' }).getAttribute('inputmode')).toBe('decimal')
  await dialog.getByRole('textbox', { name: '下一步' }).fill('带密封圈去')
  await dialog.getByRole('button', { name: '下周一' }).tap()
  const next = dialog.getByLabel('下次跟进')
  await expect.poll(() => next.inputValue(), soon).toBe('2026-06-22T09:00')
  await next.fill('2026-06-23T14:30')
  expect(await missed(li, '.ant-modal')).toEqual([])
  expect((await placeOf(li.locator('.ant-modal'))).high).toBe(telephone.viewport.height)
  const log = dialog.getByRole('button', { name: '记录联系' })
  expect((await placeOf(log)).above).toBeLessThan(40)
  expect(await barriers(li)).toEqual([])
  await picture(li, 'telephone-follow-up')
  await log.tap()
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => li.getByRole('region', { name: '待办' }).innerText(), soon).toContain('带密封圈去')
  const [visit] = await seller.find('crm.activity', { nextStep: '带密封圈去' }, ['kind', 'photos', 'nextAt'])
  expect(visit).toMatchObject({
    kind: 'visit',
    photos: [expect.any(String)],
    nextAt: '2026-06-23T06:30:00.000Z',
  })

  const manager = await withTelephone('manager')
  await manager.getByRole('link', { name: /^消息/ }).tap()
  const matter = manager.getByRole('list', { name: '消息' }).locator('> li').filter({ hasText: quote })
  await matter.getByRole('button', { name: quote }).waitFor()
  expect(await missed(manager, '.inbox')).toEqual([])
  await matter.getByRole('button', { name: '批准' }).tap()
  const deciding = manager.getByRole('dialog')
  for (const decided of ['销售李雷', '东方水务', '¥510.00', '年度框架', '电机', '15%'])
    await deciding.getByText(decided).first().waitFor()
  // The largest discount and the line's own, both as people read them.
  expect(await deciding.getByText('15%').count()).toBe(2)
  expect(await missed(manager, '.ant-modal')).toEqual([])
  await picture(manager, 'telephone-approve')
  await deciding.getByRole('button', { name: '关闭' }).tap()
  // Or on the quote itself, after a word about it.
  await matter.getByRole('button', { name: quote }).tap()
  await manager.getByRole('region', { name: '轮到你' }).getByText('年度框架').waitFor()
  const say = manager.getByRole('textbox', { name: '说点什么，@ 提及同事' })
  await say.fill('按框架价，可以')
  await manager.getByRole('button', { name: '发送' }).tap()
  await expect.poll(() => stream(manager), soon).toContain('销售经理王芳今天 09:00')
  await manager.locator('.thumb-bar').getByRole('button', { name: '批准' }).tap()
  await deciding.getByText('年度框架').waitFor()
  await deciding.getByRole('textbox', { name: '意见' }).fill('同意')
  await deciding.getByRole('button', { name: '批准', exact: true }).tap()
  await deciding.waitFor({ state: 'detached' })
  await expect
    .poll(async () => seller.only('sales.quote', { id: made.id }, ['approval', 'approvalNote']), soon)
    .toMatchObject({ approval: 'approved', approvalNote: '同意' })

  await find(manager, 'SO-2026-000001', /^SO-2026-000001 销售订单$/)
  await manager.getByRole('heading', { name: 'SO-2026-000001' }).waitFor()
  await expect.poll(() => held(manager), soon).toEqual([expect.stringMatching(/^发货.*物流员周杰.*[余超]/)])
  const promise = plain(await manager.locator('.promise').innerText())
  expect(promise).toMatch(/^承诺交期 6月24日.*预计 .*取决于 电机：/)
  await manager.getByRole('table', { name: '明细' }).getByText('已发货 4').waitFor()
  expect(await missed(manager, '.thumb-bar')).toEqual([])
  expect(await barriers(manager)).toEqual([])
  await picture(manager, 'telephone-room')
  for (const one of [li, manager]) await one.context().close()
})

test('an order as last time is begun from the customer’s page and from its own by D: filled in, priced anew, without days, and nothing stored before it is saved', async ({
  page,
}) => {
  const { admin, li: seller } = pages.server.people
  const orders = () => seller.find('sales.order', { customer: pages.goods.customer })
  await admin.update('masterdata.item', pages.goods.motor, { salePrice: '120' })
  await look(page, 'li')
  await page.getByRole('link', { name: '照 SO-2026-000001 新建' }).click()
  await page.getByRole('heading', { name: '新建销售订单' }).waitFor()
  await page.getByText('已照 SO-2026-000001 填好').waitFor()
  const grid = page.getByRole('table', { name: '明细' })
  const typed = (name: string): Promise<string> => grid.getByRole('textbox', { name }).inputValue()
  await expect.poll(() => typed('单价'), soon).toBe('120.00')
  expect(await typed('数量')).toBe('10')
  await page.getByTitle('东方水务', { exact: true }).waitFor()
  expect(await page.getByRole('textbox', { name: '承诺交期' }).first().inputValue()).toBe('')
  expect(await orders()).toHaveLength(1)
  expect(await barriers(page)).toEqual([])
  await picture(page, 'copy')
  await page.getByRole('button', { name: '新建', exact: true }).click()
  await page.getByRole('list', { name: '订单主线' }).or(page.getByText('¥1,200.00')).first().waitFor()
  await expect.poll(async () => (await orders()).length, soon).toBe(2)
  // What has no price any more is not sold: said at its line before anybody presses Save.
  await admin.update('masterdata.item', pages.goods.motor, { salePrice: null })
  await page.goto(`${pages.server.url}/room/sales.order/${order}`)
  await page.getByRole('list', { name: '订单主线' }).waitFor()
  await page.getByRole('button', { name: '更多' }).first().click()
  await page.getByRole('menuitem', { name: '照此新建' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('d')
  await page.getByText('已照 SO-2026-000001 填好').waitFor()
  await grid.getByRole('alert').first().waitFor()
  expect(await orders()).toHaveLength(2)
})
