// An order carried along its main line by the people who hold it, each in a browser of their own, by clicking.
import type { Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import {
  barriers,
  cells,
  go,
  held,
  openPages,
  type Pages,
  pick,
  plain,
  soon,
  takeUp,
  told,
} from '#test/pages'

let pages: Pages

beforeAll(async () => {
  pages = await openPages({ motor: '20', pump: '5' })
})

const order = 'SO-2026-000001'
let li: Page

beforeAll(async () => {
  const browser = await openBrowser()
  if (browser !== null) li = await (await browser.newContext(desk)).newPage()
})

test('a salesperson writes down an order of two lines by clicking, and holds it with a running clock', async ({
  page: _needsBrowser,
}) => {
  await pages.enter(li, 'li')
  expect(await barriers(li), 'today').toEqual([])
  await go(li, '销售', '销售订单')
  expect(await barriers(li), 'list').toEqual([])
  await li.getByRole('button', { name: '新建销售订单' }).first().click()
  await li.getByRole('button', { name: '添加一行' }).click()
  await li.getByRole('combobox', { name: '物料' }).waitFor()
  expect(await barriers(li), 'form').toEqual([])
  const customer = li.getByRole('combobox', { name: '客户' })
  await customer.click()
  await li.getByRole('option', { name: '东方水务' }).waitFor({ state: 'attached' })
  expect(await barriers(li), 'an open list').toEqual([])
  await pick(li, customer, '东方水务')
  const due = li.getByRole('textbox', { name: '承诺交期' }).first()
  await due.fill('2026-06-24')
  // Enter takes the day; it does not send the form.
  await due.press('Enter')
  const lines = li.getByRole('table', { name: '明细' })
  const [items, quantities] = [
    lines.getByRole('combobox', { name: '物料' }),
    lines.getByRole('textbox', { name: '数量' }),
  ]
  await pick(li, items, '电机')
  await quantities.fill('10')
  // Enter in the last line makes the next one.
  await quantities.press('Enter')
  await pick(li, items.nth(1), '水泵')
  await quantities.nth(1).fill('2')
  await li.getByRole('button', { name: '新建', exact: true }).click()
  await li.getByRole('heading', { name: '东方水务 SO-2026-000001' }).waitFor()
  await expect.poll(() => held(li), soon).toEqual(['销售确认待接 销 销售李雷 · 销售部 余 4小时'])
  expect(await cells(li, '电机')).toEqual(['电机', '10', '—', '0', '0', '0', '0', '¥1,000.00', '—'])
  expect(await barriers(li), 'room').toEqual([])
})

test('she confirms: what lies in stock is reserved, and logistics holds the order with a clock of its own', async ({
  page: _needsBrowser,
}) => {
  await li.getByRole('region', { name: '轮到你' }).getByRole('button', { name: '确认订单' }).click()
  await expect.poll(() => held(li), soon).toEqual(['发货待接 物 物流员周杰 · 物流部 余 1天'])
  await expect
    .poll(() => cells(li, '电机'), soon)
    .toEqual(['电机', '10', '已预留 10', '10', '0', '0', '0', '¥1,000.00', '今天'])
  // How the day was computed stands under the line.
  await li.getByRole('listitem').filter({ hasText: '现货 10' }).waitFor()
  expect(await li.getByText('轮到你').count()).toBe(0)
})

test('the salesperson sees what an item sells for and not what it costs; the buyer sees both', async ({
  page: buyer,
}) => {
  await pages.enter(buyer, 'buyer')
  for (const [page, costs] of [
    [li, 0],
    [buyer, 1],
  ] as const) {
    await go(page, '基础资料', '物料')
    await page.getByRole('button', { name: '电机', exact: true }).click()
    await page.getByRole('heading', { name: '电机' }).waitFor()
    await page.getByText('¥100.00').first().waitFor()
    expect([await page.getByText(/^采购价/).count(), await page.getByText('¥60.00').count()]).toEqual([
      costs,
      costs,
    ])
  }
  await go(li, '销售', '销售订单')
  await li.getByRole('button', { name: 'SO-2026-000001' }).click()
  await expect.poll(() => held(li), soon).toEqual([expect.stringContaining('物流员周杰')])
  expect(await li.getByText(/成本|毛利/).count()).toBe(0)
})

test('logistics ships what is reserved, and the page that the salesperson left open follows by itself', async ({
  page,
}) => {
  pages.at('2026-06-15T08:00:00.000Z') // 16:00
  await pages.enter(page, 'shipper')
  const turn = await takeUp(page, order, '发货')
  // 480 minutes from 10:00, over the midday break.
  expect(await held(page)).toEqual(['发货待接 物 物流员周杰 · 物流部 余 3小时30分钟'])
  expect(await page.getByText('¥').count()).toBe(0)
  await turn.getByRole('button', { name: '发货' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '发货' }).click()
  await expect.poll(() => held(page), soon).toEqual(['开票待接 会 会计吴敏 · 财务部 余 2天1小时'])
  const shipped = ['电机', '10', '已发货 10', '0', '10', '0', '0']
  await expect.poll(async () => (await cells(page, '电机')).slice(0, 7), soon).toEqual(shipped)
  await expect.poll(() => held(li), soon).toEqual([expect.stringContaining('会计吴敏')])
  await expect.poll(async () => (await cells(li, '电机')).slice(0, 7), soon).toEqual(shipped)
})

test('finance bills with one click and takes the money: billed, received and owed stand in the room', async ({
  page,
}) => {
  await pages.enter(page, 'accountant')
  const turn = await takeUp(page, order, '开票')
  await turn.getByRole('button', { name: '按发货开票' }).click()
  await expect.poll(() => held(page), soon).toEqual(['回款待接 会 会计吴敏 · 财务部 余 32天'])
  await expect
    .poll(async () => (await cells(page, '水泵')).slice(0, 7), soon)
    .toEqual(['水泵', '2', '已发货 2', '0', '2', '0', '2'])
  await go(page, '财务', '收款')
  await page.getByRole('button', { name: '新建收款' }).first().click()
  await pick(page, page.getByRole('combobox', { name: '客户' }), '东方水务')
  await page.getByRole('textbox', { name: '金额' }).fill('2000')
  await page.getByRole('button', { name: '新建', exact: true }).click()
  await page.getByRole('button', { name: '自动核销' }).click()
  await expect.poll(() => held(li), soon).toEqual([expect.stringContaining('客服郑爽')])
  const totals = async (): Promise<string> => plain(await li.locator('.totals').innerText())
  await expect.poll(totals, soon).toContain('已开票金额 ¥2,000.00 含税 已收款 ¥2,000.00 含税 未收款 ¥0.00')
})

test('service closes the order: nobody holds it, and the stream tells who did what and who handed over', async ({
  page,
}) => {
  await pages.enter(page, 'agent')
  const turn = await takeUp(page, order, '售后')
  await turn.getByRole('button', { name: '完成' }).click()
  await expect.poll(() => held(page), soon).toEqual([])
  await expect.poll(() => held(li), soon).toEqual([])
  await expect.poll(() => told(page, '变更'), soon).toContain('客服郑爽 完成 今天 16:00')
  const changed = await told(li, '变更')
  expect(changed).toContain('销售李雷 确认订单 今天 10:00')
  expect(changed.at(-1)).toBe('销售李雷 新建 今天 10:00')
  expect(changed.filter((line) => line.startsWith('会计吴敏')).length).toBeGreaterThan(0)
  expect(changed.filter((line) => line.startsWith('物流员周杰')).length).toBeGreaterThan(0)
  const handed = [
    '客服郑爽 交棒 售后今天 16:00',
    '会计吴敏 请接棒 售后 → 客服郑爽今天 16:00',
    '会计吴敏 交棒 开票今天 16:00',
    '物流员周杰 请接棒 开票 → 会计吴敏今天 16:00',
    '物流员周杰 交棒 发货今天 16:00',
    '销售李雷 请接棒 发货 → 物流员周杰今天 10:00',
    '销售李雷 交棒 销售确认今天 10:00',
  ]
  await expect.poll(() => told(page, '交接'), soon).toEqual(expect.arrayContaining(handed))
  await picture(page, 'main-line')
})
