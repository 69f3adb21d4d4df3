// The room of an order: what is asked of whom, when it will be there and why, everything said and kept about it, and one sheet of paper.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { picture, test } from '#test/browser'
import { barriers, openPages, type Pages, pick, plain, soon, told } from '#test/pages'
import type { Login } from '#test/server'

let pages: Pages
let order = ''

beforeAll(async () => {
  pages = await openPages({ motor: '6' })
  const { server, goods } = pages
  const { li } = server.people
  const made = await li.create('sales.order', {
    ...{ customer: goods.customer, promisedDate: '2026-06-17', specialRequirements: '木箱包装，不可堆叠' },
    lines: [
      { item: goods.motor, quantity: '10', price: '100', taxRate: '0.13' },
      { item: goods.pump, quantity: '2', price: '500', taxRate: '0.13' },
    ],
  })
  order = made.id
  await li.act('sales.order', order, 'confirm')
})

/** Enters as somebody and stands in the order's room. */
async function room(page: Page, login: Login): Promise<Page> {
  await pages.enter(page, login)
  await page.goto(`${pages.server.url}/room/sales.order/${order}`)
  await page.getByRole('list', { name: '订单主线' }).waitFor()
  return page
}

const card = (page: Page, title: string): Locator =>
  page.locator('section.card').filter({ has: page.getByRole('heading', { name: title }) })
const waiting = (page: Page): Locator => card(page, '等待答复')
/** What waits for somebody, in words; nothing when nothing does. */
const waits = async (page: Page): Promise<string> => plain((await waiting(page).allInnerTexts()).join(' '))
const say = (page: Page): Locator => page.getByRole('textbox', { name: '说点什么，@ 提及同事' })
const stream = (page: Page): Locator => page.locator('.stream')

test('[DASH-13] one screen says where the order is, who holds it, when it will be there and how that was computed', async ({
  page,
}) => {
  await room(page, 'li')
  const line = page.getByRole('list', { name: '订单主线' })
  await expect.poll(async () => plain(await line.innerText()), soon).toContain('采购员赵强')
  // The date is late: it is red, says why, and leads to the line that decides it.
  const promise = page.locator('.promise')
  const says = plain(await promise.innerText())
  expect(says).toMatch(/承诺交期.*预计.*晚 \d+ 个工作日/)
  const why = promise.getByRole('link', { name: /取决于/ })
  await why.click()
  await page.locator('tr:target').waitFor()
  const parts = page.locator('tr:target + tr').getByRole('list', { name: '怎么算出来的' })
  expect((await parts.getByRole('listitem').allInnerTexts()).length).toBeGreaterThan(0)
  const motor = page.getByRole('row').filter({ hasText: '现货 6' })
  expect(plain(await motor.innerText())).toMatch(/新采购 4，提前期 7 天，.* 到/)
  // Exact quantities: ordered, reserved, shipped, short, invoiced, and what is being bought.
  const heads = (
    await page.getByRole('table', { name: '明细' }).getByRole('columnheader').allInnerTexts()
  ).map(plain)
  for (const head of ['数量', '已预留', '已发货', '缺货', '已开票', '采购在途']) expect(heads).toContain(head)
  await page.getByText('木箱包装，不可堆叠').waitFor()
  expect(await barriers(page)).toEqual([])
  await picture(page, 'order-room')
})

test('[ORD-05] [ORD-07] a change, a rush and an exception are each one click away, and the room says who answers by when', async ({
  page,
}) => {
  await room(page, 'li')
  const atHand = page.getByRole('group', { name: '随时可办' })
  await atHand.getByRole('button', { name: '报告异常' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: '类别' }).click()
  await page.locator('.ant-select-dropdown:visible').getByTitle('质量', { exact: true }).click()
  await dialog.getByRole('textbox', { name: '情况' }).fill('两台外壳划伤')
  await pick(page, dialog.getByRole('combobox', { name: '责任部门' }), '采购部')
  await dialog.getByRole('button', { name: '报告异常' }).click()
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => waits(page), soon).toMatch(/订单异常 质量 .*两台外壳划伤 .*采购员赵强 余 4小时/)
  await atHand.getByRole('button', { name: '申请加急' }).click()
  await dialog.getByRole('textbox', { name: '加急原因' }).fill('客户停线')
  await dialog.getByRole('button', { name: '申请加急' }).click()
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => waits(page), soon).toMatch(/客户停线 .*协调员小周 余 1小时/)
  await atHand.getByRole('button', { name: '通知生产调整计划' }).waitFor()
  expect(await barriers(page)).toEqual([])
  await picture(page, 'order-room-waiting')
})

