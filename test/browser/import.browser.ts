// A table from somewhere else becomes records: looked at, tried out, imported in the background, corrected and imported again.
import { readFileSync } from 'node:fs'
import { utils, write } from '@e965/xlsx'
import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import type { Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import type { Values } from '#kernel/records'
import { openBrowser, picture, test } from '#test/browser'
import { barriers, openPages, type Pages, choose as pick, soon } from '#test/pages'
import { newId, until } from '#test/server'

let pages: Pages

beforeAll(async () => {
  pages = await openPages({})
})

type View = {
  readonly id: string
  readonly state: string
  readonly fileName: string
  readonly by: string | null
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
  expect(refused.split('\r\n')[1]).toMatch(/^6,单位 销售价,/)
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

test('[PLAT-15] rows that differ from live records stand side by side with who changed them; what is chosen outlives a reload, and what changed meanwhile is left to be decided', async ({
  page,
}) => {
  const { admin } = pages.server.people
  const [unit] = await admin.find('masterdata.unit', { name: '台' })
  const made = ['Z1', 'Z2', 'Z3'].map((code) => ({ id: newId(), code }))
  await admin.write(
    made.map(({ id, code }) => ({
      ...{ kind: 'create' as const, object: 'masterdata.item', id },
      values: { code, name: `旧名 ${code}`, unit: String(unit?.id), salePrice: '10' },
    })),
  )
  await pages.enter(page, 'admin')
  await page.goto(address())
  const lines = made.map(({ code }, at) => `${code},新名 ${code},台,${20 + at}`)
  await choose(
    page,
    '台账.csv',
    Buffer.from(`\uFEFF编码,名称,单位,销售价\n${lines.join('\n')}\nZ9,新的,台,1\n`),
  )
  await page.getByRole('button', { name: '试算' }).click()
  expect(await came(page, /试算结果/)).toEqual(['1 将新建', '3 将更新', '0 不变', '0 将拒绝'])
  const row = (code: string) =>
    page.getByRole('rowgroup').filter({ has: page.getByRole('rowheader', { name: `旧名 ${code}` }) })
  await row('Z1').waitFor()
  await expect.poll(() => row('Z1').innerText(), soon).toMatch(/销售价[\s\S]*10[\s\S]*20/)
  await expect.poll(() => row('Z1').innerText(), soon).toContain('最后修改')
  expect(await barriers(page)).toEqual([])
  await picture(page, 'import-conflicts')
  const told = page.locator('.import-conflicts h3 small')
  await row('Z3').getByRole('button', { name: '整行保留现有' }).click()
  await expect.poll(() => told.innerText(), soon).toBe('采用文件 2 行，保留现有 1 行')
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/conflicts'))
  await row('Z1').getByRole('button', { name: '名称：保留现有' }).click()
  await kept
  await page.reload()
  await row('Z1').waitFor()
  const chosen = (code: string, name: string) =>
    row(code).getByRole('button', { name, exact: true }).getAttribute('aria-pressed')
  expect(await chosen('Z1', '名称：保留现有')).toBe('true')
  expect(await chosen('Z1', '销售价：采用文件')).toBe('true')
  expect(await chosen('Z3', '销售价：保留现有')).toBe('true')
  // Meanwhile a colleague changes a record that was to take the file's values.
  const values = { salePrice: '33' }
  await admin.write([{ kind: 'update', object: 'masterdata.item', id: made[1]?.id ?? '', values }])
  await page.getByRole('button', { name: '导入 3 行' }).click()
  expect(await came(page, /导入完成/)).toEqual(['1 已新建', '1 已更新', '2 不变', '0 已拒绝'])
  await page.getByText('1 行没有写入，等您决定').waitFor()
  const names = async () =>
    (await Promise.all(made.map(({ code }) => items({ code })))).map(([item]) => [
      item?.name,
      item?.salePrice,
    ])
  expect(await names()).toEqual([
    ['旧名 Z1', '20.0000'],
    ['旧名 Z2', '33.0000'],
    ['旧名 Z3', '10.0000'],
  ])
  await row('Z2').getByRole('button', { name: '名称：采用文件' }).click()
  await page.getByRole('button', { name: '导入 1 行' }).click()
  await page.getByText('等您决定').waitFor({ state: 'detached' })
  expect(await came(page, /导入完成/)).toEqual(['0 已新建', '1 已更新', '3 不变', '0 已拒绝'])
  expect((await names())[1]).toEqual(['新名 Z2', '33.0000'])

  // The whole import is taken back, told beforehand; what a colleague uses meanwhile stays.
  await page.getByRole('button', { name: '撤销这次导入…' }).click()
  await page.getByText('现在什么都还没有动').waitFor()
  await picture(page, 'import-undo')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: '撤销 1 条' }).click()
  await page.getByRole('heading', { name: '已撤销' }).waitFor()
  expect((await names())[1]).toEqual(['旧名 Z2', '33.0000'])
})

