import { expect, test } from 'vitest'
import type { ObjectMetadata } from '#kernel/module'
import type { FormLayout } from '#kernel/schema'
import { rowsOf, runsOf, sectionsOf, widthOf } from './form-sections.ts'

const label = (text: string) => ({ 'zh-CN': text, en: text })
const field = (name: string, type: 'text' | 'longText' = 'text') =>
  ({ type, name, label: label(name), writable: true, layer: 'overlay' }) as const
const lines = { ...field('rows'), type: 'lines', object: 'x.row', by: 'visit' } as const
const object: ObjectMetadata = {
  ...{ name: 'x.visit', label: label('拜访'), kind: 'record', title: 'a', layer: 'overlay' },
  ...{ operations: [], actions: [] },
  fields: [field('a'), field('b'), field('c', 'longText'), lines],
}
const told = (
  one: ObjectMetadata,
  ...more: Parameters<typeof sectionsOf> extends [unknown, ...infer R] ? R : never
) =>
  sectionsOf(one, ...more).map(
    ({ key, items }) => `${key}: ${items.map((item) => item.field.name).join(' ')}`,
  )
const section = (name: string, tab: boolean, ...fields: readonly string[]) => ({
  ...{ name, label: label(name), ...(tab ? { tab } : {}), items: fields.map((one) => ({ field: one })) },
})
const usual: FormLayout = {
  name: 'usual',
  sections: [section('s1', true, 'a'), section('s2', true, 'gone', 'b', 'rows', 'c')],
}

test('[S27] without a layout a form is drawn as its definition says, lines before the fields of their section', () => {
  expect(told(object)).toEqual(['rest: a b c', 'lines rows: rows'])
  expect(told({ ...object, form: [{ label: label('f'), fields: ['b', 'rows'] }] })).toEqual([
    'form 0: rows b',
    'rest: a c',
  ])
})

test('[S27] by a layout everything stands where it says, the rest last; a telephone has its own', () => {
  const phone: FormLayout = { name: 'phone', sections: [section('p', false, 'c')] }
  const both = { ...object, layouts: [usual, phone] }
  expect(told(both)).toEqual(['section s1: a', 'section s2: b rows c'])
  expect(told(both, () => true, 'edit', true)).toEqual(['section p: c', 'lines rows: rows', 'rest: a b'])
  expect(told(both, (name) => name !== 'a')).toEqual(['section s2: b rows c'])
  const runs = sectionsOf(both)[1]
  expect(runs && runsOf(runs).map((run) => ('type' in run ? run.name : run.length))).toEqual([1, 'rows', 1])
})

test('[S27] tabs beside each other are one row, which stays the same when its first tab goes', () => {
  const all = sectionsOf({ ...object, layouts: [usual] })
  expect(rowsOf(all).map((row) => row.map(({ row: name }) => name))).toEqual([['s1', 's1']])
  expect(sectionsOf({ ...object, layouts: [usual] }, (name) => name !== 'a')[0]?.row).toBe('s1')
  const wide = field('c', 'longText')
  expect(widthOf({ field: wide }, 2)).toEqual({ 'data-wide': true })
  expect(widthOf({ field: wide, span: 1 }, 2)).toEqual({ 'data-wide': false, 'data-span': 1 })
  expect(widthOf({ field: field('a'), span: 2 }, 2)).toEqual({ 'data-wide': true })
})