test('[ORD-07] who holds the exception answers where it stands, and the stream tells it', async ({
  page,
}) => {
  await room(page, 'buyer')
  const mine = waiting(page).getByRole('listitem').filter({ hasText: '两台外壳划伤' })
  await mine.getByRole('button', { name: '已解决' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: '怎么处理的' }).fill('供应商明早换两台')
  await dialog.getByRole('button', { name: '已解决' }).click()
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => waits(page), soon).not.toContain('两台外壳划伤')
  await expect.poll(() => stream(page).innerText(), soon).toContain('两台外壳划伤')
})

test('[COLL-01] colleagues are called by name, files are dropped beside the words, and everybody concerned finds them', async ({
  page,
}) => {
  await room(page, 'li')
  await say(page).click()
  await say(page).pressSequentially('@')
  // Who has a part in the order is offered first.
  const offered = page.locator('.ant-mentions-dropdown:visible').getByRole('menuitem').first()
  await expect.poll(async () => plain(await offered.innerText()), soon).toMatch(/本单责任人/)
  await page.keyboard.press('Escape')
  await say(page).fill('@采购员赵强 图纸见附件')
  await page
    .getByRole('group', { name: '说点什么，@ 提及同事' })
    .locator('input[type=file]')
    .setInputFiles([
      { name: '外壳图纸.png', mimeType: 'image/png', buffer: Buffer.from(pixel, 'base64') },
      { name: '检验报告.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF') },
    ])
  await page.getByRole('link', { name: '检验报告.pdf' }).waitFor()
  await page.getByRole('button', { name: '发送' }).click()
  const entry = stream(page).locator('.entry').filter({ hasText: '图纸见附件' }).first()
  await entry.getByRole('link', { name: '检验报告.pdf' }).waitFor()
  // The picture is seen at once.
  await expect
    .poll(() => entry.locator('img').evaluate((image) => (image as HTMLImageElement).naturalWidth), soon)
    .toBe(1)
  const { buyer } = pages.server.people
  const message = await buyer.find('notify.message', { record: order, kind: 'mention' }, ['text'])
  expect(message.map(({ text }) => text)).toEqual([expect.stringContaining('图纸见附件')])
  // A colleague finds them where they were said.
  await page.context().clearCookies()
  await room(page, 'buyer')
  await page.getByRole('button', { name: '附件', exact: true }).click()
  const paper = page.getByRole('link', { name: '检验报告.pdf' }).first()
  const address = await paper.getAttribute('href')
  expect(await page.evaluate(async (url) => (await fetch(url)).status, String(address))).toBe(200)
  // They are looked at in place, one after the other, by keyboard.
  await paper.press('Enter')
  await page.getByRole('dialog', { name: '检验报告.pdf' }).getByRole('link', { name: '下载' }).waitFor()
  await picture(page, 'file-pdf')
  await page.keyboard.press('ArrowLeft')
  const drawn = page.getByRole('dialog', { name: '外壳图纸.png' }).getByRole('img', { name: '外壳图纸.png' })
  await expect.poll(() => drawn.evaluate((image) => (image as HTMLImageElement).naturalWidth), soon).toBe(1)
  expect(await barriers(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: '外壳图纸.png' }).waitFor({ state: 'hidden' })
})

