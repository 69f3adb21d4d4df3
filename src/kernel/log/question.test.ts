import { expect, test } from 'vitest'
import { cursorOf, pageLimit, parseCursor } from './question.ts'

const id = '01920000-0000-7000-8000-000000000001'

test('[L7] a cursor comes back as it was, and any other text is no cursor', () => {
  const end = { at: '2026-03-01T08:00:00.000Z', id }
  expect(parseCursor(cursorOf(end))).toEqual(end)
  for (const text of [
    undefined,
    '',
    '_',
    `now_${id}`,
    `2026-13-01T08:00:00.000Z_${id}`,
    '2026-03-01T08:00:00.000Z_1',
  ])
    expect(parseCursor(text)).toBeUndefined()
})

test('[L7] pages are bounded', () => {
  expect([undefined, 0, -3, 7.9, 1e9].map((limit) => pageLimit(limit))).toEqual([50, 1, 1, 7, 500])
})
