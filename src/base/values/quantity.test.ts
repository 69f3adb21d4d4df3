import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decimal, formatDecimal, fromUnits } from './decimal.ts'
import { convertQuantity, isUnitFactor, roundQuantity, unitFactor } from './quantity.ts'

const seed = { seed: 20260228, numRuns: 500 }
const d = (text: string): Decimal => new Decimal(text)
const shown = (value: Decimal | undefined): string | undefined => value && formatDecimal(value)
const piece = unitFactor(d('1'))
const box = unitFactor(d('12'))
const third = { numerator: d('1'), denominator: d('3') }
const small = fc.bigInt({ min: 1n, max: 10n ** 9n }).map((units) => fromUnits({ units, scale: 4 }))

test('known conversions', () => {
  expect(shown(convertQuantity(d('2.5'), box, piece, 3))).toBe('30')
  expect(shown(convertQuantity(d('30'), piece, box, 3))).toBe('2.5')
  expect(shown(convertQuantity(d('1'), piece, box, 3))).toBe('0.083')
  expect(shown(convertQuantity(d('-1'), piece, box, 4))).toBe('-0.0833')
  expect(shown(convertQuantity(d('9'), third, piece, 6))).toBe('3')
  expect(shown(convertQuantity(d('1'), piece, third, 0))).toBe('3')
})

test('a factor that is not greater than zero converts nothing', () => {
  for (const bad of ['0', '-1', 'NaN', 'Infinity']) {
    expect(isUnitFactor(unitFactor(d(bad)))).toBe(false)
    expect(convertQuantity(d('1'), unitFactor(d(bad)), piece, 2)).toBeUndefined()
    expect(convertQuantity(d('1'), piece, { numerator: d('1'), denominator: d(bad) }, 2)).toBeUndefined()
  }
})

test('there and back is exact when nothing needs rounding', () => {
  fc.assert(
    fc.property(small, small, (quantity, factor) => {
      const unit = unitFactor(factor)
      const base = convertQuantity(quantity, unit, piece, 8)
      expect(base?.eq(quantity.times(factor))).toBe(true)
      expect(shown(base && convertQuantity(base, piece, unit, 4))).toBe(formatDecimal(quantity))
    }),
    seed,
  )
})

test('the longest numbers that can be read convert without loss', () => {
  const long = d(`0.${'9'.repeat(58)}`)
  const unit = { numerator: long, denominator: long }
  expect(shown(convertQuantity(long, unit, piece, 58))).toBe(formatDecimal(long))
})

test.each([
  ['1.234', 2, '1.23', '1.24', '1.23'],
  ['-1.234', 2, '-1.23', '-1.23', '-1.24'],
  ['1.005', 2, '1.01', '1.01', '1'],
  ['-0.4', 0, '0', '0', '-1'],
  ['3', 0, '3', '3', '3'],
])('%s in %i fraction digits: nearest %s, up %s, down %s', (text, scale, nearest, up, down) => {
  expect(formatDecimal(roundQuantity(d(text), scale))).toBe(nearest)
  expect(formatDecimal(roundQuantity(d(text), scale, 'up'))).toBe(up)
  expect(formatDecimal(roundQuantity(d(text), scale, 'down'))).toBe(down)
})