test('[UX-23] answers stand under what they answer, live and folded when they are many; a decision becomes a task of its owner until it is done', async ({
  page,
}) => {
  await room(page, 'buyer')
  const asked = stream(page).locator('.entry').filter({ hasText: '图纸见附件' }).first()
  await asked.getByRole('button', { name: '回复' }).click()
  await say(page).fill('收到，按新图纸换')
  await say(page).press('Enter')
  const thread = stream(page).locator('.thread').filter({ hasText: '图纸见附件' })
  await thread.getByRole('region', { name: '1 条回复' }).getByText('按新图纸换').waitFor()
  // Others answer meanwhile: it is seen without asking, the latest when there are many, all of them on demand.
  const { li, planner } = pages.server.people
  const [said] = await li.find('collab.comment', { record: order, text: '收到，按新图纸换' }, [
    'id',
    'replyTo',
  ])
  const tell = (who: typeof li, text: string, replyTo: unknown) =>
    who.create('collab.comment', { object: 'sales.order', record: order, text, replyTo: String(replyTo) })
  for (const text of ['今天寄出', '单号稍后给', '单号 SF1001']) await tell(planner, text, said?.replyTo)
  const replies = thread.getByRole('region', { name: '4 条回复' })
  await replies.getByText('单号 SF1001').waitFor()
  expect(await replies.getByText('按新图纸换').count()).toBe(0)
  await replies.getByRole('button', { name: '4 条回复' }).press('Enter')
  await replies.getByText('按新图纸换').waitFor()
  await picture(page, 'thread')
  // An answer to an answer stands in the same thread and says what it answers.
  await tell(li, '谢谢', said?.id)
  const thanks = thread
    .getByRole('region', { name: '5 条回复' })
    .locator('.entry')
    .filter({ hasText: '谢谢' })
  await expect.poll(() => thanks.locator('.quoted').innerText(), soon).toContain('按新图纸换')
  const box = page.getByRole('group', { name: '说点什么，@ 提及同事' })
  await box.getByRole('button', { name: '决定' }).click()
  await say(page).fill('周三前补发两台')
  await pick(page, box.getByRole('combobox', { name: '负责人' }), '物流员周杰')
  await box.getByRole('button', { name: '发送' }).click()
  await expect.poll(() => waits(page), soon).toMatch(/待办 .*周三前补发两台 .*物流员周杰/)
  const decision = stream(page).locator('[data-decision="true"]').filter({ hasText: '周三前补发两台' })
  await expect
    .poll(async () => plain(await decision.innerText()), soon)
    .toMatch(/决定.*负责人.*物流员周杰.*未完成/)
  // Its owner finds it on their first page, and ends it in the room.
  await page.context().clearCookies()
  await pages.enter(page, 'shipper')
  await page
    .getByRole('link', { name: /周三前补发两台/ })
    .first()
    .waitFor()
  await page.goto(`${pages.server.url}/room/sales.order/${order}`)
  const mine = waiting(page).getByRole('listitem').filter({ hasText: '周三前补发两台' })
  await mine.getByRole('button', { name: '完成' }).click()
  await expect.poll(() => waits(page), soon).not.toContain('周三前补发两台')
})

test('[UX-23] a mention grants nothing and says so; a task is not given to somebody who cannot see the order', async ({
  page,
}) => {
  const { server } = pages
  const { admin } = server.people
  const hidden = await admin.create('sales.order', {
    ...{
      customer: pages.goods.customer,
      salesPerson: admin.me.id,
      department: server.department('management'),
    },
    lines: [{ item: pages.goods.motor, quantity: '1', price: '1', taxRate: '0.13' }],
  })
  await pages.enter(page, 'admin')
  await page.goto(`${server.url}/room/sales.order/${hidden.id}`)
  await page.getByRole('list', { name: '订单主线' }).waitFor()
  await say(page).click()
  await say(page).fill('@采购员赵强 看一下')
  await say(page).press('Enter')
  await page.getByText('采购员赵强 看不到这条记录，未通知').waitFor()
  const box = page.getByRole('group', { name: '说点什么，@ 提及同事' })
  await box.getByRole('button', { name: '交办' }).click()
  await say(page).fill('问供应商')
  await pick(page, box.getByRole('combobox', { name: '负责人' }), '采购员赵强')
  await box.getByRole('button', { name: '发送' }).click()
  await page.getByText('采购员赵强 看不到这条记录，不能交给他').waitFor()
  expect(await say(page).inputValue()).toBe('问供应商')
  expect(await server.people.buyer.find('collab.todo', { record: hidden.id })).toEqual([])
  // Nor is a file of it opened by its address.
  await box.getByRole('button', { name: '留言' }).click()
  await box.locator('input[type=file]').setInputFiles({
    ...{ name: '底价.txt', mimeType: 'text/plain', buffer: Buffer.from('9.9') },
  })
  await page.getByRole('link', { name: '底价.txt' }).waitFor()
  await say(page).press('Enter')
  const file = stream(page).getByRole('link', { name: '底价.txt' })
  const address = String(await file.getAttribute('href'))
  await page.context().clearCookies()
  await pages.enter(page, 'buyer')
  expect(await page.evaluate(async (url) => (await fetch(url)).status, address)).toBe(404)
})

test('[COLL-02] [SVC-07] a call is written down from the room; words, file names and people find what was said and done', async ({
  page,
}) => {
  await room(page, 'li')
  await page.getByRole('group', { name: '随时可办' }).getByRole('button', { name: '记录联系' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: '内容' }).fill('客户同意周三到货')
  await dialog.getByRole('button', { name: '记录联系' }).click()
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => stream(page).innerText(), soon).toContain('客户同意周三到货')
  const find = page.getByRole('textbox', { name: '搜索动态、附件名' })
  await find.fill('检验报告')
  await expect.poll(async () => (await told(page)).length, soon).toBe(2)
  expect(await stream(page).innerText()).toContain('图纸见附件')
  await find.fill('同意周三')
  await expect.poll(() => stream(page).innerText(), soon).toContain('客户同意周三到货')
  await expect.poll(() => stream(page).innerText(), soon).not.toContain('图纸见附件')
  // What was found stands in the address.
  await page.reload()
  await expect.poll(() => stream(page).innerText(), soon).toContain('客户同意周三到货')
  await find.fill('')
  await pick(page, page.getByRole('combobox', { name: '只看谁的' }), '采购员赵强')
  await expect.poll(() => stream(page).innerText(), soon).toContain('按新图纸换')
  await expect.poll(() => stream(page).innerText(), soon).not.toContain('客户同意周三到货')
})

