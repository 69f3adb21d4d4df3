import { describe, expect, test } from 'vitest'
import type { FieldMetadata } from '#kernel/module'
import { cellsOf, tableOf } from '../paste/pasted-table.ts'
import { cellOf, drawnLines, movedLine, withoutLine, withValue } from './line-grid-state.ts'

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

describe('lines by key', () => {
  const fresh = ['n', 'm'].map((id) => ({ id, values: { quantity: id }, isNew: true }))

  test('a new line moves among the new ones; a stored one stays', () => {
    expect(movedLine(fresh, 'm', -1).map(({ id }) => id)).toEqual(['m', 'n'])
    expect(movedLine(fresh, 'm', 1)).toBe(fresh)
    expect(movedLine(fresh, 'a', 1)).toBe(fresh)
  })

  test('a cell is copied with the name it shows', () => {
    const row = { item: 'x', item$title: '电机', quantity: '1' }
    expect(cellOf(row, 'item')).toEqual({ item: 'x', item$title: '电机' })
  })
})

describe('a table copied from a spreadsheet', () => {
  const fields = ['item', 'quantity'].map((name) =>
    field('text', { name, label: { 'zh-CN': name === 'item' ? '物料' : '数量', en: name } }),
  )

  test('is rows and cells; one cell alone is no table', () => {
    expect(cellsOf('a\tb\r\nc\t\r\n')).toEqual([
      ['a', 'b'],
      ['c', ''],
    ])
    expect(cellsOf('just text')).toBeNull()
    expect(cellsOf(Array.from({ length: 900 }, () => 'x').join('\n'))).toHaveLength(500)
  })

  test('its heads say which column is what, in any language and order; without heads it goes right from the cell', () => {
    const headed = tableOf(
      [
        ['数量*', 'ITEM', '备忘'],
        ['3', 'M1', 'x'],
      ],
      fields,
      fields,
      1,
    )
    expect(headed.columns.map((one) => one?.name)).toEqual(['quantity', 'item', undefined])
    expect(headed.rows).toEqual([['3', 'M1', 'x']])
    const bare = tableOf([['M1', '3']], fields, fields, 0)
    expect(bare.columns.map((one) => one?.name)).toEqual(['item', 'quantity'])
    expect(bare.rows).toHaveLength(1)
  })
})