/** Holds imports back at the first row that is counted in this unit, until the returned function is called. */
async function heldBackAt(unit: string): Promise<() => Promise<void>> {
  const { db, engine } = pages.server
  const text = `select id from "${engine.workspace.namespace}".masterdata_unit where name = $1 for update`
  let letGo = (): void => undefined
  const free = new Promise<void>((resolve) => {
    letGo = resolve
  })
  let holding: Promise<unknown> = Promise.resolve()
  await new Promise<void>((resolve, reject) => {
    holding = db
      .transaction(async (tx) => {
        const { count } = await tx.query({ text, values: [unit] })
        if (count !== 1) throw new Error(`No unit ${unit}`)
        resolve()
        await free
      })
      .catch(reject)
  })
  return async () => {
    letGo()
    await holding
  }
}

const batch = 500

/** Tries out and begins to import so many screws, those behind the second batch counted in the unit that holds imports back. */
async function begin(page: Page, prefix: string, count: number, unit: string): Promise<void> {
  await page.goto(address())
  const lines = Array.from(
    { length: count },
    (_, at) => `${prefix}${at},螺丝 ${at},${at < 2 * batch ? '台' : unit},${at}`,
  )
  await choose(page, `${prefix}.csv`, Buffer.from(`\uFEFF编码,名称,单位,销售价\n${lines.join('\n')}\n`))
  await page.getByRole('button', { name: '试算' }).click()
  expect(await came(page, /试算结果/)).toEqual([`${count} 将新建`, '0 将更新', '0 不变', '0 将拒绝'])
}

const latest = async (name: string): Promise<View | undefined> => {
  const mine = (await pages.server.people.admin.ask('GET', '/api/imports')).body as readonly View[]
  return mine.find(({ fileName, wish }) => fileName === name && !wish.isDry)
}

const itemsFrom = async (prefix: string): Promise<number> => {
  const answer = await pages.server.people.admin.ask('POST', '/api/query', {
    object: 'masterdata.item',
    filter: { field: 'code', is: 'startsWith', value: prefix },
    ...{ limit: 1, count: true },
  })
  return (answer.body as { total: { value: number } }).total.value
}

const addUnit = (code: string, name: string) =>
  pages.server.people.admin.write([
    { kind: 'create', object: 'masterdata.unit', id: newId(), values: { code, name } },
  ])

test('[UX-17] an import goes on without its page and over a restart in its middle, and stores and counts each row once', async ({
  page,
}) => {
  const count = 6 * batch
  await addUnit('zhi', '只')
  await pages.enter(page, 'admin')
  await begin(page, 'B', count, '只')
  const letGo = await heldBackAt('只')
  await page.getByRole('button', { name: `导入 ${count} 行` }).click()
  await page.getByText('可以关掉这个页面').waitFor()
  await page.goto('about:blank')
  const { id } = await until('two batches are stored', async () => {
    const found = await latest('B.csv')
    return found?.counts.created === 2 * batch && found
  })
  const restarted = pages.server.restart(async () => {
    const { db, engine } = pages.server
    const text = `select state, done from "${engine.workspace.namespace}".job_progress where id = $1`
    const { rows } = await db.query<{ state: string; done: number }>({ text, values: [id] })
    expect(rows[0]?.state).toBe('running')
    expect(Number(rows[0]?.done)).toBeGreaterThanOrEqual(2 * batch)
    expect(Number(rows[0]?.done)).toBeLessThan(count)
  })
  await until('the server is gone', () =>
    fetch(pages.server.url).then(
      () => false,
      () => true,
    ),
  )
  await letGo()
  await restarted
  const over = await until('the import is over', async () => {
    const found = await latest('B.csv')
    return found?.state === 'done' && found
  })
  expect(over.counts).toEqual({ created: count, changed: 0, unchanged: 0, refused: 0 })
  expect(await itemsFrom('B')).toBe(count)
  await page.goto(`${address()}?run=${over.id}`)
  expect(await came(page, /导入完成/)).toContain('0 已拒绝')
})

