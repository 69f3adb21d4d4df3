import { describe, expect, test } from 'vitest'
import type { LayoutSection, ObjectDefinition } from '#kernel/schema'
import { type Design, dropField } from './design.ts'
import {
  addSection,
  dropLayout,
  dropSection,
  editSections,
  finishedLayouts,
  hasLayout,
  layoutDifferences,
  moveSection,
  placeField,
  sectionsIn,
  stepOf,
  widened,
} from './layout-design.ts'
import { renameField } from './renaming.ts'

const label = (text: string) => ({ 'zh-CN': text, en: text })
const section = (name: string, ...fields: readonly string[]): LayoutSection => ({
  ...{ name, label: label(name), items: fields.map((field) => ({ field })) },
})
const object: ObjectDefinition = {
  ...{ name: 'x.visit', label: label('拜访'), kind: 'record', title: 'a' },
  fields: ['a', 'b', 'c'].map((name) => ({ type: 'text', name, label: label(name) })),
}
const design: Design = {
  ...{
    object,
    isShipped: false,
    isNew: false,
    parts: [],
    grants: [],
    fieldGrants: {},
    policies: [],
    unnamed: [],
  },
}
const told = (sections: readonly LayoutSection[]) =>
  sections.map(({ name, items }) => `${name}: ${items.map(({ field }) => field).join(' ')}`)
const laid = [section('s1', 'a', 'b'), section('s2', 'c')]
const isSeen = () => true

describe('layouts of a design', () => {
  test('[S27] each occasion is the usual one until something is moved in it, and again once that is taken back', () => {
    expect(told(sectionsIn(design, undefined, 'phone'))).toEqual(['s1: a b c'])
    const usual = editSections(design, undefined, 'usual', () => laid)
    expect(told(sectionsIn(usual, undefined, 'phone'))).toEqual(['s1: a b', 's2: c'])
    expect(hasLayout(usual, 'phone')).toBe(false)
    const phone = editSections(usual, undefined, 'phone', (all) => moveSection(all, 's2', -1))
    expect(told(sectionsIn(phone, undefined, 'phone'))).toEqual(['s2: c', 's1: a b'])
    expect(told(sectionsIn(phone, undefined, 'usual'))).toEqual(['s1: a b', 's2: c'])
    expect(sectionsIn(dropLayout(phone, 'phone'), undefined, 'phone')).toEqual(laid)
  })

  test('[S27] a field steps through its section into the next, out of the last among the remaining, and back', () => {
    const step = (sections: readonly LayoutSection[], field: string, by: number) => {
      const place = stepOf(sections, isSeen, field, by)
      return place === null ? sections : placeField(sections, field, place)
    }
    const down = [laid]
    for (let at = 0; at < 4; at++) down.push([...step(down[at] ?? [], 'a', 1)])
    expect(down.map(told)).toEqual([
      ['s1: a b', 's2: c'],
      ['s1: b a', 's2: c'],
      ['s1: b', 's2: a c'],
      ['s1: b', 's2: c a'],
      ['s1: b', 's2: c'],
    ])
    expect(told(step(down[4] ?? [], 'a', -1))).toEqual(['s1: b', 's2: c a'])
    expect(told(step(down[2] ?? [], 'a', -1))).toEqual(['s1: b a', 's2: c'])
    expect(stepOf(laid, isSeen, 'a', -1)).toBeNull()
    const hidden = stepOf([section('s1', 'a', 'gone', 'b')], (name) => name !== 'gone', 'a', 1)
    expect(told(placeField([section('s1', 'a', 'gone', 'b')], 'a', hidden ?? { section: null }))).toEqual([
      's1: gone b a',
    ])
  })

  test('[S27] what is named anew, dropped, widened or left blank is so in every layout', () => {
    const usual = editSections(design, undefined, 'usual', () => laid)
    expect(told(sectionsIn(renameField(usual, 'x.visit', 'b', 'd'), undefined, 'usual'))).toEqual([
      's1: a d',
      's2: c',
    ])
    expect(told(sectionsIn(dropField(usual, 'x.visit', 'c'), undefined, 'usual'))).toEqual([
      's1: a b',
      's2: ',
    ])
    expect(told(dropSection(addSection(laid), 's2'))).toEqual(['s1: a b', 's12: '])
    const spans = [1, 2, 3].reduce<readonly LayoutSection[][]>(
      (all) => [...all, [...widened(all.at(-1) ?? [], 'a', 2)]],
      [laid],
    )
    expect(spans.map((one) => one[0]?.items[0]?.span)).toEqual([undefined, 1, 2, undefined])
    const blank = { ...section('s1', 'a'), when: ' ', label: { 'zh-CN': '一', en: '' } }
    expect(finishedLayouts({ ...object, layouts: [{ name: 'usual', sections: [blank] }] }).layouts).toEqual([
      { name: 'usual', sections: [{ ...section('s1', 'a'), label: label('一') }] },
    ])
  })

  test('[S27] what publishing changes about layouts is said section by section', () => {
    const keys = (before: readonly LayoutSection[] | null, after: readonly LayoutSection[] | null) =>
      layoutDifferences(
        before ? [{ name: 'phone', sections: before }] : [],
        after ? [{ name: 'phone', sections: after }] : [],
      ).map(({ key, label: of }) => `${key} ${of?.en ?? ''}`.trim())
    expect(keys(null, laid)).toEqual(['newLayout Phone', 'newSection s1', 'newSection s2'])
    expect(keys(laid, null)).toEqual(['goneLayout Phone'])
    expect(keys(laid, laid)).toEqual([])
    const [first = section('s1'), second = section('s2')] = laid
    expect(keys(laid, [second, { ...first, when: 'a = 1', label: label('x') }])).toEqual([
      'renamedSection x',
      'sectionWhen x',
      'movedSections',
    ])
    expect(
      keys(laid, [
        { ...first, columns: 2 },
        { ...section('s3'), when: 'TRUE' },
      ]),
    ).toEqual(['changedSection s1', 'newBlock s3', 'goneSection s2'])
  })
})
