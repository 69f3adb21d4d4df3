import { expect, test } from 'vitest'
import { savedMinutes, shareOf, whyIdle } from './usage.ts'

const field = (filled: number, changed = 0, listed = 0, spentMs = 0) => ({
  ...{ field: 'f', filled, changed, listed, spentMs },
  ...{ corrected: 0, late: 0, bulk: 0, opened: 0 },
})

test('[MO16] a share is a whole percentage, and never says all or nothing of what is not', () => {
  expect([shareOf(37, 100), shareOf(1, 1000), shareOf(999, 1000), shareOf(0, 0), shareOf(5, 5)]).toEqual([
    37, 1, 99, 0, 100,
  ])
})

test('[MO41] a field is proposed for retirement when enough records hardly fill it, or nobody asks for it, and nobody touches it', () => {
  expect([
    whyIdle(field(4), 100, 0),
    whyIdle(field(5), 100, 0),
    whyIdle(field(0), 10, 0),
    whyIdle(field(0, 1), 100, 0),
  ]).toEqual(['blank', null, null, null])
  // Full, and asked for by nobody; said only once the object's lists were looked at often enough.
  expect([
    whyIdle(field(90), 100, 50),
    whyIdle(field(90), 100, 49),
    whyIdle(field(90, 0, 1), 100, 50),
    whyIdle(field(90, 1), 100, 50),
  ]).toEqual(['unseen', null, null, null])
})

test('[MO41] what would be saved is the time in the fields, for each person and day on which they wrote', () => {
  // Two people on ten days each, fifty minutes in one field and ten in another.
  expect(savedMinutes([field(1, 0, 0, 3_000_000), field(1, 0, 0, 600_000)], 20)).toBe(3)
  expect(savedMinutes([field(1, 0, 0, 60_000)], 0)).toBe(0)
})
