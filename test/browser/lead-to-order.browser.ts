// From a business card to goods that leave, come back and arrive, by clicking: the part of the main line before and around the order.
import type { Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
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
  soon,
  takeUp,
  told,
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
  await page.getByRole('button', { name: '记录联系' }).first().click()
  const dialog = page.getByRole('dialog')
  await choose(page, dialog.getByRole('combobox', { name: '方式' }), kind)
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
  await picture(li, 'lead')
  await li.getByRole('button', { name: '打开商机' }).click()
  await li.getByRole('heading', { name: opportunity }).waitFor()
  await li.getByText('十二台电机').waitFor()
  await li.getByRole('link', { name: '南江泵业' }).waitFor()
})

test('the opportunity goes through its stages with evidence, and says which is missing', async ({
  page: _needsBrowser,
}) => {
  await advance(li, '方案演示')
  const dialog = li.getByRole('dialog')
  await dialog.getByRole('alert').filter({ hasText: '演示' }).waitFor()
  await picture(li, 'advance')
  await dialog.getByRole('button', { name: '取消' }).click()
  await logContact(li, '演示', '报价')
  await advance(li, '方案演示')
  await dialog.waitFor({ state: 'detached' })
  await li.getByText('方案演示').first().waitFor()
})

/** A verb that stands behind the others. */
async function more(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('menuitem', { name: action }).click()
}

async function advance(page: Page, stage: string): Promise<void> {
  await page.getByRole('button', { name: '推进' }).click()
  const dialog = page.getByRole('dialog')
  await choose(page, dialog.getByRole('combobox', { name: '进入阶段' }), stage)
  await dialog.getByRole('button', { name: '推进' }).click()
}

test('a quote is made of it in one click, two lines are typed, and the discount asks for approval', async ({
  page: _needsBrowser,
}) => {
  await more(li, '生成报价')
  await li.getByRole('button', { name: '打开报价' }).click()
  await li.getByRole('heading', { name: 'QT-2026-00001' }).waitFor()
  await picture(li, 'quote-empty')
  await li.getByRole('button', { name: '编辑' }).click()
  await typeLines(li, [
    ['电机', '12'],
    ['水泵', '1'],
  ])
  await li.getByRole('table', { name: '明细' }).getByRole('textbox', { name: '折扣' }).first().fill('12')
  await picture(li, 'quote-form')
  await li.getByRole('button', { name: '保存' }).click()
  await li.getByText('¥1,556.00').first().waitFor()
  await picture(li, 'quote')
})

/** Types lines of a form: an item and how much of it, Enter for the next. */
async function typeLines(page: Page, lines: readonly (readonly [string, string])[]): Promise<void> {
  const grid = page.getByRole('table', { name: '明细' })
  for (const [index, [item, quantity]] of lines.entries()) {
    if (index === 0) await page.getByRole('button', { name: '添加一行' }).click()
    await pick(page, grid.getByRole('combobox', { name: '物料' }).nth(index), item)
    const box = grid.getByRole('textbox', { name: '数量' }).nth(index)
    await box.fill(quantity)
    if (index + 1 < lines.length) await box.press('Enter')
  }
}
