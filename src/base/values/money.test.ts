import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compare, Decimal, formatDecimal, fromUnits, roundTo, sum } from './decimal.ts'
import { allocate, currencyScale, isCurrencyCode, roundMoney, taxInGross, taxOnNet } from './money.ts'

const seed = { seed: 20260214, numRuns: 500 }
const d = (text: string): Decimal => new Decimal(text)
const list = (values: readonly Decimal[] | undefined): readonly string[] | undefined =>
  values?.map((v) => formatDecimal(v))
const cents = fc
  .bigInt({ min: -(10n ** 15n), max: 10n ** 15n })
  .map((units) => fromUnits({ units, scale: 2 }))
const weight = fc.bigInt({ min: 0n, max: 10n ** 9n }).map((units) => fromUnits({ units, scale: 4 }))
const rate = fc.integer({ min: 0, max: 3000 }).map((units) => fromUnits({ units: BigInt(units), scale: 4 }))

test.each([
  ['CNY', 2],
  ['USD', 2],
  ['JPY', 0],
  ['KRW', 0],
  ['VND', 0],
  ['KWD', 3],
  ['BHD', 3],
  ['CLF', 4],
  ['XYZ', 2],
  ['__proto__', 2],
  ['constructor', 2],
  ['', 2],
])('%s is counted in %i fraction digits', (code, scale) => {
  expect(currencyScale(code)).toBe(scale)
})

test('money rounds to the minor unit, half away from zero', () => {
  expect(formatDecimal(roundMoney(d('1.005'), 'CNY'))).toBe('1.01')
  expect(formatDecimal(roundMoney(d('-1.005'), 'CNY'))).toBe('-1.01')
  expect(formatDecimal(roundMoney(d('100.5'), 'JPY'))).toBe('101')
  expect(formatDecimal(roundMoney(d('1.0005'), 'KWD'))).toBe('1.001')
})

test('a currency code is three capital letters', () => {
  expect(['CNY', 'cny', 'CN', 'CNYX', 'CN1', '', null].map(isCurrencyCode)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
    false,
  ])
})

describe('allocation', () => {
  test('known divisions', () => {
    const ones = [d('1'), d('1'), d('1')]
    expect(list(allocate(d('100'), ones, 'CNY'))).toEqual(['33.34', '33.33', '33.33'])
    expect(list(allocate(d('-100'), ones, 'CNY'))).toEqual(['-33.34', '-33.33', '-33.33'])
    expect(list(allocate(d('100'), ones, 'JPY'))).toEqual(['34', '33', '33'])
    expect(list(allocate(d('0.01'), [d('1'), d('2'), d('0')], 'CNY'))).toEqual(['0', '0.01', '0'])
    expect(list(allocate(d('10'), [d('0'), d('5')], 'CNY'))).toEqual(['0', '10'])
    expect(list(allocate(d('0'), ones, 'CNY'))).toEqual(['0', '0', '0'])
  })

  test('weights that cannot divide anything', () => {
    expect(allocate(d('1'), [], 'CNY')).toBeUndefined()
    expect(allocate(d('1'), [d('0'), d('0')], 'CNY')).toBeUndefined()
    expect(allocate(d('1'), [d('2'), d('-1')], 'CNY')).toBeUndefined()
    expect(allocate(d('1'), [d('NaN')], 'CNY')).toBeUndefined()
    expect(allocate(d('1'), new Array(10_001).fill(d('1')), 'CNY')).toBeUndefined()
  })

  test('shares add up, and each is its proportion cut to the cent or one cent more', () => {
    fc.assert(
      fc.property(cents, fc.array(weight, { minLength: 1, maxLength: 30 }), (amount, weights) => {
        const shares = allocate(amount, weights, 'CNY')
        const total = sum(weights)
        expect(shares === undefined).toBe(total.isZero())
        if (shares === undefined) return
        expect(formatDecimal(sum(shares))).toBe(formatDecimal(amount))
        for (const [i, share] of shares.entries()) {
          const difference = share
            .times(total)
            .minus(amount.times(weights[i] ?? 0))
            .abs()
          expect(compare(difference, total.times('0.01'))).toBe(-1)
        }
      }),
      seed,
    )
  })
})

describe('tax', () => {
  const parts = (taxed: ReturnType<typeof taxOnNet>): readonly string[] | undefined =>
    taxed && [taxed.net, taxed.tax, taxed.gross].map((part) => formatDecimal(part, 2))

  test('known amounts at 13 % and 6 %', () => {
    expect(parts(taxOnNet(d('100'), d('0.13'), 'CNY'))).toEqual(['100.00', '13.00', '113.00'])
    expect(parts(taxInGross(d('113'), d('0.13'), 'CNY'))).toEqual(['100.00', '13.00', '113.00'])
    expect(parts(taxInGross(d('100'), d('0.13'), 'CNY'))).toEqual(['88.50', '11.50', '100.00'])
    expect(parts(taxInGross(d('-100'), d('0.13'), 'CNY'))).toEqual(['-88.50', '-11.50', '-100.00'])
    expect(parts(taxOnNet(d('0.25'), d('0.06'), 'CNY'))).toEqual(['0.25', '0.02', '0.27'])
    expect(parts(taxOnNet(d('88.88'), d('0'), 'CNY'))).toEqual(['88.88', '0.00', '88.88'])
  })

  test('a negative or endless rate has no amounts', () => {
    for (const bad of ['-0.01', '-1', 'NaN', 'Infinity']) {
      expect(taxOnNet(d('1'), d(bad), 'CNY')).toBeUndefined()
      expect(taxInGross(d('1'), d(bad), 'CNY')).toBeUndefined()
    }
  })

  test('the parts add up and are rounded once', () => {
    fc.assert(
      fc.property(cents, rate, (amount, at) => {
        const on = taxOnNet(amount, at, 'CNY')
        const inside = taxInGross(amount, at, 'CNY')
        if (on === undefined || inside === undefined) throw new Error('no amounts')
        expect(on.net.plus(on.tax).eq(on.gross)).toBe(true)
        expect(on.tax.eq(roundTo(amount.times(at), 2))).toBe(true)
        expect(inside.net.plus(inside.tax).eq(inside.gross)).toBe(true)
        expect(inside.net.times(at.plus(1)).minus(amount).abs().lte(at.plus(1).times('0.005'))).toBe(true)
      }),
      seed,
    )
  })

  test('the tax inside the gross of a net is the tax on the net, to a cent', () => {
    fc.assert(
      fc.property(cents, rate, (net, at) => {
        const on = taxOnNet(net, at, 'CNY')
        const back = on && taxInGross(on.gross, at, 'CNY')
        expect(back?.net.minus(net).abs().lte('0.01')).toBe(true)
      }),
      seed,
    )
  })
})
