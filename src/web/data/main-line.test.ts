import { describe, expect, test } from 'vitest'
import type { FlowDefinition, TaskStep } from '#kernel/flow'
import type { Row } from '#kernel/schema'
import { heldLegs, mainLine, placesOf } from './main-line.ts'
import { workingOf } from './metadata.ts'

const label = (text: string) => ({ 'zh-CN': text, en: text })
const step = (name: string, limitMinutes?: number): TaskStep => ({
  kind: 'task',
  name,
  label: label(name),
  holder: {},
  ...(limitMinutes === undefined ? {} : { limitMinutes }),
})
const flow: FlowDefinition = {
  name: 'f',
  label: label('f'),
  object: 'x.order',
  startWhen: 'true',
  steps: [
    step('confirm', 60),
    { kind: 'parallel', name: 'p', branches: [[step('buy', 120)], [step('make', 240)]] },
    step('ship', 60),
    { kind: 'branch', name: 'b', cases: [{ when: 'a', steps: [step('fast')] }], otherwise: [step('slow')] },
    { kind: 'wait', name: 'rest', label: label('rest') },
    { kind: 'end', name: 'end', label: label('end') },
  ],
}
const working = workingOf({
  zone: 'UTC',
  weekly: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => `${day}=00:00-24:00`).join(';'),
  knownUntil: '2026-12-31',
  exceptions: [],
})
const now = '2026-11-24T00:00:00.000Z'
const task = (name: string, status: string, more: Row = {}): Row => ({
  id: `${name}-${status}-${String(more.askedAt ?? '')}`,
  step: name,
  status,
  askedAt: '2026-11-23T00:00:00.000Z',
  ...more,
})
const states = (tasks: readonly Row[], instance: Row | null = { status: 'running' }) =>
  Object.fromEntries(
    mainLine(flow, tasks, instance, now, working)
      .flat()
      .map((leg) => [leg.step.name, leg.state]),
  )

test('branches of a parallel stand side by side, cases of a branch one after the other, ends are not drawn', () => {
  expect(placesOf(flow.steps).map((place) => place.map(({ name }) => name))).toEqual([
    ['confirm'],
    ['buy', 'make'],
    ['ship'],
    ['fast'],
    ['slow'],
    ['rest'],
  ])
})

describe('the line of one record', () => {
  test('before anything has begun every step is to come', () => {
    expect(new Set(Object.values(states([])))).toEqual(new Set(['next']))
  })

  test('a step passed over is told from one to come', () => {
    expect(states([task('confirm', 'delivered'), task('make', 'accepted')])).toMatchObject({
      confirm: 'done',
      buy: 'next',
      make: 'now',
      ship: 'next',
    })
    expect(
      states([task('confirm', 'delivered'), task('make', 'delivered'), task('ship', 'asked')]),
    ).toMatchObject({
      buy: 'skipped',
      make: 'done',
      ship: 'now',
    })
  })

  test('after a return the newest round counts', () => {
    const [place] = mainLine(
      flow,
      [
        task('confirm', 'accepted', { askedAt: '2026-11-23T05:00:00.000Z' }),
        task('confirm', 'returned', { askedAt: '2026-11-23T01:00:00.000Z' }),
      ],
      null,
      now,
      working,
    )
    expect(place?.[0]).toMatchObject({ state: 'now', rounds: 2 })
  })

  test('when the instance has ended, what never began is not to come', () => {
    expect(states([task('confirm', 'delivered')], { status: 'cancelled' })).toMatchObject({
      confirm: 'done',
      ship: 'skipped',
    })
  })

  test('who holds the record now are the open steps, several at once if they run side by side', () => {
    const line = mainLine(flow, [task('buy', 'asked'), task('make', 'accepted')], null, now, working)
    expect(heldLegs(line).map((leg) => leg.step.name)).toEqual(['buy', 'make'])
  })
})

test('plans follow the due time of what runs, and the longest of what runs side by side', () => {
  const line = mainLine(
    flow,
    [task('confirm', 'accepted', { dueAt: '2026-11-24T10:00:00.000Z' })],
    { status: 'running' },
    now,
    working,
  ).flat()
  const planned = Object.fromEntries(line.map((leg) => [leg.step.name, leg.plannedAt]))
  expect(planned).toMatchObject({
    confirm: null,
    buy: '2026-11-24T12:00:00.000Z',
    make: '2026-11-24T14:00:00.000Z',
    ship: '2026-11-24T15:00:00.000Z',
    fast: null,
  })
})
