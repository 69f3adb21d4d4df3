// Every field that somebody types says what belongs in it, in both languages, in words of its own.
import { describe, expect, test } from 'vitest'
import type { Field, Label } from '#kernel/schema'
import { modules } from './index.ts'

const computed = ['autoNumber', 'formula', 'rollup', 'lines']
const typed = (fields: readonly Field[]): readonly Field[] =>
  fields.filter(({ type, hidden, readOnly }) => !hidden && !readOnly && !computed.includes(type))

const named = (object: string, fields: readonly Field[]) =>
  typed(fields).map((field) => ({ name: `${object}.${field.name}`, field }))

const fields = modules.flatMap(({ objects, extend = [] }) => [
  ...objects.flatMap((object) => named(object.name, object.fields)),
  ...extend.flatMap((extension) => named(extension.object, extension.fields ?? [])),
])

/** How long a sentence may be, and how much of it must be left beside the label: a Chinese sign says what several letters do. */
const bounds = { 'zh-CN': { most: 40, own: 5 }, en: { most: 90, own: 12 } } as const

const letters = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

/** What is wrong with the help of a field in one language, if anything. */
function fault(label: Label, help: Label | undefined, language: keyof Label): string | null {
  const says = help?.[language] ?? ''
  if (says === '') return 'says nothing'
  if (says.length > bounds[language].most) return `has ${says.length} letters: ${says}`
  const own = letters(says).replaceAll(letters(label[language]), '')
  return own.length < bounds[language].own ? `repeats the label: ${says}` : null
}

describe('[DQ-07] what a field is for stands where it is typed', () => {
  test('every typed field of every module explains itself in both languages, shortly and beyond its label', () => {
    const faults = fields.flatMap(({ name, field: { label, help } }) =>
      (['zh-CN', 'en'] as const).flatMap((language) => {
        const found = fault(label, help, language)
        return found === null ? [] : [`${name} (${language}) ${found}`]
      }),
    )
    expect(fields.length).toBeGreaterThan(250)
    expect(faults).toEqual([])
  })

  test('silence, the label again and a speech are faults', () => {
    const label = { 'zh-CN': '名称', en: 'Name' }
    const both = (text: string, english = text) => ({ 'zh-CN': text, en: english })
    expect(fault(label, undefined, 'en')).toBe('says nothing')
    expect(fault(label, both('客户的名称。'), 'zh-CN')).toContain('repeats')
    expect(fault(label, both('', 'The name.'), 'en')).toContain('repeats')
    expect(fault(label, both('长'.repeat(41)), 'zh-CN')).toContain('41')
    expect(fault(label, both('', 'The full registered name'), 'en')).toBeNull()
  })
})
