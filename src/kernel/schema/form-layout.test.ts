import { describe, expect, test } from 'vitest'
import type { FormLayout, LayoutName } from './form-layout.ts'
import { farRead, isTitle, layoutFor } from './form-layout.ts'
import type { ObjectDefinition } from './index.ts'
import { resolveSchema } from './resolve.ts'

const label = { 'zh-CN': '名', en: 'name' }
const layout = (name: LayoutName, ...fields: readonly string[]): FormLayout => ({
  name,
  sections: [{ name: 's1', label, items: fields.map((field) => ({ field })) }],
})
const object = (more: Partial<ObjectDefinition>): ObjectDefinition => ({
  ...{ name: 'x.visit', label, kind: 'record', title: 'name' },
  fields: [
    { type: 'text', name: 'name', label, required: true },
    { type: 'text', name: 'note', label, required: true },
    { type: 'text', name: 'old', label, retired: true },
  ],
  ...more,
})
const resolved = (...layouts: readonly FormLayout[]) =>
  resolveSchema('w_a', 1, [{ layer: 'overlay', objects: [object({ layouts })], extensions: [] }])
const codes = (...layouts: readonly FormLayout[]) => {
  const answer = resolved(...layouts)
  return answer.ok ? [] : answer.problems.map(({ code, path }) => [code, ...path])
}

describe('layouts', () => {
  test('[S27] a telephone has its own layout, else that of the occasion, else the usual one', () => {
    const [usual, edit, phone] = [layout('usual'), layout('edit'), layout('phone')]
    const name = (all: readonly FormLayout[], isNarrow: boolean) => layoutFor(all, 'edit', isNarrow)?.name
    expect(name([usual, edit, phone], true)).toBe('phone')
    expect(name([usual, edit], true)).toBe('edit')
    expect(name([usual, edit, phone], false)).toBe('edit')
    expect(name([usual, phone], false)).toBe('usual')
    expect(name([usual], true)).toBe('usual')
    expect(name([phone], false)).toBeUndefined()
    expect(layoutFor(undefined, 'view', true)).toBeUndefined()
  })

  test('[S27] a retired field keeps its place in a layout and is not drawn there; one without sections is none', () => {
    const answer = resolved(layout('usual', 'old', 'note'), { name: 'phone', sections: [] })
    const found = answer.ok ? answer.value.object('x.visit')?.layouts : null
    expect(found?.map(({ name }) => name)).toEqual(['usual'])
    expect(found?.[0]?.sections[0]?.items).toEqual([{ field: 'note' }])
  })

  test('[S28] the conditions of sections are conditions of their fields, from every layout once they are resolved', () => {
    const when = (one: FormLayout, text: string): FormLayout => ({
      ...one,
      sections: one.sections.map((section) => ({ ...section, when: text })),
    })
    const answer = resolved(
      when(layout('usual', 'note'), 'name = "a"'),
      when(layout('phone', 'note'), 'TRUE'),
    )
    const schema = answer.ok ? answer.value.object('x.visit') : undefined
    expect(schema?.byName.get('note')?.shownWithin).toEqual([
      { layout: 'usual', when: 'name = "a"' },
      { layout: 'phone', when: 'TRUE' },
    ])
    expect(schema?.byName.get('name')?.shownWithin).toBeUndefined()
  })

  test('[S27] a field twice, one that is not there, a name twice and too many sections are problems of their layout', () => {
    const at = ['x.visit', 'layouts', 'usual']
    expect(codes(layout('usual', 'note', 'name'))).toEqual([])
    expect(codes(layout('usual', 'note', 'note'))).toEqual([['schema.duplicate', ...at]])
    expect(codes(layout('usual', 'ghost'))).toEqual([['schema.unknownField', ...at]])
    expect(codes(layout('usual'), layout('usual'))).toEqual([['schema.duplicate', ...at]])
    const [one] = layout('usual').sections
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ items: [], label, ...one, name: `s${index}` }))
    expect(codes({ name: 'usual', sections: many(30) })).toEqual([])
    expect(codes({ name: 'usual', sections: many(31) })).toEqual([['schema.tooMany', ...at]])
  })

  test('[S27] a title is one line that can be read, whatever it says', () => {
    const title = (text: string) => isTitle({ 'zh-CN': text, en: text })
    expect(['基本信息', '<b>x</b>', "'; drop table", '{name}'].map(title)).toEqual([true, true, true, true])
    expect(['', '  ', 'a\nb', 'a\u0000', '\u202eabc', 'x'.repeat(81)].map(title)).toEqual(
      Array.from({ length: 6 }, () => false),
    )
    expect(farRead([['name'], ['customer', 'level']])).toBe('customer.level')
  })
})
