import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { problem } from '#base/problem'
import { failed } from '#base/result'
import type { Field, ObjectDefinition, Schema } from '#kernel/schema'
import { resolveSchema } from '#kernel/schema'
import { dryTarget } from './dry-target.ts'
import type { Profile } from './profile.ts'
import { type ImportRequest, type Report, runImport } from './run-import.ts'
import type { Target } from './target.ts'

const both = (text: string) => ({ 'zh-CN': text, en: text })
const text = (name: string, more: object = {}): Field => ({ type: 'text', name, label: both(name), ...more })
const object = (name: string, ...fields: Field[]): ObjectDefinition => ({
  name,
  label: both(name),
  kind: 'record',
  title: 'name',
  fields: [text('name', { required: true }), ...fields],
})
const reference = (name: string, to: string): Field => ({ type: 'reference', name, label: both(name), to })

const schema = ((): Schema => {
  const objects = [
    object('shop.item', text('code', { unique: true })),
    object('shop.order'),
    object('shop.line', reference('order', 'shop.order'), reference('item', 'shop.item'), {
      type: 'decimal',
      name: 'quantity',
      label: both('quantity'),
      scale: 3,
      min: '0.001',
    }),
  ]
  const resolved = resolveSchema('w_test', 1, [{ layer: 'system', objects, extensions: [] }])
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems))
  return resolved.value
})()

const profile: Profile = {
  name: 'shop',
  title: both('shop'),
  steps: [
    {
      name: 'items',
      file: 'items.csv',
      records: [{ object: 'shop.item', key: 'Id', values: { name: 'Name', code: 'Id' } }],
    },
    {
      name: 'orders',
      file: 'orders.csv',
      when: { not: { equals: ['State', { constant: 'void' }] } },
      records: [{ object: 'shop.order', key: 'Id', values: { name: 'Id' } }],
      parts: [
        {
          file: 'lines.csv',
          by: 'Order',
          of: 'Id',
          records: [
            {
              object: 'shop.line',
              key: { concat: ['Order', 'No'], separator: '-' },
              values: {
                name: 'No',
                order: { id: 'shop.order', key: 'Order' },
                item: { find: 'shop.item', by: 'code', value: 'Item' },
                quantity: { number: 'Quantity' },
              },
            },
          ],
        },
      ],
      totals: [
        { name: 'quantity', part: 'lines.csv', of: 'Quantity', object: 'shop.line', field: 'quantity' },
        { name: 'orders', of: { constant: '1' }, object: 'shop.order', field: '$count' },
      ],
    },
  ],
}

let place = ''
let home = ''
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'baton-import-'))
  home = mkdtempSync(join(tmpdir(), 'baton-home-'))
  write('items.csv', 'Id,Name', 'I1,Motor', 'I2,Shaft')
  write('orders.csv', 'Id,State', '1,open', '2,open', '3,void', '4,open')
  write(
    'lines.csv',
    'Order,No,Item,Quantity',
    '1,1,I1,2',
    '1,2,I2,3.5',
    '2,1,I1,"1,000"',
    '3,1,I1,9',
    '4,1,I2,4',
  )
})
afterEach(() => {
  for (const folder of [place, home]) rmSync(folder, { recursive: true, force: true })
})

const write = (file: string, ...lines: string[]): void =>
  writeFileSync(join(place, file), lines.map((line) => `${line}\n`).join(''))

const nothing: Target = { read: async () => [], write: async () => failed(problem('none')) }

type Told = { readonly written: string[]; readonly ids: string[] } & Target

/** Remembers what it stores, as a database would; breaks down at the given write. */
function memory(breakAt = Number.POSITIVE_INFINITY): Told {
  const inner = dryTarget(schema, nothing)
  const written: string[] = []
  const ids: string[] = []
  let count = 0
  return {
    written,
    ids,
    read: inner.read,
    async write(changes) {
      if (++count === breakAt) throw new Error('the power is gone')
      const result = await inner.write(changes)
      if (!result.ok) return result
      written.push(...changes.map(({ object, values }) => `${object} ${values.name}`))
      ids.push(...changes.map(({ id }) => id))
      return result
    },
  }
}

