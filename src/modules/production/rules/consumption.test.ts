import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal, sum } from '#base/values/decimal'
import { consumption, dueConsumption, type Material } from './consumption.ts'

const d = (value: number | string): Decimal => new Decimal(value)

describe('[PR3] materials taken for a report', () => {
  test('however production is reported, exactly the required quantity is taken in the end', () => {
    const cut = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), cut, (thousandths, reports) => {
        const required = d(thousandths).dividedBy(1000)
        const quantity = sum(reports.map(d))
        let produced = d(0)
        let consumed = d(0)
        for (const report of reports) {
          produced = produced.plus(report)
          consumed = consumed.plus(dueConsumption(required, consumed, quantity, produced))
        }
        expect(consumed.eq(required)).toBe(true)
      }),
      { seed: 11, numRuns: 200 },
    )
  })

  const material = (id: string, due: number, held: Record<string, number> = {}): Material => ({
    id,
    component: 'c',
    name: '轴承',
    due: d(due),
    held: new Map(Object.entries(held).map(([place, quantity]) => [place, d(quantity)])),
  })
  const free = (quantity: number) => new Map([['c', new Map([['w', d(quantity)]])]])

  test('come first from what is reserved for it, then from free stock', () => {
    const taken = consumption([material('m', 5, { w: 2 })], free(10), 'w')
    expect(taken.ok && taken.value.map((one) => `${one.quantity} ${one.reserved}`)).toEqual([
      '2 true',
      '3 false',
    ])
  })
  test('share free stock and never take the same unit twice', () => {
    const taken = consumption([material('m', 5), material('n', 6)], free(10), 'w')
    expect(taken.ok).toBe(false)
    expect(!taken.ok && taken.problems[0]?.params).toMatchObject({
      item: '轴承',
      wanted: '6',
      available: '5',
    })
  })
})
