import { expect, test } from 'vitest'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Group } from '#kernel/records'
import { boardColumns, boardQuestion, groupings } from './board-columns.ts'

const label = { 'zh-CN': '', en: '' }
const field = (name: string, type: string, rest: object = {}): FieldMetadata =>
  ({ name, type, label, writable: true, layer: 'system', ...rest }) as unknown as FieldMetadata
const option = (key: string, retired = false) => ({ key, label, ...(retired ? { retired } : {}) })

const stage = field('stage', 'select', { options: [option('new'), option('won'), option('old', true)] })
const due = field('due', 'date')
const owner = field('owner', 'person')
const amount = field('amount', 'money', { currency: { field: 'currency' } })
const object = {
  name: 'x.deal',
  fields: [field('name', 'text'), due, owner, stage, field('currency', 'text'), amount],
  list: { columns: ['name', 'amount'], board: 'stage' },
} as unknown as ObjectMetadata

const group = (key: string | null, count: number, sum: string | null, currency = 'CNY'): Group => ({
  key: [key, currency],
  title: [key === null ? null : `Name of ${key}`, null],
  count,
  sums: [sum],
})
const heads = (by: FieldMetadata, groups: readonly Group[], today = '2026-06-17') =>
  boardColumns(object, by, groups, today).map(({ key, count, totals }) => [
    key,
    count,
    ...totals.map(({ currency, value }) => `${currency} ${value}`),
  ])

test('the list’s own field comes first; the definition’s choice replaces all', () => {
  expect(groupings(object).map(({ name }) => name)).toEqual(['stage', 'due', 'owner'])
  expect(groupings({ ...object, board: { by: ['owner', 'gone'] } })).toEqual([owner])
  expect(boardQuestion(object, stage)).toEqual({ by: ['stage', 'currency'], sums: ['amount'] })
  // Nobody arranged the list of an object that was just made: its first amount is added up.
  const fresh = { ...object, list: { columns: [], sort: ['-createdAt'] } }
  expect(boardQuestion(fresh, stage).sums).toEqual(['amount'])
})

test('every option has its column, a retired or blank one only while something is in it; currencies are never added up', () => {
  expect(heads(stage, [group('new', 2, '0.1'), group('new', 1, '0.2'), group('new', 1, '5', 'USD')])).toEqual(
    [
      ['new', 4, 'CNY 0.3', 'USD 5'],
      ['won', 0],
    ],
  )
  expect(heads(stage, [group('old', 1, null), group(null, 3, '1')])).toEqual([
    ['none', 3, 'CNY 1'],
    ['new', 0],
    ['won', 0],
    ['old', 1],
  ])
})

test('people stand by how much they have', () => {
  expect(heads(owner, [group('a', 1, null), group('b', 3, null), group(null, 1, null)])).toEqual([
    ['none', 1],
    ['b', 3],
    ['a', 1],
  ])
})

test('days fall into the past, today, the rest of the week, the next and later, each into exactly one', () => {
  const days = [
    '2026-06-16',
    '2026-06-17',
    '2026-06-18',
    '2026-06-21',
    '2026-06-22',
    '2026-06-28',
    '2026-06-29',
  ]
  const groups = days.map((day) => group(day, 1, null))
  expect(heads(due, groups)).toEqual([
    ['past', 1],
    ['today', 1],
    ['thisWeek', 2],
    ['nextWeek', 2],
    ['later', 1],
  ])
  // On a Sunday nothing of the week is left.
  expect(heads(due, [group(null, 1, null)], '2026-06-21').map(([key]) => key)).toEqual([
    ...['today', 'nextWeek', 'later', 'none'],
  ])
  for (const day of days)
    expect(
      boardColumns(object, due, groups, '2026-06-17').filter(({ holds }) => holds({ due: day })),
    ).toHaveLength(1)
})
