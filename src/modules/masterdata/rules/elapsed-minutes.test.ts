import { expect, test } from 'vitest'
import { elapsedMinutes } from './elapsed-minutes.ts'

test('[MD7] response time is counted in whole minutes and never negative', () => {
  expect(elapsedMinutes('2026-01-01T00:00:00.000Z', '2026-01-01T00:30:59.000Z')).toBe(30)
  expect(elapsedMinutes('2026-01-01T00:10:00.000Z', '2026-01-01T00:00:00.000Z')).toBe(0)
})
