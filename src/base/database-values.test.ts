import { expect, test } from 'vitest'
import { isoInstant, parseArray } from './database-values.ts'

test.each([
  ['2026-01-31 08:00:00+00', '2026-01-31T08:00:00.000Z'],
  ['2026-01-31 08:00:00.5+00', '2026-01-31T08:00:00.500Z'],
  ['2026-01-31 08:00:00.123999+00', '2026-01-31T08:00:00.123Z'],
  ['infinity', 'infinity'],
  ['0044-03-15 12:00:00+00 BC', '0044-03-15 12:00:00+00 BC'],
])('the instant %s is %s', (text, iso) => {
  expect(isoInstant(text)).toBe(iso)
})

test.each([
  ['{}', []],
  ['{a,b}', ['a', 'b']],
  ['{NULL,"NULL"}', [null, 'NULL']],
  ['{"a,b","c\\"d","e\\\\f","","{x}"}', ['a,b', 'c"d', 'e\\f', '', '{x}']],
  ['{接力,"两 个"}', ['接力', '两 个']],
])('the array %s is %j', (text, items) => {
  expect(parseArray(text)).toEqual(items)
})

test('arrays of arrays are refused rather than misread', () => {
  expect(() => parseArray('{{a},{b}}')).toThrow(/one-dimensional/)
})
