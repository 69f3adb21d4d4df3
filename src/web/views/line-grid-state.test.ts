import { describe, expect, test } from 'vitest'
import type { FieldMetadata } from '#kernel/module'
import { cellsOf, drawnLines, pastedValue, withoutLine, withValue } from './line-grid-state.ts'

const stored = [
  { id: 'a', quantity: '1' },
  { id: 'b', quantity: '2' },
]
const field = (type: string, more = {}): FieldMetadata =>
  ({
    name: 'f',
    type,
    label: { 'zh-CN': '', en: '' },
    writable: true,
    layer: 'system',
    ...more,
  }) as FieldMetadata

describe('lines being edited', () => {
  test('what was typed lies over what is stored, new lines come last', () => {
    const lines = withValue([{ id: 'n', values: { quantity: '9' }, isNew: true }], 'b', { quantity: '7' })
    expect(drawnLines(stored, lines).map(({ shown }) => [shown.id, shown.quantity])).toEqual([
      ['a', '1'],
      ['b', '7'],
      ['n', '9'],
    ])
  })

  test('a stored line taken out is remembered, a new one is forgotten', () => {
    expect(drawnLines(stored, withoutLine([], 'a')).map(({ id }) => id)).toEqual(['b'])
    expect(withoutLine([{ id: 'n', values: {}, isNew: true }], 'n')).toEqual([])
  })
})

describe('a table copied from a spreadsheet', () => {
  test('is rows and cells; one cell alone is no table', () => {
    expect(cellsOf('a\tb\r\nc\t\r\n')).toEqual([
      ['a', 'b'],
      ['c', ''],
    ])
    expect(cellsOf('just text')).toBeNull()
    expect(cellsOf(Array.from({ length: 900 }, () => 'x').join('\n'))).toHaveLength(500)
  })

  test('each cell is read as its column means it', () => {
    expect(pastedValue(field('decimal'), '1,234.5')).toBe('1234.5')
    expect(pastedValue(field('money'), '3.5万')).toBe('35000')
    expect(pastedValue(field('percent'), '13%')).toBe('0.13')
    expect(pastedValue(field('percent'), '0.13')).toBe('0.13')
    expect(pastedValue(field('date'), '2026/1/5')).toBe('2026-01-05')
    expect(pastedValue(field('date'), '2026年11月26日')).toBe('2026-11-26')
    expect(pastedValue(field('text'), '')).toBeNull()
    const options = [{ key: 'rush', label: { 'zh-CN': '加急', en: 'Rush' } }]
    expect(pastedValue(field('select', { options }), '加急')).toBe('rush')
    expect(pastedValue(field('select', { options }), '别的')).toBeUndefined()
    expect(pastedValue(field('reference'), '深圳华强')).toBeUndefined()
  })
})
