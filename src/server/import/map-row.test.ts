import { expect, test } from 'vitest'
import { derivedId } from '#base/derived-id'
import { compileStep, type MappingContext, mapUnit } from './map-row.ts'
import type { Expression, Step } from './profile.ts'
import { importedId } from './record-ids.ts'
import { headingOf, type SourceRow } from './row.ts'

const person = '018f0000-0000-7000-8000-000000000001'
const context: MappingContext = {
  person,
  idOf: (object, key) => importedId('test', object, key),
  found: (_object, _by, value) => (value === 'EA' ? 'the unit' : undefined),
  cellAt: (_table, key, column) => (key === '1' ? `${column} of 1` : null),
}

const row = (cells: Readonly<Record<string, string>>, line = 2): SourceRow => ({
  heading: headingOf('a.csv', Object.keys(cells)),
  line,
  cells: Object.values(cells),
})

/** What an expression makes of a row, and the codes of its problems. */
function evaluated(source: Expression, cells: Readonly<Record<string, string>>): unknown {
  const step: Step = {
    name: 's',
    file: 'a.csv',
    records: [{ object: 'o.o', key: { constant: 'k' }, values: { v: source } }],
  }
  const { records, problems } = mapUnit(compileStep(step), { main: row(cells), parts: [] }, context)
  return problems.length > 0
    ? problems.map(({ problem }) => `${problem.code} ${problem.path.join()}`)
    : (records[0]?.create.values.v ?? null)
}

test.each<readonly [string, Expression, Record<string, string>, unknown]>([
  ['a column', 'A', { A: 'x' }, 'x'],
  ['a blank column', 'A', { A: '' }, null],
  ['a constant', { constant: false }, {}, false],
  ['who imports', { context: 'person' }, {}, person],
  ['a number', { number: 'A', scale: 2 }, { A: '1,234.567' }, '1234.57'],
  ['a date', { date: 'A', addDays: 1 }, { A: '2013-12-31' }, '2014-01-01'],
  ['a boolean', { boolean: 'A' }, { A: '是' }, true],
  ['values of a map', { map: 'A', to: { '1': 'one' } }, { A: '1' }, 'one'],
  ['the rest of a map', { map: 'A', to: {}, else: { constant: 'rest' } }, { A: '1' }, 'rest'],
  [
    'joined cells without the blank',
    { concat: ['A', 'B', 'C'], separator: ' ' },
    { A: '1', B: '', C: '3' },
    '1 3',
  ],
  ['the first that is there', { first: ['A', 'B'] }, { A: '', B: 'b' }, 'b'],
  ['a cell of a table', { table: 't', key: 'A', column: 'Name' }, { A: '1' }, 'Name of 1'],
  ['a cell of a table that is not there', { table: 't', key: 'A', column: 'Name' }, { A: '2' }, null],
  ['a stored record', { find: 'u.u', by: 'code', value: 'A' }, { A: 'EA' }, 'the unit'],
  ['a product', { product: ['A', 'B'], scale: 2 }, { A: '3', B: '0.335' }, '1.01'],
  ['a difference', { difference: [{ constant: '1' }, 'A'] }, { A: '0.15' }, '0.85'],
  ['minutes', { minutes: 'A' }, { A: '1小时３０分' }, '90'],
  [
    'several things',
    { several: 'A', each: { map: { item: true }, to: { 甲: 'a', 乙: 'b' } } },
    { A: '甲、 乙，甲' },
    ['a', 'b'],
  ],
  ['none of several', { several: 'A', each: { item: true } }, { A: ' ; ' }, null],
  [
    'one of several that is not there',
    { several: 'A', each: { find: 'u.u', by: 'code', value: { item: true } } },
    { A: 'EA|XX' },
    ['import.notFound v'],
  ],
  ['a piece', { split: 'A', by: '\\', take: -1 }, { A: 'aw\\\\ken0' }, 'ken0'],
  ['a replacement', { replace: 'A', from: '.', with: ' ' }, { A: '1.2.3' }, '1 2 3'],
  ['a cut text', { cut: 'A', most: 2 }, { A: '接力棒' }, '接力'],
  [
    'one of two',
    { if: { above: ['A', { constant: '5' }] }, then: { constant: 'more' } },
    { A: '10' },
    'more',
  ],
  ['no number', { number: 'A' }, { A: 'ten' }, ['import.notNumber v']],
  ['no date', { date: 'A' }, { A: '31.12.13' }, ['import.notDate v']],
  ['no known value', { map: 'A', to: {} }, { A: 'x' }, ['import.notMapped v']],
  ['no stored record', { find: 'u.u', by: 'code', value: 'A' }, { A: 'KG' }, ['import.notFound v']],
  ['neither yes nor no', { boolean: 'A' }, { A: 'perhaps' }, ['import.notBoolean v']],
])('%s', (_what, source, cells, expected) => expect(evaluated(source, cells)).toEqual(expected))

const orders: Step = {
  name: 'orders',
  file: 'a.csv',
  records: [{ object: 's.order', key: 'Id', values: { number: 'Id' } }],
  parts: [
    {
      file: 'b.csv',
      by: 'Order',
      of: 'Id',
      records: [
        {
          object: 's.line',
          key: { concat: ['Order', { context: 'position' }] },
          when: { not: { equals: ['Item', { constant: 'none' }] } },
          values: {
            order: { id: 's.order', key: 'Order' },
            on: { parent: 'On' },
            line: { context: 'position' },
          },
        },
      ],
    },
  ],
}

test('parts name their main record, read its cells and know their place', () => {
  const main = row({ Id: '7', On: '2026-01-01' })
  const lines = ['a', 'none', 'c'].map((item, at) => row({ Order: '7', Item: item }, at + 2))
  const { records, problems } = mapUnit(compileStep(orders), { main, parts: [lines] }, context)
  expect(problems).toEqual([])
  expect(records.map(({ create }) => [create.object, create.values])).toEqual([
    ['s.order', { number: '7' }],
    ['s.line', { order: records[0]?.create.id, on: '2026-01-01', line: 1 }],
    ['s.line', { order: records[0]?.create.id, on: '2026-01-01', line: 3 }],
  ])
})

test('a record without a key is a problem of its row', () => {
  const { problems } = mapUnit(compileStep(orders), { main: row({ Id: '', On: '' }), parts: [] }, context)
  expect(problems.map(({ problem }) => problem.code)).toEqual(['import.noKey'])
})

test('the same key gives the same identifier for ever, the one the base derives', () => {
  for (const key of ['1', 'a b', '订单 12'])
    expect(importedId('p', 'sales.order', key)).toBe(derivedId('import', 'p', 'sales.order', key))
  expect(importedId('p', 'sales.order', '1')).not.toBe(importedId('q', 'sales.order', '1'))
})
