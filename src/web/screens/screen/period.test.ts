import { expect, test } from 'vitest'
import { lastStarts, passedShare, spanOf } from './period.ts'

test('spans begin and end with the calendar, not with today', () => {
  expect(spanOf(undefined, '2026-06-15')).toEqual({})
  expect(spanOf('today', '2026-12-31')).toEqual({ from: '2026-12-31', to: '2027-01-01' })
  expect(spanOf('week', '2026-06-21')).toEqual({ from: '2026-06-15', to: '2026-06-22' })
  expect(spanOf('month', '2026-12-15')).toEqual({ from: '2026-12-01', to: '2027-01-01' })
  expect(spanOf('quarter', '2026-06-15')).toEqual({ from: '2026-04-01', to: '2026-07-01' })
  expect(spanOf('year', '2026-06-15')).toEqual({ from: '2026-01-01', to: '2027-01-01' })
})

test('the last periods end with the present one', () => {
  expect(lastStarts('week', 3, '2026-06-17')).toEqual(['2026-06-01', '2026-06-08', '2026-06-15'])
  expect(lastStarts('month', 2, '2026-01-17')).toEqual(['2025-12-01', '2026-01-01'])
  expect(lastStarts('day', 2, '2026-03-01')).toEqual(['2026-02-28', '2026-03-01'])
})

test('a span that has passed is whole, and today counts', () => {
  expect(passedShare({ from: '2026-06-01', to: '2026-06-11' }, '2026-06-05')).toBe(0.5)
  expect(passedShare({ from: '2026-06-01', to: '2026-06-11' }, '2027-01-01')).toBe(1)
})