test('[UX-17] a stopped import keeps and says what it stored, and stores nothing more', async ({ page }) => {
  const count = 5 * batch
  await addUnit('he', '盒')
  await pages.enter(page, 'admin')
  await begin(page, 'Q', count, '盒')
  const letGo = await heldBackAt('盒')
  await page.getByRole('button', { name: `导入 ${count} 行` }).click()
  await until('two batches are stored', async () => (await latest('Q.csv'))?.counts.created === 2 * batch)
  await page.getByRole('button', { name: '停下' }).click()
  await page.getByRole('button', { name: '正在停下…' }).waitFor()
  await until('the stop is heard', async () => (await latest('Q.csv'))?.state === 'cancelling')
  await letGo()
  const [created] = await came(page, /已取消：已写入的保留/)
  const stored = await itemsFrom('Q')
  expect(stored).toBe(3 * batch)
  expect(created).toBe(`${stored} 已新建`)
  expect((await latest('Q.csv'))?.state).toBe('cancelled')
})

/** What a file manager or a spreadsheet hands over. */
const handOver = (page: Page, event: 'drop' | 'paste', file: { name: string; bytes: Buffer } | string) =>
  page.evaluate(
    ([kind, name, content]) => {
      const transfer = new DataTransfer()
      if (name === '') transfer.setData('text/plain', content)
      else {
        const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))
        transfer.items.add(new File([bytes], name))
      }
      const how = { bubbles: true, cancelable: true }
      document.body.dispatchEvent(
        kind === 'drop'
          ? new DragEvent('drop', { ...how, dataTransfer: transfer })
          : new ClipboardEvent('paste', { ...how, clipboardData: transfer }),
      )
    },
    typeof file === 'string'
      ? ([event, '', file] as const)
      : ([event, file.name, file.bytes.toString('base64')] as const),
  )

test('[UX-17] a workbook that is dropped on the page becomes orders with lines, its dates, formulas and blank rows understood', async ({
  page,
}) => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('说明').addRow(['下面各表由旧系统导出'])
  const sheet = book.addWorksheet('订单')
  sheet.addRow(['订单号', '客户', '交期', '物料', '数量', '单价', '备注'])
  const day = new Date('2026-07-01T00:00:00Z')
  sheet.addRow(['旧-7', '东方水务', day, '电机', 2, 0.1 + 0.2, '周一送'])
  sheet.addRow([])
  sheet.addRow(['旧-7', '东方水务', day, '水泵', 3, { formula: 'E2*100.5', result: 201 }])
  sheet.addRow(['旧-8', '东方水务', day, '电机', 1, 100])
  sheet.addRow(['旧-8', '东方水务', day, '水泵', -1, 500])
  await pages.enter(page, 'admin')
  await page.goto(`${pages.server.url}/import/sales.order`)
  await page.getByText('也可以按 Ctrl V').waitFor()
  await handOver(page, 'drop', { name: '旧订单.xlsx', bytes: Buffer.from(await book.xlsx.writeBuffer()) })
  const chosen = page.locator('.choice').filter({ hasText: '工作表' })
  await expect.poll(() => chosen.innerText(), soon).toContain('订单')
  const filled = (column: string) =>
    page
      .locator('tr')
      .filter({ has: page.getByRole('combobox', { name: `填入字段 ${column}`, exact: true }) })
      .locator('.ant-select')
  await expect.poll(() => filled('数量').innerText(), soon).toContain('明细 · 数量')
  expect(await filled('客户').innerText()).toContain('客户')
  const joins = page.locator('.choice').filter({ hasText: '靠哪一列连在一起' })
  expect(await joins.innerText()).toContain('订单号')
  expect(await barriers(page)).toEqual([])
  await picture(page, 'import-lines')
  await page.getByRole('button', { name: '试算' }).click()
  expect(await came(page, /试算结果/)).toEqual(['2 将新建', '0 将更新', '0 不变', '2 将拒绝'])
  const bad = page.getByRole('row').filter({ hasText: '明细 · 数量：' })
  expect(await bad.locator('[data-bad]').allInnerTexts()).toEqual(['-1'])
  await picture(page, 'import-lines-tried')
  await page.getByRole('button', { name: '导入 2 行' }).click()
  expect(await came(page, /导入完成/)).toEqual(['2 已新建', '0 已更新', '0 不变', '2 已拒绝'])
  const { admin } = pages.server.people
  const [order, ...others] = await admin.find('sales.order', { promisedDate: '2026-07-01' })
  expect(others).toEqual([])
  expect(order).toMatchObject({ customer: pages.goods.customer, notes: '周一送', amount: '603.60' })
  const lines = await admin.find('sales.orderLine', { order: String(order?.id) })
  expect(lines.map(({ item, quantity, price }) => [item, quantity, price]).sort()).toEqual(
    [
      [pages.goods.motor, '2.000', '0.3000'],
      [pages.goods.pump, '3.000', '201.0000'],
    ].sort(),
  )
})

