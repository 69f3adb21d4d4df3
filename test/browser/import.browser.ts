// A table from somewhere else becomes records: looked at, tried out, imported in the background, corrected and imported again.
import { readFileSync } from 'node:fs'
import iconv from 'iconv-lite'
import type { Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import type { Values } from '#kernel/records'
import { picture, test } from '#test/browser'
import { barriers, openPages, type Pages, soon } from '#test/pages'
import { until } from '#test/server'

let pages: Pages

beforeAll(async () => {
  pages = await openPages({})
})

type View = {
  readonly id: string
  readonly state: string
  readonly fileName: string
  readonly wish: { readonly isDry: boolean }
  readonly counts: Readonly<Record<string, number>>
}

const address = (): string => `${pages.server.url}/import/masterdata.item`
const gbk = (lines: readonly string[]): Buffer => iconv.encode(lines.join('\r\n'), 'gbk')

const choose = async (page: Page, name: string, buffer: Buffer): Promise<void> => {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer })
  await page.getByRole('table', { name: '列与字段' }).waitFor()
}

/** What the counts say once it is over. */
const came = async (page: Page, title: RegExp): Promise<readonly string[]> => {
  await page.getByRole('heading', { name: title }).waitFor()
  return (await page.locator('.import-count').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))
}

const items = (filter: Values) => pages.server.people.admin.find('masterdata.item', filter)

test('[UX-17] a GBK file is understood, tried out with reasons at the cell, imported, corrected from its error file, and changes nothing the second time', async ({
  page,
}) => {
  await pages.enter(page, 'admin')
  await page.goto(`${pages.server.url}/o/masterdata.item`)
  await page.getByRole('button', { name: '导入', exact: true }).click()
  const file = gbk([
    '接力机电 物料表,,,,',
    '物料编码,名称,单位,销售价,cgj',
    'M1,电机,台,"￥1,234.00",60',
    'N1,水表,台,0.5万,12.5',
    'N2,阀门,pc,80,',
    'N3,滤芯,只,abc,1',
  ])
  await choose(page, '物料.csv', file)
  const filled = (column: string) => page.getByRole('combobox', { name: `填入字段 ${column}` })
  const field = (column: string) =>
    page
      .locator('tr')
      .filter({ has: filled(column) })
      .locator('.ant-select')
  await expect.poll(() => field('物料编码').innerText(), soon).toContain('编码')
  expect(await field('单位').innerText()).toContain('单位')
  expect(await field('cgj').innerText()).toContain('采购价')
  expect(await page.getByLabel('表头在第几行').inputValue()).toBe('2')
  expect(await barriers(page)).toEqual([])
  await picture(page, 'import-columns')
  await page.getByRole('button', { name: '试算' }).click()
  expect(await came(page, /试算结果/)).toEqual(['2 将新建', '1 将更新', '0 不变', '1 将拒绝'])
  const bad = page.getByRole('row').filter({ hasText: '滤芯' })
  expect(await bad.locator('[data-bad]').allInnerTexts()).toEqual(['只', 'abc'])
  expect(await bad.innerText()).toContain('单位：')
  expect(await items({ code: 'N1' })).toEqual([])
  expect(await barriers(page)).toEqual([])
  await picture(page, 'import-tried')
  await page.getByRole('button', { name: '导入 3 行' }).click()
  expect(await came(page, /导入完成/)).toEqual(['2 已新建', '1 已更新', '0 不变', '1 已拒绝'])
  const [meter] = await items({ code: 'N1' })
  expect(meter).toMatchObject({ name: '水表', salePrice: '5000.0000', purchasePrice: '12.5000' })
  expect((await items({ code: 'M1' }))[0]).toMatchObject({ salePrice: '1234.0000' })

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: '下载被拒绝的行' }).click()
  const refused = readFileSync(await (await download).path(), 'utf8')
  expect(refused.split('\r\n')).toHaveLength(3)
  const corrected = Buffer.from(refused.replace('只,abc', '台,15'))
  await page.goto(address())
  await choose(page, '改好.csv', corrected)
  await page.getByRole('button', { name: '试算' }).click()
  expect(await came(page, /试算结果/)).toEqual(['1 将新建', '0 将更新', '0 不变', '0 将拒绝'])
  await page.getByRole('button', { name: '导入 1 行' }).click()
  expect(await came(page, /导入完成/)).toEqual(['1 已新建', '0 已更新', '0 不变', '0 已拒绝'])

  await page.goto(address())
  await choose(page, '物料.csv', file)
  await page.getByRole('button', { name: '试算' }).click()
  expect(await came(page, /试算结果/)).toEqual(['0 将新建', '0 将更新', '3 不变', '1 将拒绝'])
  expect(await page.getByRole('button', { name: '没有要写入的行' }).isDisabled()).toBe(true)
})

test('[UX-17] an import goes on without its page and over a restart, and stores each row once', async ({
  page,
}) => {
  const count = 3000
  await pages.enter(page, 'admin')
  await page.goto(address())
  const lines = Array.from({ length: count }, (_, at) => `B${at},螺丝 ${at},台,${at}`)
  await choose(page, '螺丝.csv', Buffer.from(`\uFEFF编码,名称,单位,销售价\n${lines.join('\n')}\n`))
  await page.getByRole('button', { name: '试算' }).click()
  expect(await came(page, /试算结果/)).toEqual([`${count} 将新建`, '0 将更新', '0 不变', '0 将拒绝'])
  await page.getByRole('button', { name: `导入 ${count} 行` }).click()
  await page.getByText('可以关掉这个页面').waitFor()
  await page.goto('about:blank')
  await pages.server.restart(async () => undefined)
  const { admin } = pages.server.people
  const over = await until('the import is over', async () => {
    const mine = (await admin.ask('GET', '/api/imports')).body as readonly View[]
    const latest = mine.find(({ fileName, wish }) => fileName === '螺丝.csv' && !wish.isDry)
    return latest?.state === 'done' && latest
  })
  expect((over.counts.created ?? 0) + (over.counts.unchanged ?? 0)).toBe(count)
  const page1 = await admin.ask('POST', '/api/query', {
    object: 'masterdata.item',
    filter: { field: 'code', is: 'startsWith', value: 'B' },
    ...{ limit: 1, count: true },
  })
  expect((page1.body as { total: { value: number } }).total.value).toBe(count)
  await page.goto(`${address()}?run=${over.id}`)
  expect(await came(page, /导入完成/)).toContain('0 已拒绝')
})

test('[UX-17] who was not granted it can neither see nor begin an import', async ({ page }) => {
  await pages.enter(page, 'li')
  await page.goto(`${pages.server.url}/o/masterdata.item`)
  await page.getByRole('heading', { name: '物料' }).waitFor()
  expect(await page.getByRole('button', { name: '导入', exact: true }).count()).toBe(0)
  const form = { object: 'masterdata.item', file: pages.goods.motor }
  const answer = await pages.server.people.li.raw('POST', '/api/imports/inspection', form)
  expect(answer.status).toBe(403)
})