test('[ORD-13] the special requirements stand on the purchase order and the work order that serve the order', async ({
  page,
}) => {
  const { buyer, planner } = pages.server.people
  const [line] = await buyer.find('procurement.orderLine', {}, ['order'])
  await pages.enter(page, 'buyer')
  await page.goto(`${pages.server.url}/o/procurement.order/${String(line?.order)}`)
  const asked = page.getByRole('table', { name: '客户特殊要求' })
  await expect.poll(() => asked.innerText(), soon).toContain('木箱包装，不可堆叠')
  const works = await planner.find('production.workOrder', {}, ['id', 'specialRequirements'])
  const work = works.find(({ specialRequirements }) => specialRequirements !== null)
  await page.context().clearCookies()
  await pages.enter(page, 'planner')
  await page.goto(`${pages.server.url}/o/production.workOrder/${String(work?.id)}`)
  await page.locator('.facts').getByText('木箱包装，不可堆叠').waitFor()
  await page.context().clearCookies()
  await room(page, 'shipper')
  await page.locator('.notice').getByText('木箱包装，不可堆叠').waitFor()
})

test('[UX-03] whoever steps through orders asks for each room in a few requests, and none of them for the name of what was read ahead', async ({
  page,
}) => {
  const { server, goods } = pages
  for (const quantity of ['1', '2', '3'])
    await server.people.li.create('sales.order', {
      ...{ customer: goods.customer, promisedDate: '2026-06-29' },
      lines: [{ item: goods.motor, quantity, price: '100', taxRate: '0.13' }],
    })
  await pages.enter(page, 'li')
  await page.goto(`${server.url}/o/sales.order`)
  await page.getByRole('button', { name: /^SO-/ }).first().click()
  const crumb = page.getByRole('navigation', { name: '所在位置' })
  const stands = async (): Promise<string> => plain(await page.locator('main h1').innerText())
  const step = async (): Promise<void> => {
    const before = await stands()
    await page.keyboard.press('j')
    await expect.poll(stands, soon).not.toBe(before)
    const number = /SO-[\d-]+/.exec(await stands())?.[0]
    await expect.poll(() => crumb.innerText(), soon).toContain(number)
    await page.locator('.stream .entry').first().waitFor()
    await page.locator('main [aria-busy="true"]').first().waitFor({ state: 'detached' })
  }
  await page.getByRole('list', { name: '订单主线' }).waitFor()
  await step()
  const asked: string[] = []
  page.on('request', (request) => {
    const path = new URL(request.url()).pathname
    if (path.startsWith('/api/')) asked.push(`${path} ${request.postData() ?? ''}`)
  })
  await step()
  // History, rights, main line, stream and holders, and who is named in them; one for each question would be thirteen.
  expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(6)
  expect(asked.filter((one) => one.includes('"fields":["id","version","number"]'))).toEqual([])
})

test('a record that is called by another one is called so wherever it is named, never by an id', async ({
  page,
}) => {
  const { server, goods } = pages
  const [stock] = await server.people.li.find('inventory.balance', { item: goods.motor })
  await pages.enter(page, 'li')
  await page.goto(`${server.url}/o/inventory.balance/${stock?.id}`)
  const crumb = page.getByRole('navigation', { name: '所在位置' }).locator('.here')
  await expect.poll(() => crumb.innerText(), soon).toContain('电机')
  expect(plain(await page.locator('main h1').innerText())).toContain('电机')
})

test('on paper the room is one sheet of what counts', async ({ page }) => {
  await room(page, 'li')
  await page.getByRole('row').filter({ hasText: '电机' }).first().waitFor()
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('navigation', { name: '主导航' }).isVisible()).toBe(false)
  expect(await stream(page).isVisible()).toBe(false)
  expect(await page.getByRole('table', { name: '明细' }).isVisible()).toBe(true)
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
  expect([...pdf.matchAll(/\/Type\s*\/Page\b/g)]).toHaveLength(1)
  await page.setViewportSize({ width: 720, height: 1020 })
  await picture(page, 'order-room-paper')
})

test('on a telephone and in the dark nothing of it is out of reach', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 812 })
  await room(page, 'li')
  await page.getByRole('row').filter({ hasText: '电机' }).first().waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await barriers(page)).toEqual([])
  await picture(page, 'order-room-telephone')
})

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