test('[UX-17] another worksheet is chosen by hand: its columns are shown and guessed anew, its rows alone come; an empty one is refused and changes nothing', async ({
  page,
}) => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('电机').addRows([
    ['编码', '名称', '单位', '销售价'],
    ['T1', '甲电机', '台', 10],
    ['T2', '乙电机', '台', 20],
  ])
  book
    .addWorksheet('备件')
    .addRows([['2026 年备件'], ['物料编码', '名称', '计量单位'], ['S9', '密封圈', '台']])
  book.addWorksheet('空表')
  await pages.enter(page, 'admin')
  await page.goto(address())
  await choose(page, '两张表.xlsx', Buffer.from(await book.xlsx.writeBuffer()))
  const sheet = page.locator('.choice').filter({ hasText: '工作表' })
  const columns = async () =>
    page.getByRole('table', { name: '列与字段' }).locator('tbody th').allInnerTexts()
  await expect.poll(columns, soon).toEqual(['编码', '名称', '单位', '销售价'])
  expect(await sheet.innerText()).toContain('电机')
  const take = async (name: string): Promise<void> => {
    await pick(page, page.getByRole('combobox', { name: '工作表' }), name)
  }

  await take('备件')
  await expect.poll(columns, soon).toEqual(['物料编码', '名称', '计量单位'])
  expect(await sheet.innerText()).toContain('备件')
  expect(await page.getByLabel('表头在第几行').inputValue()).toBe('2')
  await take('空表')
  await page.getByRole('alert').waitFor()
  expect(await sheet.innerText()).toContain('备件')
  expect(await columns()).toEqual(['物料编码', '名称', '计量单位'])
  expect(await barriers(page)).toEqual([])
  await take('电机')
  await expect.poll(columns, soon).toHaveLength(4)
  expect(await page.getByRole('alert').count()).toBe(0)
  await take('备件')
  await expect.poll(columns, soon).toHaveLength(3)

  await page.getByRole('button', { name: '试算' }).click()
  expect(await came(page, /试算结果/)).toEqual(['1 将新建', '0 将更新', '0 不变', '0 将拒绝'])
  await page.getByRole('button', { name: '导入 1 行' }).click()
  expect(await came(page, /导入完成/)).toEqual(['1 已新建', '0 已更新', '0 不变', '0 已拒绝'])
  expect((await items({ code: 'S9' }))[0]).toMatchObject({ name: '密封圈' })
  expect(await items({ code: 'T1' })).toEqual([])
})

test('[UX-17] a broken .xls is refused in words that say what to do, a real one is tried out, and a table copied from a spreadsheet is taken by pasting', async ({
  page,
}) => {
  await pages.enter(page, 'admin')
  await page.goto(address())
  const give = (name: string, buffer: Buffer) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: '', buffer })
  await give('坏.xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]))
  await page.getByRole('alert').filter({ hasText: '坏.xls' }).waitFor()
  expect(await barriers(page)).toEqual([])
  await handOver(page, 'paste', '编码\t名称\t单位\nV1\t粘来的\t台\n')
  await page.getByRole('heading', { name: '粘贴的表格.tsv' }).waitFor()
  await page.getByRole('button', { name: '试算' }).click()
  expect(await came(page, /试算结果/)).toEqual(['1 将新建', '0 将更新', '0 不变', '0 将拒绝'])
  await page.goto(address())
  const book = utils.book_new()
  const rows = [
    ['编码', '名称', '单位'],
    ['V0', '九七年的水泵', '台'],
  ]
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), '物料')
  await give('旧.xls', write(book, { type: 'buffer', bookType: 'biff8' }))
  await page.getByRole('button', { name: '试算' }).click()
  expect(await came(page, /试算结果/)).toEqual(['1 将新建', '0 将更新', '0 不变', '0 将拒绝'])
})

