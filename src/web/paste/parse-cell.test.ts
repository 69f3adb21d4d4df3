import { describe, expect, test } from 'vitest'
import type { Field } from '#kernel/schema'
import { parseCell } from './parse-cell.ts'

const field = (type: string, more = {}): Field =>
  ({ name: 'f', type, label: { 'zh-CN': '', en: '' }, ...more }) as Field
const read = (type: string, text: string, more = {}) => {
  const cell = parseCell(text, field(type, more), 'Asia/Shanghai')
  return cell.kind === 'value'
    ? cell.value
    : cell.kind === 'sought'
      ? `? ${cell.texts.join(' + ')}`
      : `! ${cell.code}`
}
const options = [
  { key: 'rush', label: { 'zh-CN': '加急', en: 'Rush' } },
  { key: 'key', label: { 'zh-CN': '重点', en: 'Key' } },
  { key: 'old', label: { 'zh-CN': '旧', en: 'Old' }, retired: true },
]

describe('a cell copied from a spreadsheet is read as its column means it', () => {
  test.each([
    ['decimal', '1,234.00', '1234'],
    ['decimal', ' １２ ', '12'],
    ['decimal', '十二', '! noNumber'],
    ['money', '￥1,234.50', '1234.5'],
    ['money', '3.5万', '35000'],
    ['money', '(1,200.00)', '-1200'],
    ['percent', '13%', '0.13'],
    ['percent', '0.13', '0.13'],
    ['date', '2026/1/5', '2026-01-05'],
    ['date', '2026年11月26日', '2026-11-26'],
    ['date', '20261126', '2026-11-26'],
    ['date', '2026-02-30', '! noDate'],
    ['datetime', '2026-11-26 09:30', '2026-11-26T01:30:00.000Z'],
    ['datetime', '2026-11-26 25:00', '! noMoment'],
    ['boolean', '是', true],
    ['boolean', 'No', false],
    ['boolean', '也许', '! noTruth'],
    ['reference', '深圳华强', '? 深圳华强'],
    ['person', '李雷', '? 李雷'],
    ['reference', '华强（深圳）', '? 华强（深圳）'],
    ['persons', '李雷、 韩梅；李雷', '? 李雷 + 韩梅'],
    ['tags', '急, 大客户，急', ['急', '大客户']],
    ['formula', '1', '! computed'],
    ['date', '', null],
    ['text', '  ', null],
  ])('%s %j', (type, text, wanted) => {
    expect(read(type, text)).toEqual(wanted)
  })

  test('options by key and by either label; one that is out of use is none', () => {
    expect(read('select', '加急', { options })).toBe('rush')
    expect(read('select', 'KEY', { options })).toBe('key')
    expect(read('select', '旧', { options })).toBe('! noOption')
    expect(read('multiSelect', '加急、Key', { options })).toEqual(['rush', 'key'])
    expect(read('multiSelect', '加急、别的', { options })).toBe('! noOption')
  })

  test('a text keeps its full-width signs and may not be longer than its field', () => {
    expect(read('text', '（样品）')).toBe('（样品）')
    expect(read('text', '四个字啊', { maxLength: 3 })).toBe('! tooLong')
  })
})
