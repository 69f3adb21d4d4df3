import { describe, expect, test } from 'vitest'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { cellsOf } from './pasted-table.ts'
import { identityOf, type Matched, matchRows, missingFields, planRow, takenBack } from './plan.ts'

const field = (name: string, type: string, more = {}): FieldMetadata =>
  ({
    ...{ name, type, label: { 'zh-CN': name, en: name }, writable: true, layer: 'system' },
    ...more,
  }) as FieldMetadata

const code = field('code', 'text', { unique: true, required: true })
const name = field('name', 'text', { required: true })
const price = field('price', 'money')
const number = field('number', 'autoNumber', { writable: false, readOnly: true })
const object = (operations: readonly string[]): ObjectMetadata =>
  ({
    ...{ name: 'x.thing', kind: 'record', title: 'name', operations },
    fields: [number, code, name, price, field('unit', 'text', { required: true, default: '"pc"' })],
  }) as unknown as ObjectMetadata
const all = object(['create', 'update'])
const stored: Row = { id: 'a', version: 3, code: 'A', name: '电机', price: '12.5000' }
const pasted = (values: Row, more: Partial<Matched> = {}): Matched => ({
  ...{ id: 'p', values, stored: null, isTwice: false },
  ...more,
})

describe('a row pasted into a list', () => {
  test('is a new record with what it brings, and blank cells take their defaults', () => {
    const { fate, change } = planRow(all, [code, name, price], pasted({ code: 'B', name: '泵', price: null }))
    expect(fate).toBe('create')
    expect(change).toEqual({ kind: 'create', object: 'x.thing', id: 'p', values: { code: 'B', name: '泵' } })
  })

  test('changes of a stored record only what differs, on top of the version that was seen; a blank cell clears', () => {
    const other = planRow(all, [name, price], pasted({ name: '泵', price: '12.5' }, { stored }))
    expect(other.change).toMatchObject({ kind: 'update', id: 'a', version: 3, values: { name: '泵' } })
    const cleared = planRow(all, [price], pasted({ price: null }, { stored }))
    expect(cleared.change).toMatchObject({ values: { price: null } })
    const same = planRow(all, [name, price], pasted({ name: '电机', price: '12.5' }, { stored }))
    expect([same.fate, same.change]).toEqual(['same', null])
  })

  test('is not written as long as a cell is not understood, blank where it may not be, or its record in doubt', () => {
    const unread = planRow(all, [code, price], pasted({ code: 'B', price: 'x', price$pasted: 'x' }))
    expect(unread.faults).toEqual({ price: { code: 'unread', params: { text: 'x' } } })
    expect(unread.change).toBeNull()
    expect(planRow(all, [code, name], pasted({ code: 'B', name: null })).faults).toHaveProperty('name')
    expect(planRow(all, [name], pasted({ name: null }, { stored })).faults).toHaveProperty('name')
    expect(planRow(all, [name], pasted({ name: 'x' }, { isTwice: true })).faults['']?.code).toBe('twice')
    expect(planRow(all, [name], pasted({ name: 'x' }, { stored: undefined })).faults['']?.code).toBe('noSuch')
  })

  test('is refused where the person may make none, or change none', () => {
    const faults = (operations: readonly string[], row: Matched) =>
      planRow(object(operations), [name], row).faults['']?.code
    expect(faults(['update'], pasted({ name: 'x' }))).toBe('mayNotCreate')
    expect(faults(['create'], pasted({ name: 'x' }, { stored }))).toBe('mayNotUpdate')
    expect(faults(['create'], pasted({ name: '电机' }, { stored }))).toBeUndefined()
  })

  test('finds its record by what no two share, by its place, or is new', () => {
    expect([identityOf([undefined, name, code]), identityOf([name]), identityOf([number])]).toEqual([
      ...[code, undefined, number],
    ])
    const rows = ['A', 'B', 'B', ''].map((key, at) => ({ id: String(at), values: {}, key }))
    const found = new Map([['A', stored]])
    const by = (way: 'identity' | 'place' | 'new', identity = code) =>
      matchRows(rows, way, identity, found, [stored]).map((row) => row.stored?.id ?? row.stored)
    expect(by('identity')).toEqual(['a', null, null, null])
    expect(by('identity', number)).toEqual(['a', undefined, undefined, null])
    expect(by('place')).toEqual(['a', null, null, null])
    expect(by('new')).toEqual([null, null, null, null])
    const twice = matchRows(rows, 'identity', code, found, []).map(({ isTwice }) => isTwice)
    expect(twice).toEqual([false, true, true, false])
  })

  test('is taken back: the new is removed, the changed has what it had', () => {
    const rows = [
      planRow(all, [code, name], pasted({ code: 'B', name: '泵' })),
      planRow(all, [name], pasted({ name: '泵' }, { stored })),
    ]
    const done = new Map([
      ['p', 1],
      ['a', 4],
    ])
    expect(takenBack('x.thing', rows, done)).toEqual([
      { kind: 'remove', object: 'x.thing', id: 'p', version: 1 },
      { kind: 'update', object: 'x.thing', id: 'a', version: 4, values: { name: '电机' } },
    ])
    expect(takenBack('x.thing', rows, new Map())).toEqual([])
  })

  test('needs what no column brings and no default gives', () => {
    expect(missingFields(all, [code])).toEqual([name])
  })
})

test('a cell that a spreadsheet put in quotes keeps its line ends, tabs and quotes', () => {
  expect(cellsOf('a\t"b ""x""\nc"\r\n5" pipe\t"open\n')).toEqual([
    ['a', 'b "x"\nc'],
    ['5" pipe', '"open'],
  ])
})