const run = (target: Target, more: Partial<ImportRequest> = {}): Promise<Report> =>
  runImport({
    profile,
    place,
    target,
    person: 'p',
    home,
    workspace: 'w',
    describe: ({ code }) => `text of ${code}`,
    ...more,
  })

const tallyOf = (report: Report, step: string) => report.steps.find(({ name }) => name === step)?.tally

test('rows and sums equal the source, and a second run writes nothing', async () => {
  const target = memory()
  const report = await run(target)
  expect(tallyOf(report, 'orders')).toEqual({
    files: {
      'orders.csv': { rows: 4, imported: 3, existing: 0, skipped: 1, refused: 0 },
      'lines.csv': { rows: 5, imported: 4, existing: 0, skipped: 1, refused: 0 },
    },
    objects: { 'shop.order': { created: 3, existing: 0 }, 'shop.line': { created: 4, existing: 0 } },
    sums: {
      quantity: { source: '1009.5', stored: '1009.5', refused: '0' },
      orders: { source: '3', stored: '3', refused: '0' },
    },
  })
  expect(target.written).toHaveLength(9)
  const again = await run(target)
  expect(target.written).toHaveLength(9)
  expect(tallyOf(again, 'orders')?.objects).toEqual({
    'shop.order': { created: 0, existing: 3 },
    'shop.line': { created: 0, existing: 4 },
  })
  expect(tallyOf(again, 'orders')?.sums).toEqual(tallyOf(report, 'orders')?.sums)
})

test('bad rows go to a file with line, field, reason and cells, with their order; the good ones land', async () => {
  write('orders.csv', 'Id,State', '1,open', '2,open', '3,open', '4,open,too many', '5,open')
  write(
    'lines.csv',
    'Order,No,Item,Quantity',
    '1,1,I1,two',
    '1,2,I2,3',
    '2,1,I9,1',
    '3,1,I1,0',
    '4,1,I1,1',
    '5,1,I1,5',
    '6,1,=cmd(),1',
  )
  const target = memory()
  const report = await run(target)
  expect(target.written.filter((name) => name.startsWith('shop.order'))).toEqual(['shop.order 5'])
  const read = (file: string): string[] =>
    readFileSync(join(report.errors, file), 'utf8').trim().split('\r\n')
  expect(read('lines.errors.csv').slice(1)).toEqual(
    [
      '2,quantity,import.notNumber,text of import.notNumber,1,1,I1,two',
      '3,,import.withOthers,text of import.withOthers,1,2,I2,3',
      '4,item,import.notFound,text of import.notFound,2,1,I9,1',
      '6,,import.withOthers,text of import.withOthers,4,1,I1,1',
      "8,,import.noMainRow,text of import.noMainRow,6,1,'=cmd(),1",
      '5,quantity,records.tooSmall,text of records.tooSmall,3,1,I1,0',
    ].sort(byPlaceIn(read('lines.errors.csv'))),
  )
  expect(read('orders.errors.csv')).toContain('5,,import.cells,text of import.cells,4,open,too many')
  expect(tallyOf(report, 'orders')?.sums.orders).toEqual({ source: '1', stored: '1', refused: '4' })
  expect(report.refused).toBe(4 + 6)
})

/** The order of refusals within a batch says nothing; the lines themselves do. */
const byPlaceIn = (lines: readonly string[]) => (left: string, right: string) =>
  lines.indexOf(left) - lines.indexOf(right)

test('a refusal of one in the middle of a large batch leaves all the others', async () => {
  const numbers = Array.from({ length: 300 }, (_, at) => at + 1)
  write('orders.csv', 'Id,State', ...numbers.map((id) => `${id},open`))
  write('lines.csv', 'Order,No,Item,Quantity', ...numbers.map((id) => `${id},1,I1,${id === 177 ? '0' : '1'}`))
  const target = memory()
  const report = await run(target)
  expect(target.written).toHaveLength(2 + 2 * 299)
  expect(report.refused).toBe(2)
})