test('[UX-17] [R45] last year’s records keep who made them and when: columns are understood, refusals stand at the cell, the page and its history tell both', async ({
  page,
}) => {
  await pages.enter(page, 'admin')
  await page.goto(address())
  const file = gbk([
    '编码,名称,单位,创建人,创建时间',
    'Y1,旧泵,台,销售李雷,2025-03-01 09:30',
    'Y2,旧阀,台,没这人,2025-03-01',
    'Y3,旧管,台,销售李雷,2027-01-01',
  ])
  await choose(page, '去年.csv', file)
  const filled = (column: string) =>
    page
      .locator('tr')
      .filter({ has: page.getByRole('combobox', { name: `填入字段 ${column}` }) })
      .locator('.ant-select')
  await expect.poll(() => filled('创建人').innerText(), soon).toContain('创建人')
  expect(await filled('创建时间').innerText()).toContain('创建时间')
  await page.getByText('只填入新建的记录').waitFor()
  expect(await barriers(page)).toEqual([])
  await picture(page, 'import-made')
  await page.getByRole('button', { name: '试算' }).click()
  expect(await came(page, /试算结果/)).toEqual(['1 将新建', '0 将更新', '0 不变', '2 将拒绝'])
  const bad = (code: string) => page.getByRole('row').filter({ hasText: code })
  expect(await bad('Y2').locator('[data-bad]').allInnerTexts()).toEqual(['没这人'])
  expect(await bad('Y3').locator('[data-bad]').allInnerTexts()).toEqual(['2027-01-01'])
  expect(await bad('Y3').innerText()).toContain('创建时间必须是 1970 年至今的某个时刻')
  await picture(page, 'import-made-tried')
  await page.getByRole('button', { name: '导入 1 行' }).click()
  expect(await came(page, /导入完成/)).toEqual(['1 已新建', '0 已更新', '0 不变', '2 已拒绝'])
  const [item] = await items({ code: 'Y1' })
  await page.goto(`${pages.server.url}/o/masterdata.item/${item?.id}`)
  const event = page.locator('.entry').filter({ hasText: '去年.csv' })
  await expect
    .poll(async () => (await event.innerText()).replace(/\s+/g, ' '), soon)
    .toMatch(/管理员 导入 .*原由 销售李雷 创建于 .*3.*1/)
  expect(await barriers(page)).toEqual([])
  await picture(page, 'import-made-history')
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

test('[UX-17] whoever may take back what others imported finds it with who that was, and does', async ({
  page,
  skip,
}) => {
  const browser = await openBrowser()
  if (browser === null) return skip()
  const { admin, li } = pages.server.people
  await admin.publish({
    policies: [
      {
        ...{ name: 'x.li.items', object: 'masterdata.item', operations: ['import', 'create', 'update'] },
        ...{ who: { people: [li.me.id] }, fields: { read: '*', write: '*' } },
      },
    ],
  })
  const hers = await pages.enter(await (await browser.newContext()).newPage(), 'li')
  await hers.goto(address())
  await choose(hers, '李雷.csv', Buffer.from('\uFEFF编码,名称,单位\nL1,李雷带来的,台\n'))
  await hers.getByRole('button', { name: '试算' }).click()
  await came(hers, /试算结果/)
  await hers.getByRole('button', { name: '导入 1 行' }).click()
  expect(await came(hers, /导入完成/)).toEqual(['1 已新建', '0 已更新', '0 不变', '0 已拒绝'])
  await hers.context().close()

  await pages.enter(page, 'admin')
  await page.goto(address())
  const listed = page.getByRole('listitem').filter({ hasText: '李雷.csv' })
  await listed.getByText('销售李雷 · ').waitFor()
  expect(await listed.count(), 'trials are nobody else’s').toBe(1)
  await listed.getByRole('button', { name: '李雷.csv' }).click()
  await page.getByRole('heading', { name: '李雷.csv · 由销售李雷导入 · 导入完成' }).waitFor()
  await picture(page, 'import-of-another')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: '撤销这次导入…' }).click()
  await page.getByRole('button', { name: '撤销 1 条' }).click()
  await page.getByRole('heading', { name: '已撤销' }).waitFor()
  expect(await items({ code: 'L1' })).toEqual([])
  const { body } = await li.raw('GET', '/api/imports')
  expect((body as readonly View[]).map(({ fileName }) => fileName)).toContain('李雷.csv')
  expect((body as readonly View[]).every(({ by }) => by === null)).toBe(true)
})
