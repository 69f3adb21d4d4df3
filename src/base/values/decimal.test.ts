import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compare,
  Decimal,
  divide,
  formatDecimal,
  fromUnits,
  maxDecimalLength,
  parseDecimal,
  ratio,
  roundTo,
  sum,
  toUnits,
} from './decimal.ts'

const seed = { seed: 20250928, numRuns: 500 }
const d = (text: string): Decimal => new Decimal(text)
const shown = (value: Decimal | undefined): string | undefined => value && formatDecimal(value)

/** A decimal as its integer units and scale, so that a test can compute with integers what the code claims. */
const anyUnits = fc.record({
  units: fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
  scale: fc.integer({ min: 0, max: 24 }),
})

describe('reading', () => {
  const accepted: readonly (readonly [string | number, string])[] = [
    ['0', '0'],
    ['-0', '0'],
    ['-0.000', '0'],
    ['1.50', '1.5'],
    ['-12.30', '-12.3'],
    ['100', '100'],
    [0.1, '0.1'],
    [-0, '0'],
    [1e-7, '0.0000001'],
    [1e21, '1000000000000000000000'],
    ['9'.repeat(60), '9'.repeat(60)],
  ]
  test.each(accepted)('%j is read as %s', (input, text) => {
    expect(shown(parseDecimal(input))).toBe(text)
  })

  const refused = [
    '',
    ' ',
    '+1',
    '01',
    '-01',
    '.5',
    '5.',
    '1e3',
    '1E3',
    '0x10',
    '0b1',
    '1_000',
    '1,000',
    ' 1',
    '1 ',
    '1\n',
    '--1',
    '-',
    '.',
    '1.2.3',
    '１２',
    '١',
    'NaN',
    'Infinity',
    '-Infinity',
    '∞',
    '9'.repeat(61),
    `0.${'0'.repeat(59)}`,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1e300,
    5e-324,
    null,
    undefined,
    true,
    1n,
    [],
    ['1'],
    {},
    { toString: () => '1' },
  ]
  test.each(refused.map((input) => [input]))('%o is refused', (input) => {
    expect(parseDecimal(input)).toBeUndefined()
  })

  test('whatever is read is written plainly and keeps its value', () => {
    const alphabet = fc.constantFrom(...'0123456789.-+eE ')
    fc.assert(
      fc.property(fc.string({ unit: alphabet, maxLength: 12 }), (text) => {
        const value = parseDecimal(text)
        expect(value !== undefined).toBe(/^-?(0|[1-9]\d*)(\.\d+)?$/.test(text))
        if (value !== undefined) expect(value.toNumber()).toBe(Number(text) + 0)
      }),
      { ...seed, numRuns: 5000 },
    )
  })

  test('what is written is read back, within the bound', () => {
    fc.assert(
      fc.property(anyUnits, (units) => {
        const value = fromUnits(units)
        const text = formatDecimal(value)
        expect(text.length).toBeLessThanOrEqual(maxDecimalLength)
        expect(text).toMatch(/^(?:0|-?(?:0\.[0-9]*[1-9]|[1-9][0-9]*(?:\.[0-9]*[1-9])?))$/)
        expect(shown(parseDecimal(text))).toBe(text)
      }),
      seed,
    )
  })
})

describe('writing', () => {
  test.each([
    ['1.005', 2, '1.01'],
    ['-1.005', 2, '-1.01'],
    ['-0.004', 2, '0.00'],
    ['0.5', 0, '1'],
    ['-0.5', 0, '-1'],
    ['2.5', 0, '3'],
    ['12', 3, '12.000'],
    ['999.999', 2, '1000.00'],
  ])('%s with %i fraction digits is %s', (text, scale, expected) => {
    expect(formatDecimal(d(text), scale)).toBe(expected)
  })

  test('large and small values have no exponent', () => {
    expect(formatDecimal(d('1e40'))).toBe(`1${'0'.repeat(40)}`)
    expect(formatDecimal(d('-1e-40'))).toBe(`-0.${'0'.repeat(39)}1`)
    expect(d('1e40').toString()).toBe(`1${'0'.repeat(40)}`)
  })

  test('what is no number is a bug, and so is a scale that is none', () => {
    expect(() => formatDecimal(d('1').div(0))).toThrow(RangeError)
    expect(() => formatDecimal(d('NaN'))).toThrow(RangeError)
    expect(() => roundTo(d('1'), -1)).toThrow(RangeError)
    expect(() => roundTo(d('1'), 1.5)).toThrow(RangeError)
    expect(() => formatDecimal(d('1'), 101)).toThrow(RangeError)
  })

  test('repeated squaring ends in infinity instead of exhausting memory', () => {
    let value = d('10')
    for (let i = 0; i < 100; i++) value = value.times(value)
    expect(value.isFinite()).toBe(false)
  })
})

