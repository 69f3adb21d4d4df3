// From a business card to goods that leave, come back and arrive, by clicking: the part of the main line before and around the order.
import type { Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, test } from '#test/browser'
import {
  barriers,
  cells,
  choose,
  go,
  held,
  openPages,
  type Pages,
  pick,
  plain,
  quantityOf,
  soon,
  takeUp,
  told,
  typeLines,
} from '#test/pages'

let pages: Pages
const opportunity = '南江电机更新'
let li: Page

beforeAll(async () => {
  pages = await openPages({ motor: '20', pump: '5' })
  const browser = await openBrowser()
  if (browser !== null) li = await (await browser.newContext(desk)).newPage()
})

test('a lead is written down by clicking: it is hers, and the clock of the first contact runs', async ({
  page: _needsBrowser,
}) => {
  await pages.enter(li, 'li')
  await go(li, '销售', '线索')
  await li.getByRole('button', { name: '新建线索' }).first().click()
  await li.getByRole('textbox', { name: '姓名' }).fill('何工')
  await li.getByRole('textbox', { name: '公司' }).fill('南江泵业')
  await li.getByRole('textbox', { name: '电话' }).fill('13800001111')
  await choose(li, li.getByRole('combobox', { name: '来源渠道' }), '转介绍')
  await li.getByRole('textbox', { name: '需求' }).fill('十二台电机')
  await li.getByRole('button', { name: '新建', exact: true }).click()
  await li.getByRole('heading', { name: '何工' }).waitFor()
  const turn = li.getByRole('region', { name: '轮到你' })
  expect(plain(await turn.innerText())).toContain('轮到你：首次联系 余 30分钟')
  expect(await barriers(li), 'lead').toEqual([])
})

/** Fills in what every logged contact asks for, and sends it. */
async function logContact(page: Page, kind: string, nextStep: string): Promise<void> {
  await page.getByRole('group', { name: '记录联系' }).getByRole('button', { name: kind }).click()
  const dialog = page.getByRole('dialog')
  await choose(page, dialog.getByRole('combobox', { name: '结果' }), '已联系上')
  await dialog.getByRole('textbox', { name: '下一步' }).fill(nextStep)
  const next = dialog.getByRole('textbox', { name: '下次跟进' })
  await next.fill('2026-06-17 10:00')
  await next.press('Enter')
  await dialog.getByRole('button', { name: '记录联系' }).click()
  await dialog.waitFor({ state: 'detached' })
}

test('the first contact is logged: the clock stops, nobody holds the lead, and it may be converted', async ({
  page: _needsBrowser,
}) => {
  await logContact(li, '电话', '上门演示')
  await expect.poll(() => li.getByText('轮到你').count(), soon).toBe(0)
  await li.getByRole('button', { name: '转为客户' }).click()
  const dialog = li.getByRole('dialog')
  await dialog.getByText('将建立客户、联系人和商机').waitFor()
  await dialog.getByRole('textbox', { name: '商机名称' }).fill('南江电机更新')
  await dialog.getByRole('button', { name: '转为客户' }).click()
  await li.getByText('已转化').first().waitFor()
  await li.getByRole('button', { name: '打开商机' }).click()
  await li.getByRole('heading', { name: opportunity }).waitFor()
  await li.getByText('十二台电机').waitFor()
  await li.getByRole('link', { name: '南江泵业' }).first().waitFor()
})

test('the opportunity goes through its stages with evidence, and says which is missing', async ({
  page: _needsBrowser,
}) => {
  await advance(li, '方案演示')
  const dialog = li.getByRole('dialog')
  await dialog.getByRole('alert').filter({ hasText: '演示' }).waitFor()
  await dialog.getByRole('button', { name: '取消' }).click()
  await logContact(li, '演示', '报价')
  await advance(li, '方案演示')
  await dialog.waitFor({ state: 'detached' })
  await li.getByText('方案演示').first().waitFor()
})

