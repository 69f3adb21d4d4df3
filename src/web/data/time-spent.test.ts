import { expect, test } from 'vitest'
import { openTimes } from './time-spent.ts'

test('[MO41] time in a field counts while somebody is at work in it; idle time, and time elsewhere, does not', () => {
  let now = 0
  const times = openTimes(() => now)
  const name = { object: 'x.visit', field: 'name' }
  const note = { object: 'x.visit', field: 'note' }
  const at = (ms: number, place: typeof name | null): void => {
    now = ms
    times.act(place)
  }
  at(1000, name)
  at(3000, name)
  at(4000, note)
  // Coffee for an hour, then one more key, and out.
  at(3_604_000, note)
  at(3_605_500, null)
  at(9_000_000, name)
  expect(times.take()).toEqual([
    { ...name, ms: 3000 },
    { ...note, ms: 15_000 + 1500 },
  ])
  expect(times.take()).toEqual([])
})