describe('rounding and dividing', () => {
  test('rounding is half away from zero, as integers say', () => {
    fc.assert(
      fc.property(anyUnits, fc.integer({ min: 0, max: 24 }), (units, scale) => {
        const value = fromUnits(units)
        const error = roundTo(value, scale).minus(value)
        const half = d('0.5').times(d('10').pow(-scale))
        expect(error.abs().lte(half)).toBe(true)
        if (error.abs().eq(half)) expect(error.isNegative()).toBe(value.isNegative())
      }),
      seed,
    )
  })

  test.each([
    ['1', '3', '0.33333333333333333333'],
    ['2', '3', '0.66666666666666666667'],
    ['-2', '3', '-0.66666666666666666667'],
    ['1', '-8', '-0.125'],
    ['0', '-7', '0'],
    ['1', '200000000000000000000', '0.00000000000000000001'],
    ['1', '200000000000000000001', '0'],
    ['-1', '200000000000000000000', '-0.00000000000000000001'],
    ['9'.repeat(60), '0.00000000000000000001', `${'9'.repeat(60)}${'0'.repeat(20)}`],
  ])('%s ÷ %s is %s', (dividend, divisor, quotient) => {
    expect(shown(divide(d(dividend), d(divisor)))).toBe(quotient)
  })

  test('a quotient just under a half is not rounded twice', () => {
    // 0.5 − 10^-59 rounds to one half at 50 digits, and that would then round up.
    expect(shown(ratio([d(`0.4${'9'.repeat(57)}`)], [d('1')], 0))).toBe('0')
    expect(shown(ratio([d('1'), d('1')], [d('2')], 0))).toBe('1')
  })

  test('division by zero has no value', () => {
    expect(divide(d('1'), d('0'))).toBeUndefined()
    expect(divide(d('0'), d('-0'))).toBeUndefined()
  })

  test('a quotient is the nearest of its scale, the farther from zero of two', () => {
    fc.assert(
      fc.property(
        anyUnits,
        anyUnits.filter(({ units }) => units !== 0n),
        (above, below) => {
          const exact = new (Decimal.clone({ precision: 400 }))(0)
          const [a, b] = [fromUnits(above), fromUnits(below)]
          const quotient = toUnits(divide(a, b) ?? d('NaN'))
          // |q·b − a| ≤ |b| / 2·10^20, over integers of one scale.
          const q = exact.plus(fromUnits(quotient))
          const error = q.times(b).minus(a).abs()
          const bound = exact.plus(b).abs().times('0.5e-20')
          expect(error.lte(bound)).toBe(true)
          if (error.eq(bound)) expect(q.abs().times(b.abs()).gt(a.abs())).toBe(true)
        },
      ),
      seed,
    )
  })
})

test('units and decimals convert without loss', () => {
  fc.assert(
    fc.property(anyUnits, (units) => {
      const back = toUnits(fromUnits(units))
      expect(back.units * 10n ** BigInt(units.scale)).toBe(units.units * 10n ** BigInt(back.scale))
    }),
    seed,
  )
})

test('sums are exact where floats are not, and nothing sums to zero', () => {
  expect(shown(sum([d('0.1'), d('0.2')]))).toBe('0.3')
  expect(shown(sum([]))).toBe('0')
  expect(shown(sum([d('-0')]))).toBe('0')
  expect(shown(sum(Array.from({ length: 1000 }, () => d('0.001'))))).toBe('1')
})

test('comparison is by value', () => {
  expect(compare(d('1.0'), d('1.00'))).toBe(0)
  expect(compare(d('-0'), d('0'))).toBe(0)
  expect(compare(d('9'), d('10'))).toBe(-1)
  expect(compare(d('-9'), d('-10'))).toBe(1)
})
