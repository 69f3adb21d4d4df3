import { expect, test } from 'vitest'
import { isIdle, shareOf } from './usage.ts'

const field = (filled: number, changed = 0) => ({
  field: 'f',
  filled,
  changed,
  corrected: 0,
  late: 0,
  bulk: 0,
})

test('[MO16] a share is a whole percentage, and never says all or nothing of what is not', () => {
  expect([shareOf(37, 100), shareOf(1, 1000), shareOf(999, 1000), shareOf(0, 0), shareOf(5, 5)]).toEqual([
    37, 1, 99, 0, 100,
  ])
})

test('[MO16] a field is proposed for retirement when enough records hardly fill it and nobody touches it', () => {
  expect([
    isIdle(field(4), 100),
    isIdle(field(5), 100),
    isIdle(field(0), 10),
    isIdle(field(0, 1), 100),
  ]).toEqual([true, false, false, false])
})
