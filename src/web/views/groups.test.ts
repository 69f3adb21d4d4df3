import { expect, test } from 'vitest'
import type { Row } from '#kernel/schema'
import { withHeads, withoutFolded } from './groups.ts'

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
