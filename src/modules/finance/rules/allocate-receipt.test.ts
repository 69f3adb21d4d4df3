import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal, sum } from '#base/values/decimal'
import { allocateOldestFirst } from './allocate-receipt.ts'

const invoice = (id: string, dueOn: string | null, outstanding: string) => ({ id, dueOn, outstanding })

describe('allocation', () => {
  test('[N5] the oldest due is paid first and in full before the next', () => {
    const open = [invoice('new', '2026-03-01', '100.00'), invoice('old', '2026-01-01', '70.50')]
    expect(allocateOldestFirst('100.00', open)).toEqual([
      { invoice: 'old', amount: '70.50' },
      { invoice: 'new', amount: '29.50' },
    ])
  })
  test('[N5] what no invoice needs stays with the receipt', () => {
    expect(allocateOldestFirst('100.00', [invoice('a', '2026-01-01', '40.00')])).toEqual([
      { invoice: 'a', amount: '40.00' },
    ])
    expect(allocateOldestFirst('0.00', [invoice('a', null, '40.00')])).toEqual([])
  })
  test('[N5] settled invoices and credit notes take nothing; without a due date comes last', () => {
    const open = [
      invoice('x', null, '5'),
      invoice('paid', '2025-01-01', '0'),
      invoice('credit', '2025-01-01', '-9'),
    ]
    expect(allocateOldestFirst('7', [...open, invoice('y', '2026-01-01', '3')])).toEqual([
      { invoice: 'y', amount: '3.00' },
      { invoice: 'x', amount: '4.00' },
    ])
  })
  test('[N5] shares add up to the lesser of what came in and what is open, whatever the amounts', () => {
    const cents = fc
      .integer({ min: 0, max: 1_000_000 })
      .map((units) => new Decimal(units).div(100).toFixed(2))
    fc.assert(
      fc.property(cents, fc.array(cents, { maxLength: 20 }), (available, amounts) => {
        const open = amounts.map((amount, index) => invoice(String(index), '2026-01-01', amount))
        const shares = allocateOldestFirst(available, open)
        const total = sum(shares.map((share) => new Decimal(share.amount)))
        const most = Decimal.min(available, sum(amounts.map((amount) => new Decimal(amount))))
        return total.eq(most)
      }),
      { seed: 11 },
    )
  })
})
