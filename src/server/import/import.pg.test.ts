// Both sample companies through the real engine: rows, sums, access, log, repetition, bad rows and a breakdown half-way.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testCompany } from '#test/company'
import { checkProfile } from './check-profile.ts'
import type { Profile } from './profile.ts'
import { shippedProfiles } from './profiles/index.ts'
import { type ImportRequest, type Report, runImport } from './run-import.ts'
import { agrees, type Tally } from './tally.ts'
import { engineTarget, type Target } from './target.ts'

const { engine, db, person } = await testCompany()
const importer = await person('导入员', 'management', 'admin')
const home = mkdtempSync(join(tmpdir(), 'baton-import-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const fixtures = new URL('../../../test/fixtures/', import.meta.url).pathname
const installer = engine.systemActor('installer')
const target = engineTarget(engine, installer, { source: 'import', onBehalfOf: importer.id })

function profileOf(name: string): Profile {
  const checked = checkProfile(shippedProfiles[name])
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
  return checked.value
}

const run = (name: string, more: Partial<ImportRequest> = {}): Promise<Report> =>
  runImport({
    profile: profileOf(name),
    place: join(fixtures, name),
    target,
    person: importer.id,
    home,
    workspace: 'test',
    describe: ({ code }) => code,
    ...more,
  })

const tallyOf = (report: Report, step: string): Tally | undefined =>
  report.steps.find(({ name }) => name === step)?.tally

async function count(table: string): Promise<number> {
  const text = `select count(*)::integer as n from "${engine.workspace.namespace}".${table}`
  const { rows } = await db.query<{ n: number }>({ text, values: [] })
  return rows[0]?.n ?? -1
}

const events = (): Promise<number> => count('log')

test('AdventureWorks is imported row for row and sum for sum', { timeout: 120_000 }, async () => {
  const report = await run('adventureworks')
  expect(report.refused).toBe(0)
  expect(report.steps.filter(({ tally }) => !agrees(tally))).toEqual([])
  expect(tallyOf(report, 'sales orders')).toMatchObject({
    objects: { 'sales.order': { created: 40 }, 'sales.orderLine': { created: 258 } },
    files: { 'SalesOrderHeader_keys.csv': { rows: 45, imported: 40, skipped: 5 } },
  })
  expect(tallyOf(report, 'purchase orders')?.objects).toMatchObject({
    'procurement.order': { created: 11 },
  })
  // Added up from the fixture's files by hand.
  expect(tallyOf(report, 'sales orders')?.sums).toMatchObject({
    amount: { stored: '244194.2' },
    quantity: { stored: '685' },
  })
  expect(tallyOf(report, 'opening stock')?.sums.stock?.stored).toBe('27009')
  expect(tallyOf(report, 'purchase orders')?.sums.received?.stored).toBe('3042')
  expect([await count('sales_order'), await count('sales_order_line')]).toEqual([40, 258])
})

test('an imported order is as the source says, with its history', async () => {
  const query = {
    object: 'sales.order',
    fields: ['id', 'number', 'status', 'currency', 'orderDate', 'promisedDate', 'amount', 'customer.name'],
    filter: { field: 'number', is: 'eq', value: 'SO53450' },
  } as const
  const page = await engine.read(importer, query)
  const [order] = page.ok ? page.value.rows : []
  expect(order).toMatchObject({
    status: 'closed',
    currency: 'USD',
    orderDate: '2013-07-31',
    promisedDate: '2013-08-12',
    amount: '23.36',
  })
  const history = await engine.history(importer, 'sales.order', String(order?.id), {})
  expect(
    history.ok
      ? history.value.rows.map(({ source, onBehalfOf, kind }) => [source, onBehalfOf, kind])
      : history,
  ).toEqual([['import', importer.id, 'create']])
})

test('Northwind comes in through a profile of data only, beside it', { timeout: 120_000 }, async () => {
  const report = await run('northwind')
  expect(report.refused).toBe(0)
  expect(report.steps.filter(({ tally }) => !agrees(tally))).toEqual([])
  expect(tallyOf(report, 'sales orders')?.objects).toEqual({
    'sales.order': { created: 44, existing: 0 },
    'sales.orderLine': { created: 104, existing: 0 },
  })
  // Added up from the fixture's files by hand: cents, whole per cents, rounded per line.
  expect(tallyOf(report, 'sales orders')?.sums.amount?.stored).toBe('52853.62')
})

test('running both again changes nothing', { timeout: 120_000 }, async () => {
  const before = await events()
  for (const name of Object.keys(shippedProfiles)) {
    const report = await run(name)
    const made = report.steps.flatMap(({ tally }) => Object.values(tally.objects))
    expect(made.filter(({ created }) => created > 0)).toEqual([])
    expect(report.steps.filter(({ tally }) => !agrees(tally))).toEqual([])
  }
  expect(await events()).toBe(before)
})

test('what was received before the stock count is no stock twice', async () => {
  const text = `select sum(b.on_hand)::text as n from "${engine.workspace.namespace}".inventory_balance b
    join "${engine.workspace.namespace}".masterdata_warehouse w on w.id = b.warehouse where w.code like $1`
  const sum = async (code: string) => (await db.query<{ n: string }>({ text, values: [code] })).rows[0]?.n
  expect([await sum('AW-%'), await sum('AW-IN')]).toEqual(['27009.000', '0.000'])
})

/** A copy of the fixture with its orders renamed, so that they are new, and with lines changed. */
function changed(folder: string, change: (lines: string[]) => string[]): string {
  const place = mkdtempSync(join(home, 'northwind-'))
  cpSync(join(fixtures, 'northwind'), place, { recursive: true })
  for (const file of ['orders.csv', 'order_details.csv']) {
    const lines = readFileSync(join(place, file), 'utf8').trim().split('\n')
    const renamed = lines.map((line, at) => (at === 0 ? line : `${folder}${line}`))
    writeFileSync(join(place, file), `${(file === 'orders.csv' ? renamed : change(renamed)).join('\n')}\n`)
  }
  return place
}

test('bad lines are handed back with their reason while all other orders land', {
  timeout: 120_000,
}, async () => {
  const place = changed('7', (lines) =>
    lines.map((line, at) => {
      const [order, product, price, quantity, discount] = line.split(',')
      if (at === 3) return [order, product, price, '-5', discount].join(',')
      if (at === 40) return [order, '9999', price, quantity, discount].join(',')
      return line
    }),
  )
  const before = await count('sales_order')
  const report = await run('northwind', { place })
  const errors = readFileSync(join(report.errors, 'order_details.errors.csv'), 'utf8').split('\r\n')
  expect(errors.find((line) => line.startsWith('4,'))).toMatch(
    /^4,quantity,records.tooSmall,records.tooSmall,7/,
  )
  expect(errors.find((line) => line.startsWith('41,'))).toMatch(
    /^41,item,records\.\w+,records\.\w+,7\d+,9999,/,
  )
  expect(await count('sales_order')).toBe(before + 44 - 2)
  expect(tallyOf(report, 'sales orders')?.files['orders.csv']).toMatchObject({ imported: 42, refused: 2 })
})

test('after a breakdown it resumes, and nothing is there twice', { timeout: 120_000 }, async () => {
  const place = changed('8', (lines) => lines)
  const before = await count('sales_order_line')
  let writes = 0
  const failing: Target = {
    ...target,
    write: async (changes) => {
      if (changes[0]?.object === 'sales.order' && ++writes === 3) throw new Error('killed')
      return target.write(changes)
    },
  }
  await expect(run('northwind', { place, target: failing, batchRows: 20 })).rejects.toThrow('killed')
  const halfway = await count('sales_order_line')
  expect(halfway).toBeGreaterThan(before)
  expect(halfway).toBeLessThan(before + 104)
  const report = await run('northwind', { place, batchRows: 20 })
  expect(report.resumedRows).toBeGreaterThan(0)
  expect(await count('sales_order_line')).toBe(before + 104)
  expect(tallyOf(report, 'sales orders')).toMatchObject({
    files: { 'orders.csv': { imported: 44 }, 'order_details.csv': { imported: 104 } },
    sums: { amount: { source: '52853.62', stored: '52853.62' } },
  })
})