test('after a breakdown it goes on where it stopped, and counts as if nothing had happened', async () => {
  const numbers = Array.from({ length: 40 }, (_, at) => at + 1)
  write('orders.csv', 'Id,State', ...numbers.map((id) => `${id},${id % 10 === 0 ? 'void' : 'open'}`))
  write('lines.csv', 'Order,No,Item,Quantity', ...numbers.map((id) => `${id},1,I1,${id === 3 ? 'x' : '1'}`))
  const target = memory(6)
  await expect(run(target, { batchRows: 10 })).rejects.toThrow('the power is gone')
  const journal = join(home, 'import')
  const path = `${journal}/${readdirOne(journal)}/journal.jsonl`
  writeFileSync(path, `${readFileSync(path, 'utf8')}{"step":"orders","done":`)
  const report = await run(target, { batchRows: 10 })
  expect(report.resumedRows).toBeGreaterThan(20)
  expect(new Set(target.ids).size).toBe(target.ids.length)
  expect(tallyOf(report, 'orders')).toMatchObject({
    files: { 'lines.csv': { rows: 40, imported: 35, existing: 0, skipped: 4, refused: 1 } },
    sums: { quantity: { source: '35', stored: '35' } },
  })
  const errors = readFileSync(join(report.errors, 'lines.errors.csv'), 'utf8').trim().split('\r\n')
  expect(errors).toHaveLength(2)
})

const readdirOne = (folder: string): string => {
  const [name = ''] = readdirSync(folder)
  return name
}

test('a changed file is begun anew, and what is stored is found', async () => {
  const target = memory(3)
  await expect(run(target, { batchRows: 2 })).rejects.toThrow()
  write('items.csv', 'Id,Name', 'I1,Motor', 'I2,Shaft', 'I3,Bearing')
  const report = await run(target)
  expect(report.resumedRows).toBe(0)
  expect(tallyOf(report, 'items')?.objects['shop.item']).toEqual({ created: 1, existing: 2 })
})

test('a record with the same unique field is taken for the one to be made', async () => {
  const target = memory()
  await target.write([
    { kind: 'create', object: 'shop.item', id: crypto.randomUUID(), values: { name: 'Ours', code: 'I1' } },
  ])
  const [items, orders] = profile.steps
  if (items === undefined || orders === undefined) throw new Error('steps')
  const matching = { ...items, records: items.records.map((record) => ({ ...record, match: 'code' })) }
  const report = await run(target, { profile: { ...profile, steps: [matching, orders] } })
  expect(tallyOf(report, 'items')?.objects).toEqual({ 'shop.item': { created: 1, existing: 1 } })
  expect(report.refused).toBe(0)
})

test('the same key twice in a file is refused the second time', async () => {
  write('items.csv', 'Id,Name', 'I1,Motor', 'I2,Shaft', 'I1,Motor again')
  const report = await run(memory())
  expect(readFileSync(join(report.errors, 'items.errors.csv'), 'utf8')).toContain(
    '4,key,import.repeatedKey,text of import.repeatedKey,I1,Motor again',
  )
})

test('files that are not sorted are said so, or held in memory when the profile says so', async () => {
  write('lines.csv', 'Order,No,Item,Quantity', '4,1,I2,4', '1,1,I1,2', '2,1,I1,1')
  await expect(run(memory())).rejects.toThrow('import.notSorted')
  const [items, orders] = profile.steps
  if (items === undefined || orders === undefined) throw new Error('steps')
  const parts = (orders.parts ?? []).map((part) => ({ ...part, sorted: false }))
  const report = await run(memory(), { profile: { ...profile, steps: [items, { ...orders, parts }] } })
  expect(tallyOf(report, 'orders')?.sums.quantity?.stored).toBe('7')
})

test('a missing column is said before anything is written', async () => {
  write('lines.csv', 'Order,No,Article,Quantity', '1,1,I1,2')
  const target = memory()
  await expect(run(target)).rejects.toThrow('import.noColumn {"column":"Item","file":"lines.csv"}')
  expect(target.written).toEqual([])
})

test('it gives up when nearly everything is refused', async () => {
  write('orders.csv', 'Id,State', ...Array.from({ length: 60 }, (_, at) => `${at + 10},open`))
  write('lines.csv', 'Order,No,Item,Quantity', ...Array.from({ length: 60 }, (_, at) => `${at + 10},1,I9,1`))
  await expect(run(memory(), { mostRefused: 50, batchRows: 10 })).rejects.toThrow('import.tooManyErrors')
})
