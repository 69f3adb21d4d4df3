import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal, sum } from '#base/values/decimal'
import { splitOverWarehouses } from './split-over-warehouses.ts'

const free = (places: Record<string, number>): Map<string, Decimal> =>
  new Map(Object.entries(places).map(([place, quantity]) => [place, new Decimal(quantity)]))
const shown = (split: ReturnType<typeof splitOverWarehouses>): string =>
  `${split.pieces.map((piece) => `${piece.warehouse}:${piece.quantity}`).join(' ')} missing ${split.missing}`

describe('splitting a wanted quantity over warehouses', () => {
  test('one warehouse that holds all of it wins over several', () => {
    expect(shown(splitOverWarehouses(new Decimal(8), free({ a: 5, b: 9, c: 6 })))).toBe('b:8 missing 0')
  })
  test('the preferred warehouse comes first even when it is short', () => {
    expect(shown(splitOverWarehouses(new Decimal(8), free({ a: 5, b: 9 }), 'a'))).toBe('a:5 b:3 missing 0')
  })
  test('what nobody has is said, and an empty or negative place gives nothing', () => {
    expect(shown(splitOverWarehouses(new Decimal(8), free({ a: 0, b: -2, c: 6 })))).toBe('c:6 missing 2')
    expect(shown(splitOverWarehouses(new Decimal(0), free({ a: 5 })))).toBe(' missing 0')
  })
  test('pieces and missing sum to what was wanted; nothing is taken that is not there', () => {
    const quantity = fc.integer({ min: -5_000, max: 50_000 }).map((n) => new Decimal(n).dividedBy(1000))
    const places = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), quantity)
    fc.assert(
      fc.property(quantity, places, fc.constantFrom('a', 'b', undefined), (wanted, held, preferred) => {
        const stock = new Map(Object.entries(held))
        const split = splitOverWarehouses(wanted, stock, preferred)
        const taken = sum(split.pieces.map((piece) => piece.quantity))
        expect(taken.plus(split.missing).eq(wanted.gt(0) ? wanted : 0)).toBe(true)
        for (const piece of split.pieces) {
          expect(piece.quantity.gt(0)).toBe(true)
          expect(piece.quantity.lte(stock.get(piece.warehouse) ?? 0)).toBe(true)
        }
        expect(new Set(split.pieces.map((piece) => piece.warehouse)).size).toBe(split.pieces.length)
      }),
      { seed: 7, numRuns: 300 },
    )
  })
})
