import { describe, expect, test } from 'vitest'
import type { ObjectMetadata } from '#kernel/module'
import type { Draft } from '../data/drafts.ts'
import { changesOf, placeProblems } from './form-changes.ts'

const label = { 'zh-CN': '', en: '' }
const object = {
  name: 'x.order',
  label,
  kind: 'record',
  title: 'name',
  layer: 'system',
  operations: [],
  actions: [],
  fields: [
    { name: 'lines', type: 'lines', label, object: 'x.line', by: 'order', writable: true, layer: 'system' },
  ],
} as unknown as ObjectMetadata

const draft: Draft = {
  id: 'o',
  version: 4,
  values: { customer: 'c', customer$title: '深圳华强' },
  lines: {
    lines: [
      { id: 'l1', values: { quantity: '2' }, isNew: false },
      { id: 'l2', values: {}, isNew: false, isRemoved: true },
      { id: 'l3', values: { item: 'i', item$title: '风扇' }, isNew: true },
      { id: 'l4', values: {}, isNew: true },
      { id: 'l5', values: { item: 'i' }, isNew: true, isRemoved: true },
    ],
  },
  at: 0,
}

describe('what a form wishes', () => {
  test('only what was typed is sent, without shown names; blank new lines are left out', () => {
    expect(changesOf(object, draft, false)).toEqual([
      { kind: 'update', object: 'x.order', id: 'o', values: { customer: 'c' }, version: 4 },
      { kind: 'update', object: 'x.line', id: 'l1', values: { quantity: '2' } },
      { kind: 'remove', object: 'x.line', id: 'l2' },
      { kind: 'create', object: 'x.line', id: 'l3', values: { item: 'i', order: 'o' } },
    ])
  })

  test('a new record is created even when everything is left to its defaults', () => {
    expect(changesOf(object, { ...draft, values: {}, lines: {} }, true)).toEqual([
      { kind: 'create', object: 'x.order', id: 'o', values: {} },
    ])
  })
})

test('what is wrong is said where it was typed', () => {
  const changes = changesOf(object, draft, false)
  const problem = (path: readonly string[], message: string) => ({ code: 'c', path, params: {}, message })
  const placed = placeProblems(
    [
      problem(['0', 'customer'], 'customer is blocked'),
      problem(['1', 'quantity'], 'too many'),
      problem(['3'], 'line is wrong'),
      problem(['0'], 'record is wrong'),
      problem([], 'everything is wrong'),
      problem(['9', 'x'], 'nowhere'),
    ],
    changes,
    draft,
    ({ message }) => message,
  )
  expect(placed).toEqual({
    record: { customer: 'customer is blocked' },
    lines: { l1: { quantity: 'too many' }, l3: { '': 'line is wrong' } },
    rest: ['record is wrong', 'everything is wrong', 'nowhere'],
  })
})
