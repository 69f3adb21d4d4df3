import { expect, test } from 'vitest'
import type { Row } from '#kernel/schema'
import { type Measure, numbersAsked, numbersIn, withHeads, withoutFolded } from './groups.ts'

const row = (id: string, stage: string | null): Row => ({ id, stage })
const group = (key: string | null) => ({ key, title: key, rows: 1, values: [] })
const groups = [group('a'), group('b'), group(null)]
const shown = (rows: readonly Row[], folded: readonly (string | null)[] = [], hasMore = false) =>
  withHeads(rows, 'stage', groups, new Set(folded), hasMore).map((item) =>
    item.kind === 'row' ? item.row.id : `[${item.group.key}]`,
  )

test('rows stand under the head of their group; a folded group is its head alone', () => {
  expect(shown([row('1', 'a'), row('2', 'a'), row('3', 'b'), row('4', null)])).toEqual([
    '[a]',
    '1',
    '2',
    '[b]',
    '3',
    '[null]',
    '4',
  ])
  expect(shown([row('3', 'b'), row('4', null)], ['a'])).toEqual(['[a]', '[b]', '3', '[null]', '4'])
  expect(shown([row('1', 'a')], ['b', null])).toEqual(['[a]', '1', '[b]', '[null]'])
  expect(shown([row('1', 'a'), row('3', 'b')], ['a'])).toEqual(['[a]', '[b]', '3', '[null]'])
})

test('a group waits until its first row is loaded, and a row that fits nowhere is not lost', () => {
  expect(shown([row('1', 'a')], [], true)).toEqual(['[a]', '1'])
  expect(shown([row('1', 'a'), row('9', 'z')])).toEqual(['[a]', '1', '[b]', '[null]', '9'])
})

test('rows of folded groups are not asked for', () => {
  const query = { object: 'x.a', filter: { field: 'n', is: 'blank' } } as const
  expect(withoutFolded(query, 'stage', new Set())).toBe(query)
  expect(withoutFolded(query, 'stage', new Set(['a', null])).filter).toEqual({
    and: [
      query.filter,
      { not: { field: 'stage', is: 'eq', value: 'a' } },
      { field: 'stage', is: 'notBlank' },
    ],
  })
})

const amount: Measure = { field: 'amount', take: 'sum', currency: 'currency', isRatio: false }
const chance: Measure = { field: 'chance', take: 'average', currency: null, isRatio: true }
const cell = (
  key: readonly (string | null)[],
  count: number,
  sums: readonly string[],
  counts: readonly number[],
) => ({
  ...{ key, title: key.map(() => null), count, sums, counts },
})

test('amounts of one currency are summed in it and of several not at all; an average is of what is not blank', () => {
  const measures = [amount, chance]
  expect(numbersAsked('stage', measures)).toEqual({
    by: ['stage', 'currency'],
    sums: ['amount', 'chance'],
    counts: ['amount', 'chance'],
  })
  const answer = [
    cell(['b', 'CNY'], 4, ['10.50', '1'], [2, 3]),
    cell(['a', 'USD'], 1, ['7', '0.5'], [1, 1]),
    cell(['a', 'CNY'], 2, ['1', '0.2'], [1, 2]),
    cell([null, 'CNY'], 3, ['0', '0'], [0, 0]),
    cell(['b', null], 1, ['0', '0'], [0, 0]),
  ]
  expect(numbersIn(answer, 'stage', measures)).toEqual([
    {
      key: 'a',
      title: null,
      rows: 3,
      values: [
        { value: null, currency: null },
        { value: '0.2333', currency: null },
      ],
    },
    {
      key: 'b',
      title: null,
      rows: 5,
      values: [
        { value: '10.5', currency: 'CNY' },
        { value: '0.3333', currency: null },
      ],
    },
    {
      key: null,
      title: null,
      rows: 3,
      values: [
        { value: null, currency: null },
        { value: null, currency: null },
      ],
    },
  ])
})

test('groups stand in the order of the rows: by title, code point by code point, then by key, blank last', () => {
  const titled = (key: string | null, title: string | null) => ({
    key: [key],
    title: [title],
    count: 1,
    sums: [],
  })
  const answer = [
    titled('3', '\u{1F600}'),
    titled(null, null),
    titled('2', '乙'),
    titled('1', '乙'),
    titled('4', '\uE000'),
  ]
  expect(numbersIn(answer, 'customer', []).map(({ key }) => key)).toEqual(['1', '2', '4', '3', null])
})