async function advance(page: Page, stage: string): Promise<void> {
  await page.getByRole('button', { name: '推进' }).click()
  const dialog = page.getByRole('dialog')
  await choose(page, dialog.getByRole('combobox', { name: '进入阶段' }), stage)
  await dialog.getByRole('button', { name: '推进' }).click()
}

test('a quote is made of it in one click, two lines are typed, and the discount asks for approval', async ({
  page: _needsBrowser,
}) => {
  await li.getByRole('button', { name: '生成报价' }).click()
  await li.getByRole('button', { name: '打开报价' }).click()
  await li.getByRole('heading', { name: 'QT-2026-00001' }).waitFor()
  await li.getByRole('button', { name: '编辑' }).click()
  await typeLines(li, [
    ['电机', '12'],
    ['水泵', '1'],
  ])
  await li.getByRole('table', { name: '明细' }).getByRole('textbox', { name: '折扣' }).first().fill('12')
  await li.getByRole('button', { name: '保存' }).click()
  await li.getByText('¥1,556.00').first().waitFor()
  await li.getByText('折扣或金额超出权限，须先批准').first().waitFor()
  await li.getByRole('button', { name: '申请审批' }).click()
  const holder = li.getByRole('region', { name: '当前' })
  await expect
    .poll(async () => plain(await holder.innerText()), soon)
    .toBe('当前：审批报价 销 销售经理王芳 · 销售部 余 4小时')
})

const quote = 'QT-2026-00001'

test('her manager approves it from what she holds, and sees the margin that the salesperson does not', async ({
  page,
}) => {
  await pages.enter(page, 'manager')
  const turn = await takeUp(page, quote, '审批报价')
  expect(plain(await turn.innerText())).toContain('余 4小时')
  expect(await page.getByText('毛利').count()).toBeGreaterThan(0)
  expect(await li.getByText('毛利').count()).toBe(0)
  await turn.getByRole('button', { name: '批准' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: '意见' }).fill('老客户介绍')
  await dialog.getByRole('button', { name: '批准' }).click()
  await expect.poll(() => page.getByText('轮到你').count(), soon).toBe(0)
  await expect.poll(() => told(page), soon).toContain('销售经理王芳 批准 今天 10:00')
})

test('the quote goes out and its opportunity to the last stage; neither asks for anything twice', async ({
  page: _needsBrowser,
}) => {
  // Approved in another browser: the page she left open follows by itself, and names what she may not do herself.
  await expect.poll(() => told(li), soon).toContain('销售经理王芳 批准 今天 10:00')
  await li.getByRole('button', { name: '发出报价' }).click()
  await li.getByText('已发出').first().waitFor()
  await li.getByRole('link', { name: opportunity }).click()
  await li.getByRole('heading', { name: opportunity }).waitFor()
  await advance(li, '合同签署')
  const dialog = li.getByRole('dialog')
  await dialog.getByRole('alert').filter({ hasText: '预计成交' }).waitFor()
  await dialog.getByRole('button', { name: '取消' }).click()
  await li.getByTitle('修改预计成交').click()
  const day = li.getByRole('textbox', { name: '预计成交' })
  await day.fill('2026-06-30')
  await day.press('Enter')
  await li.getByText('06-30').first().waitFor()
  await advance(li, '合同签署')
  await li.getByText('合同签署').first().waitFor()
})

const order = 'SO-2026-000001'

