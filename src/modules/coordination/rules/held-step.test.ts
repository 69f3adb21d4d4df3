import { expect, test } from 'vitest'
import type { Diff } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { openTasksAfter, openTasksOf } from './held-step.ts'

const diff = (id: string, after: Row | null): Diff => ({
  object: 'flow.task',
  id,
  before: null,
  after,
  changed: [],
  action: null,
})
const task = (step: string, status: string, dueAt: string | null): Row => ({
  step,
  status,
  dueAt,
  holder: 'h',
})

test('[CO7] of the open hand-overs the one that is due first holds the order', () => {
  const first = openTasksAfter([], [diff('a', task('confirm', 'asked', '2026-01-05T02:00:00.000Z'))])
  expect(first.map((one) => one.step)).toEqual(['confirm'])
  const next = openTasksAfter(openTasksOf(first), [
    diff('a', task('confirm', 'delivered', '2026-01-05T02:00:00.000Z')),
    diff('b', task('purchase', 'asked', '2026-01-09T02:00:00.000Z')),
    diff('c', task('production', 'accepted', '2026-01-08T02:00:00.000Z')),
    diff('d', task('odd', 'asked', null)),
  ])
  expect(next.map((one) => one.step)).toEqual(['production', 'purchase', 'odd'])
})

test('[CO7] when the last hand-over ends nobody holds it; what is stored wrongly is nobody', () => {
  const held = openTasksAfter([], [diff('a', task('ship', 'asked', null))])
  expect(openTasksAfter(held, [diff('a', null)])).toEqual([])
  expect(openTasksOf([null, 3, { step: 'x' }, 'y'])).toEqual([])
})
