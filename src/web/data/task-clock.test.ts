import { describe, expect, test } from 'vitest'
import { workingOf } from './metadata.ts'
import { asSaid, taskClock } from './task-clock.ts'

const working = workingOf({
  zone: 'Asia/Shanghai',
  weekly: ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => `${day}=09:00-17:00`).join(';'),
  knownUntil: '2026-12-31',
  exceptions: [],
})

// Monday 2026-11-23 09:00 in Shanghai is 01:00 UTC.
const task = {
  askedAt: '2026-11-23T01:00:00.000Z',
  dueAt: '2026-11-23T09:00:00.000Z',
  deliveredAt: null,
  limitMinutes: '480',
}
const at = (hour: string): string => `2026-11-23T${hour}:00.000Z`

describe('the clock of a hand-over', () => {
  test('it is green while more than a quarter of the time is left', () => {
    expect(taskClock(task, at('04:00'), working)).toEqual({
      usedMinutes: 180,
      limitMinutes: 480,
      leftMinutes: 300,
      share: 0.375,
      tone: 'green',
      isRunning: true,
    })
  })

  test('it is amber from three quarters', () => {
    expect(taskClock(task, at('06:59'), working)?.tone).toBe('green')
    expect(taskClock(task, at('07:00'), working)?.tone).toBe('amber')
  })

  test('it is red once the due time has passed, even while nobody works', () => {
    expect(taskClock(task, at('09:00'), working)?.tone).toBe('amber')
    expect(taskClock(task, at('12:00'), working)).toMatchObject({ tone: 'red', leftMinutes: 0 })
    expect(taskClock(task, '2026-11-24T02:00:00.000Z', working)).toMatchObject({
      tone: 'red',
      leftMinutes: -60,
    })
  })

  test('nights and week-ends use nothing up', () => {
    const long = { ...task, dueAt: '2026-11-30T09:00:00.000Z' }
    const before = taskClock(long, '2026-11-27T09:00:00.000Z', working)?.usedMinutes
    expect(taskClock(long, '2026-11-30T01:00:00.000Z', working)?.usedMinutes).toBe(before)
  })

  test('it stops at delivery and keeps its colour', () => {
    const late = { ...task, deliveredAt: '2026-11-24T02:00:00.000Z' }
    expect(taskClock(late, '2026-12-01T00:00:00.000Z', working)).toMatchObject({
      usedMinutes: 540,
      tone: 'red',
      isRunning: false,
    })
  })

  test('without a limit it only counts; without a hand-over there is none', () => {
    expect(taskClock({ askedAt: task.askedAt }, at('03:00'), working)).toMatchObject({
      usedMinutes: 120,
      leftMinutes: null,
      tone: 'green',
    })
    expect(taskClock({}, at('03:00'), working)).toBeNull()
    expect(taskClock(task, at('03:00'), null)).toBeNull()
  })
})

test('a calendar that cannot be read gives none', () => {
  expect(workingOf({ zone: 'nowhere', weekly: '', knownUntil: '', exceptions: [] })).toBeNull()
  expect(working?.minutesPerDay).toBe(480)
})

test('minutes are said as exactly as somebody wants to know', () => {
  expect([59, 449, 450 + 89, 4499, 4500 + 300].map((minutes) => asSaid(minutes, 450))).toEqual([
    59, 449, 510, 4470, 4500,
  ])
})