test('the won quote is the order: customer, lines, prices and discount stand in its room, nothing typed again', async ({
  page: _needsBrowser,
}) => {
  await go(li, '销售', '报价')
  await li.getByRole('button', { name: quote }).click()
  await li.getByRole('button', { name: '成交转订单' }).click()
  const dialog = li.getByRole('dialog')
  await dialog.getByText('将生成销售订单').waitFor()
  await dialog.getByRole('textbox', { name: '客户采购单号' }).fill('NJ-1')
  const due = dialog.getByRole('textbox', { name: '承诺交期' })
  await due.fill('2026-06-24')
  await due.press('Enter')
  await dialog.getByRole('button', { name: '成交转订单' }).click()
  await li.getByRole('button', { name: '打开销售订单' }).click()
  await li.getByRole('heading', { name: `南江泵业 ${order}` }).waitFor()
  await expect.poll(() => held(li), soon).toEqual(['销售确认待接 销 销售李雷 · 销售部 余 4小时'])
  expect(await cells(li, '电机')).toEqual(['电机', '12', '—', '0', '0', '0', '0', '¥1,056.00', '—'])
  expect(await cells(li, '水泵')).toEqual(['水泵', '1', '—', '0', '0', '0', '0', '¥500.00', '—'])
  await expect.poll(() => told(li, '变更'), soon).toEqual(['销售李雷 成交转订单 今天 10:00'])
  await li.getByRole('region', { name: '轮到你' }).getByRole('button', { name: '确认订单' }).click()
  await expect.poll(() => held(li), soon).toEqual(['发货待接 物 物流员周杰 · 物流部 余 1天'])
})

/** What an order line shows of its quantities: ordered, how far, reserved, shipped, short, invoiced. */
const quantities = async (page: Page, item: string) => (await cells(page, item)).slice(1, 7)

test('logistics ships a part by picking: too much is refused at its line, nothing typed is lost, the rest stays with them', async ({
  page,
}) => {
  await pages.enter(page, 'shipper')
  const turn = await takeUp(page, order, '发货')
  // Goods and days are theirs to see; money, leads and quotes are not.
  expect(await page.getByText('¥').count()).toBe(0)
  await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '销售' }).click()
  const offered = page.getByRole('navigation', { name: '主导航' }).getByRole('link')
  await offered.filter({ hasText: '销售订单看板' }).waitFor()
  expect((await offered.allInnerTexts()).filter((text) => /线索|商机|报价/.test(text))).toEqual([])
  await page.keyboard.press('Escape')
  await turn.getByRole('button', { name: '发货' }).click()
  const dialog = page.getByRole('dialog')
  expect(await quantityOf(page, '电机').inputValue()).toBe('12')
  await quantityOf(page, '电机').fill('50')
  await quantityOf(page, '电机').press('Enter')
  await quantityOf(page, '水泵').fill('0')
  await dialog.getByRole('button', { name: '发货' }).click()
  await dialog.getByRole('alert').waitFor()
  const refusal = dialog.getByRole('row').filter({ hasText: '电机 需要 50，可用只有 12；暂无已知到货' })
  await refusal.waitFor()
  expect(await barriers(page), 'picking lines').toEqual([])
  expect(await quantityOf(page, '水泵').inputValue()).toBe('0')
  await quantityOf(page, '电机').fill('5')
  // Enter in the last line sends it.
  await quantityOf(page, '水泵').press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await expect
    .poll(() => quantities(page, '电机'), soon)
    .toEqual(['12', '已发货 5 · 已预留 7', '7', '5', '0', '0'])
  expect(await quantities(page, '水泵')).toEqual(['1', '已预留 1', '1', '0', '0', '0'])
  await expect.poll(() => held(page), soon).toEqual(['发货待接 物 物流员周杰 · 物流部 余 1天'])
  await turn.getByRole('button', { name: '发货' }).click()
  await dialog.getByRole('button', { name: '发货' }).click()
  await expect.poll(() => held(page), soon).toEqual(['开票待接 会 会计吴敏 · 财务部 余 2天1小时'])
  await expect.poll(() => quantities(page, '电机'), soon).toEqual(['12', '已发货 12', '0', '12', '0', '0'])
})

