import { describe, expect, test } from 'vitest'
import { PublicationShape } from './definition-shapes.ts'
import { checker } from './validation.ts'
import { most, QueryShape, WriteShape } from './wire.ts'

const places = (problems: ReturnType<ReturnType<typeof checker>>) =>
  problems.map(({ path }) => path.join('.'))
const id = '00000000-0000-7000-8000-000000000000'
const label = { 'zh-CN': '名', en: 'Name' }

describe('a query', () => {
  const check = checker(QueryShape)
  test('passes with nested conditions and lines', () => {
    const filter = {
      or: [{ not: { field: 'customer.region', is: 'in', value: ['east'] } }, { formula: 'a > 1' }],
    }
    expect(
      check({ object: 'sales.order', filter, lines: { lines: { fields: ['item'] } }, limit: 500 }),
    ).toEqual([])
  })
  test.each([
    [{ object: 'sales.order', more: 1 }, ['more']],
    [{ object: 'Sales' }, ['object']],
    [{ object: 'a.b', limit: 501 }, ['limit']],
    [{ object: 'a.b', limit: '5' }, ['limit']],
    [{ object: 'a.b', filter: { and: [{ field: 'a', is: 'like' }] } }, ['filter.and.0.is']],
    [{ object: 'a.b', filter: { unknown: 1 } }, ['filter']],
    [{ object: 'a.b', sort: ['a;drop'] }, ['sort.0']],
    [{}, ['object']],
    [[], ['']],
    [null, ['']],
    [undefined, ['']],
  ])('[HT5] %j is refused at its place', (body, expected) => {
    expect(places(check(body))).toEqual(expected)
  })
})

describe('a write', () => {
  const check = checker(WriteShape)
  const create = { kind: 'create', object: 'a.b', id, values: { a: { deep: [1] } } }
  test('passes with each kind of change', () => {
    const changes = [
      create,
      { kind: 'update', object: 'a.b', id, values: {}, version: 3 },
      { kind: 'remove', object: 'a.b', id },
      { kind: 'act', object: 'a.b', id: null, action: 'doIt', input: {} },
    ]
    expect(check({ changes, reason: 'why' })).toEqual([])
  })
  test.each([
    [{ changes: [{ ...create, id: 'x' }] }, ['changes.0.id']],
    [{ changes: [{ ...create, values: { 'a b': 1 } }] }, ['changes.0.values.a b']],
    [{ changes: [{ ...create, kind: 'destroy' }] }, ['changes.0']],
    [{ changes: [] }, ['changes']],
    [{ changes: Array.from({ length: most.changes + 1 }, () => create) }, ['changes']],
  ])('[HT5] a misshapen change is refused at its place (%#)', (body, expected) => {
    expect(places(check(body))).toEqual(expected)
  })
})

describe('a publication', () => {
  const check = checker(PublicationShape)
  const object = { name: 'x.visit', label, kind: 'record', title: 'name', fields: [] }
  test('passes with an object and a policy', () => {
    const fields = [
      { type: 'text', name: 'name', label },
      { type: 'select', name: 'kind', label, options: [{ key: 'a', label }] },
    ]
    const policy = {
      name: 'p',
      object: 'x.visit',
      operations: ['read'],
      who: { everyone: true },
      fields: { read: '*' },
    }
    expect(check({ objects: [{ ...object, fields }], policies: [policy] })).toEqual([])
  })
  test.each([
    [{ objects: [5] }, ['objects.0']],
    [
      { objects: [{ ...object, fields: [{ type: 'select', name: 'a', label }] }] },
      ['objects.0.fields.0.options'],
    ],
    [{ objects: [{ ...object, fields: [{ type: 'magic', name: 'a', label }] }] }, ['objects.0.fields.0']],
    [
      { policies: [{ name: 'p', object: 'a.b', operations: [], who: { system: ['flow'] } }] },
      ['policies.0.who.system'],
    ],
  ])('[HT5] a misshapen definition is refused at its place (%#)', (body, expected) => {
    expect(places(check(body))).toEqual(expected)
  })
})
