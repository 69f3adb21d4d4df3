import { describe, expect, test } from 'vitest'
import { chinaCalendar, compileCalendar } from '#kernel/calendar'
import { snoozeChoices } from './snooze.ts'

const zone = 'Asia/Shanghai'
const working = { time: compileCalendar(chinaCalendar) }
const at = (instant: string): Readonly<Record<string, string>> =>
  Object.fromEntries(snoozeChoices(instant, zone, working).map(({ name, until }) => [name, until]))

describe('until when something is put away', () => {
  test('on a Monday morning there is all there is', () => {
    const found = at('2026-06-15T02:00:00.000Z')
    expect(Object.keys(found)).toEqual(['hour', 'afternoon', 'tomorrow', 'monday'])
    expect(found).toMatchObject({
      hour: '2026-06-15T03:00:00.000Z',
      afternoon: '2026-06-15T06:00:00.000Z',
      tomorrow: '2026-06-16T01:00:00.000Z',
      monday: '2026-06-22T01:00:00.000Z',
    })
  })

  test('in the evening an hour is one of tomorrow, and there is no afternoon left', () => {
    const found = at('2026-06-15T12:00:00.000Z')
    expect(found.afternoon).toBeUndefined()
    expect(found.hour).toBe('2026-06-16T02:00:00.000Z')
    expect(found.tomorrow).toBe('2026-06-16T01:00:00.000Z')
  })

  test('tomorrow is the next day on which somebody works, and next week begins when its first working day does', () => {
    // A Friday; then the one before the week of the National Day, whose first seven days are off.
    expect(at('2026-06-12T02:00:00.000Z').tomorrow).toBe('2026-06-15T01:00:00.000Z')
    const before = at('2026-09-29T02:00:00.000Z')
    expect(before.tomorrow).toBe('2026-09-30T01:00:00.000Z')
    expect(before.monday).toBe('2026-10-08T01:00:00.000Z')
  })
})