test('two motors come back by picking their line, and everybody who may see the order reads by whom and why', async ({
  page,
}) => {
  await pages.enter(page, 'keeper')
  await go(page, '销售', '销售订单')
  await page.getByRole('button', { name: order }).click()
  await page.getByRole('button', { name: '退货' }).click()
  const dialog = page.getByRole('dialog')
  expect(await quantityOf(page, '电机').inputValue()).toBe('')
  await pick(page, dialog.getByRole('combobox', { name: '退入仓库' }), '主仓')
  await dialog.getByRole('textbox', { name: '原因' }).fill('噪音大')
  await dialog.getByRole('button', { name: '退货' }).click()
  await dialog.getByRole('alert').filter({ hasText: '请至少填写一行的数量' }).waitFor()
  await quantityOf(page, '电机').fill('2')
  await dialog.getByRole('button', { name: '退货' }).click()
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => quantities(page, '电机'), soon).toEqual(['12', '已发货 10', '0', '10', '0', '0'])
  await expect.poll(() => told(li, '变更'), soon).toContain('保管员孙丽 退货 今天 10:00')
})

test('the buyer writes down a purchase order of two lines and places it', async ({ page }) => {
  await pages.enter(page, 'buyer')
  await go(page, '采购', '采购单')
  await page.getByRole('button', { name: '新建采购单' }).first().click()
  await pick(page, page.getByRole('combobox', { name: '供应商' }), '宏达电机厂')
  await typeLines(page, [
    ['电机', '30'],
    ['密封圈', '8'],
  ])
  await page.getByRole('button', { name: '新建', exact: true }).click()
  await page.getByRole('heading', { name: 'PO-2026-00001' }).waitFor()
  await page.getByRole('button', { name: '下单', exact: true }).click()
  const placing = page.getByRole('dialog')
  const promised = placing.getByRole('textbox', { name: '供应商承诺日期' })
  await promised.fill('2026-06-22')
  await promised.press('Enter')
  await placing.getByRole('button', { name: '下单' }).click()
  await placing.waitFor({ state: 'detached' })
  await page.getByText('已下单').first().waitFor()
  await page.getByText('¥1,840.00').first().waitFor()
})

/** What of a purchase line was ordered, came and is still to come. */
const arrivals = async (page: Page, item: string) => {
  const row = page.getByRole('row').filter({ hasText: item })
  return (await row.getByRole('cell').allInnerTexts()).map(plain).slice(1, 4)
}

test('the keeper receives a part by picking: the rest is still to come, stock has what came', async ({
  page,
}) => {
  await pages.enter(page, 'keeper')
  await go(page, '采购', '采购单')
  await page.getByRole('button', { name: 'PO-2026-00001' }).click()
  await page.getByRole('button', { name: '到货入库' }).waitFor()
  expect(await page.getByText('¥').count()).toBe(0)
  await page.getByRole('button', { name: '到货入库' }).click()
  const dialog = page.getByRole('dialog')
  await quantityOf(page, '电机').fill('20')
  await dialog.getByRole('button', { name: '清空' }).click()
  expect(await quantityOf(page, '密封圈').inputValue()).toBe('')
  await quantityOf(page, '电机').fill('20')
  await dialog.getByRole('button', { name: '到货入库' }).click()
  await dialog.getByRole('alert').filter({ hasText: '请选择 电机 的入库仓' }).waitFor()
  await pick(page, dialog.getByRole('combobox', { name: '入库仓' }), '主仓')
  await dialog.getByRole('button', { name: '到货入库' }).click()
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => arrivals(page, '电机'), soon).toEqual(['30', '20', '10'])
  expect(await arrivals(page, '密封圈')).toEqual(['8', '0', '8'])
  await expect.poll(() => told(page), soon).toContain('保管员孙丽 到货入库 今天 10:00')
  // 20 to begin with, 12 shipped, 2 came back, 20 arrived.
  await go(page, '库存', '库存')
  await page.getByRole('row').filter({ hasText: '电机' }).getByText('30', { exact: true }).first().waitFor()
})
