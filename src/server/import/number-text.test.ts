import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberText } from './number-text.ts'

test.each([
  ['1234.5', '1234.5'],
  ['1,234,567.50', '1234567.5'],
  ['.00', '0'],
  ['.5', '0.5'],
  ['-12', '-12'],
  ['(1,234.5)', '-1234.5'],
  ['¥ 1,200', '1200'],
  ['￥１２３', '123'],
  ['12.5%', '0.125'],
  ['13 ％', '0.13'],
  ['+7', '7'],
  ['007', '7'],
])('%s is %s', (text, expected) => expect(numberText(text)).toBe(expected))

test.each(['', '.', '-', '1,23', '1.2.3', '1e5', '12abc', '0x10', 'NaN', '--1', '1,2345'])(
  '"%s" is no number',
  (text) => expect(numberText(text)).toBeUndefined(),
)

test('rounds to the scale, half away from zero, and reads a decimal comma', () => {
  expect(numberText('9.80000019', { scale: 2 })).toBe('9.80')
  expect(numberText('2.345', { scale: 2 })).toBe('2.35')
  expect(numberText('1.234,56', { comma: true })).toBe('1234.56')
  expect(numberText('5', { percent: true })).toBe('0.05')
})

test('whatever a spreadsheet groups is read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), (number) => {
      expect(numberText(number.toLocaleString('en-US'))).toBe(String(number === 0 ? 0 : number))
    }),
    { seed: 20, numRuns: 300 },
  )
})
