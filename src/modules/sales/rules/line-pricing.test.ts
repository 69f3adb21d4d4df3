import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal } from '#base/values/decimal'
import { lineAmount, tierPrice } from './line-pricing.ts'

const d = (text: string) => new Decimal(text)
const lists = [
  { id: 'old', validFrom: '2026-01-01' },
  { id: 'new', validFrom: '2026-06-01' },
]
const tier = (priceList: string, minQuantity: string, price: string, item = 'i') => ({
  priceList,
  item,
  minQuantity,
  price,
})

describe('prices', () => {
  test('[SA2] the highest tier reached decides, its own quantity included', () => {
    const tiers = [tier('old', '0', '10'), tier('old', '100', '9'), tier('old', '1000', '8')]
    expect(tierPrice('i', d('99.999'), lists, tiers)).toBe('10')
    expect(tierPrice('i', d('100'), lists, tiers)).toBe('9')
    expect(tierPrice('i', d('5000'), lists, tiers)).toBe('8')
  })
  test('[SA2] of equal tiers the list that became valid last decides', () => {
    const tiers = [tier('new', '0', '12'), tier('old', '0', '10')]
    expect(tierPrice('i', d('1'), lists, tiers)).toBe('12')
    expect(tierPrice('i', d('1'), lists, tiers.toReversed())).toBe('12')
  })
  test('[SA2] lists that are not valid and other items price nothing', () => {
    expect(
      tierPrice('i', d('1'), lists, [tier('gone', '0', '1'), tier('old', '0', '1', 'j')]),
    ).toBeUndefined()
    expect(tierPrice('i', d('1'), lists, [tier('old', '2', '1')])).toBeUndefined()
  })
})

describe('amounts', () => {
  test.each([
    ['3', '0.335', '0', '1.01'],
    ['1', '0.005', '0', '0.01'],
    ['1.5', '19.9999', '0.05', '28.5'],
    ['1000000', '0.0001', '0', '100'],
    ['7', '100', '1', '0'],
  ])('[SA3] %s × %s less %s is %s, rounded once', (quantity, price, discount, amount) => {
    expect(lineAmount(d(quantity), d(price), d(discount)).toFixed()).toBe(amount)
  })
  test('[SA3] a discount never makes a line dearer or negative', () => {
    const digits = (max: number, scale: number) =>
      fc.integer({ min: 0, max }).map((units) => new Decimal(units).div(10 ** scale))
    fc.assert(
      fc.property(digits(1e9, 3), digits(1e9, 4), digits(10_000, 4), (quantity, price, discount) => {
        const full = lineAmount(quantity, price, d('0'))
        const less = lineAmount(quantity, price, discount)
        return less.gte(0) && less.lte(full)
      }),
      { seed: 7 },
    )
  })
})
