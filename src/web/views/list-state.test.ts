import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { FilterGroup, FilterNode } from './filter-tree.ts'
import {
  addressOf,
  type ListState,
  listStateOf,
  nextSort,
  plainState as plain,
  queryOf,
} from './list-state.ts'
import { paints } from './paint.ts'

const label = { 'zh-CN': '', en: '' }
const field = (name: string, type: string): FieldMetadata =>
  ({ name, type, label, writable: true, layer: 'system' }) as unknown as FieldMetadata
const object: ObjectMetadata = {
  name: 'x.order',
  label,
  kind: 'record',
  title: 'number',
  layer: 'system',
  operations: ['read'],
  actions: [],
  list: { columns: ['number'], sort: ['-number'], board: 'status' },
  fields: [
    field('number', 'text'),
    field('status', 'select'),
    field('owner', 'person'),
    field('department', 'department'),
    field('due', 'date'),
    field('sentAt', 'datetime'),
    field('urgent', 'boolean'),
  ],
}
const reader = {
  id: 'me-id',
  department: 'dep-id',
  today: '2026-11-24',
  zone: 'Asia/Shanghai',
  working: null,
}
const ask = (filters: ListState['filters']) => queryOf({ ...plain, filters }, object, reader).filter

describe('the address of a list', () => {
  test('every state that can be clicked together is read back from its address', () => {
    const name = fc.constantFrom('status', 'owner', 'due', 'urgent')
    const value = fc.stringMatching(/^[a-zA-Z0-9.-]{1,12}$/)
    const condition = fc.record({
      field: fc.constant('status'),
      is: fc.constantFrom<'in' | 'notIn'>('in', 'notIn'),
      values: fc.array(value, { maxLength: 4 }),
    })
    const { group } = fc.letrec<{ node: FilterNode; group: FilterGroup }>((tie) => ({
      node: fc.oneof({ maxDepth: 2, withCrossShrink: true }, condition, tie('group')),
      group: fc.record({
        join: fc.constantFrom<'and' | 'or'>('and', 'or'),
        of: fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
      }),
    }))
    const state = fc.record({
      search: fc.string({ maxLength: 30 }),
      sort: fc.constantFrom<readonly string[]>([], ['number'], ['-due'], ['status', '-number']),
      filters: fc.dictionary(name, fc.array(value, { minLength: 1, maxLength: 5 }), {
        noNullPrototype: true,
      }),
      where: fc.option(group),
      view: fc.constantFrom<ListState['view']>('list', 'board', 'calendar', 'chart'),
      columns: fc.constantFrom<readonly string[]>([], ['number'], ['due', 'status']),
      group: fc.constantFrom('', 'status', 'owner'),
      turned: fc.constantFrom<readonly string[]>([], ['number']),
      by: fc.constantFrom('', 'status', 'owner'),
      folded: fc.constantFrom<readonly string[]>([], ['draft'], ['none', 'done']),
      ways: fc.constantFrom<ListState['ways']>({}, { from: 'due', span: 'week', at: '2026-11-24' }),
      paint: fc.array(fc.record({ color: fc.constantFrom(...paints), where: group }), { maxLength: 2 }),
      saved: fc.constantFrom('', 'all', '0190-1'),
    })
    fc.assert(
      fc.property(state, (typed) => {
        const text = new URLSearchParams(addressOf(typed)).toString()
        const search = Object.fromEntries(new URLSearchParams(text))
        expect(listStateOf(search, object)).toEqual(typed)
      }),
      { seed: 20261124, numRuns: 300 },
    )
  })

  test('what is as usual is not written, and what the object does not know is dropped', () => {
    expect(addressOf(plain)).toEqual({})
    expect(listStateOf({ 'f.gone': 'x', sort: 'gone,-due', other: '1' }, object)).toEqual({
      ...plain,
      sort: ['-due'],
    })
  })
})

describe('the question of a list', () => {
  test('its own order comes from the definition until a column is chosen', () => {
    expect(queryOf(plain, object, reader)).toEqual({ object: 'x.order', sort: ['-number'] })
    expect(queryOf({ ...plain, sort: ['due'], search: ' a ' }, object, reader)).toEqual({
      object: 'x.order',
      sort: ['due'],
      search: 'a',
    })
  })

  test('choices are alternatives, "me" is the reader, and nothing chosen asks nothing', () => {
    expect(ask({ status: ['draft', 'sent'] })).toEqual({
      and: [{ field: 'status', is: 'in', value: ['draft', 'sent'] }],
    })
    expect(ask({ owner: ['me'], department: ['me'] })).toEqual({
      and: [
        { field: 'owner', is: 'in', value: ['me-id'] },
        { field: 'department', is: 'in', value: ['dep-id'] },
      ],
    })
    expect(ask({ owner: ['none', 'x'] })).toEqual({
      and: [
        {
          or: [
            { field: 'owner', is: 'in', value: ['x'] },
            { field: 'owner', is: 'blank' },
          ],
        },
      ],
    })
    expect(ask({ status: [] })).toBeUndefined()
  })

  test('named ranges are seen from today; weeks begin on Monday', () => {
    const range = (name: string) => {
      const filter = ask({ due: [name] })
      return filter && 'and' in filter
        ? filter.and.map((part) => ('value' in part ? part.value : null))
        : null
    }
    expect(range('today')).toEqual(['2026-11-24', '2026-11-24'])
    expect(range('thisWeek')).toEqual(['2026-11-23', '2026-11-29'])
    expect(range('thisMonth')).toEqual(['2026-11-01', '2026-11-30'])
    expect(range('last7')).toEqual(['2026-11-18', '2026-11-24'])
    expect(range('2026-01-05..')).toEqual(['2026-01-05'])
    expect(ask({ urgent: ['true'] })).toEqual({ and: [{ field: 'urgent', is: 'eq', value: true }] })
  })
})

test('a column is sorted up, then down, then as usual', () => {
  expect(nextSort([], 'due')).toEqual(['due'])
  expect(nextSort(['due'], 'due')).toEqual(['-due'])
  expect(nextSort(['-due'], 'due')).toEqual([])
  expect(nextSort(['-number'], 'due')).toEqual(['due'])
})
