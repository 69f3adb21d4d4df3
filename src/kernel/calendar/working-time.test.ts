import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Result } from '#base/result'
import {
  dateOfDay,
  dayNumber,
  type Instant,
  instantMs,
  instantOf,
  instantOfMs,
  weekday,
} from '#base/values/date'
import type { Intervals, WorkCalendar } from './definition.ts'
import { chinaCalendar } from './seed-china.ts'
import { compileCalendar, type WorkingTime } from './working-time.ts'

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.problems.map(({ code }) => code).join())
  return result.value
}
const codes = (result: Result<unknown>): readonly string[] =>
  result.ok ? [] : result.problems.map(({ code }) => code)

const office: Intervals = [
  { from: 540, to: 720 },
  { from: 810, to: 1080 },
]
const always: Intervals = [{ from: 0, to: 1440 }]
const roundTheClock = (zone: string): WorkCalendar => ({
  zone,
  weekly: [always, always, always, always, always, always, always],
  exceptions: [],
  knownUntil: '2030-12-31',
})
const night: Intervals = [
  { from: 0, to: 150 },
  { from: 165, to: 360 },
  { from: 1320, to: 1440 },
]
const calendars: Readonly<Record<string, WorkCalendar>> = {
  china: chinaCalendar,
  newYorkOffice: {
    zone: 'America/New_York',
    weekly: [office, office, office, office, office, [], []],
    exceptions: [],
    knownUntil: '2026-12-31',
  },
  newYorkNight: {
    zone: 'America/New_York',
    weekly: [night, [], night, night, [], night, night],
    exceptions: [],
    knownUntil: '2026-12-31',
  },
  havana: roundTheClock('America/Havana'),
  lordHowe: {
    ...roundTheClock('Australia/Lord_Howe'),
    weekly: [night, night, night, night, night, night, night],
  },
  samoa: roundTheClock('Pacific/Apia'),
}
const compiled = Object.entries(calendars).map(
  ([name, calendar]) => [name, compileCalendar(calendar)] as const,
)

const china = compileCalendar(chinaCalendar)
/** An instant from what the wall clock of Shanghai shows: '2025-09-26 17:00'. */
const at = (wall: string, zone = 'Asia/Shanghai'): Instant => {
  const [date = '', clock = ''] = wall.split(' ')
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return instantOf(date, hours * 60 + minutes, zone) ?? ''
}
const between = (time: WorkingTime, from: Instant, to: Instant): number =>
  value(time.workingMinutesBetween(from, to)).minutes
const added = (time: WorkingTime, from: Instant, minutes: number): Instant =>
  value(time.addWorkingMinutes(from, minutes)).instant

describe('cases computed by hand', () => {
  test.each([
    ['2025-09-26 17:00', 60, '2025-09-26 18:00', 'to the end of Friday, not the start of the next day'],
    ['2025-09-26 17:00', 61, '2025-09-28 09:01', 'over Saturday into the Sunday that is worked'],
    ['2025-09-26 18:00', 450, '2025-09-28 18:00', 'the Sunday is a whole day'],
    ['2025-09-30 17:30', 31, '2025-10-09 09:01', 'over the eight days of National Day'],
    ['2025-10-10 17:30', 31, '2025-10-11 09:01', 'into the Saturday that is worked'],
    ['2025-10-11 17:30', 31, '2025-10-13 09:01', 'over the Sunday after it'],
    ['2025-10-03 12:00', 1, '2025-10-09 09:01', 'from inside the holiday'],
    ['2025-09-24 11:30', 60, '2025-09-24 14:00', 'over lunch'],
    ['2025-09-24 12:30', 0, '2025-09-24 12:30', 'nothing changes nothing'],
    ['2026-02-13 18:00', 1, '2026-02-14 09:01', 'into the Saturday before Spring Festival'],
    ['2026-02-14 18:00', 1, '2026-02-24 09:01', 'over the nine days of Spring Festival'],
    ['2026-02-27 18:00', 451, '2026-03-02 09:01', 'over the Saturday that is worked after it'],
    ['2025-10-09 09:01', -2, '2025-09-30 17:59', 'backwards over National Day'],
    [
      '2025-10-09 10:00',
      -60,
      '2025-10-09 09:00',
      'backwards to the start of the day, not the end of the day before',
    ],
    ['2025-10-13 09:00', -1, '2025-10-11 17:59', 'backwards from the start of a day'],
    ['2025-09-24 14:00', -60, '2025-09-24 11:30', 'backwards over lunch'],
    ['2025-10-05 00:00', -450, '2025-09-30 09:00', 'backwards from inside the holiday'],
  ])('[CAL8] %s and %i minutes is %s: %s', (from, minutes, to) => {
    expect(added(china, at(from), minutes)).toBe(at(to))
  })

  test.each([
    ['2025-09-26 00:00', '2025-09-30 00:00', 3 * 450],
    ['2025-09-30 18:00', '2025-10-09 09:00', 0],
    ['2025-10-01 00:00', '2025-10-13 00:00', 3 * 450],
    ['2025-09-24 11:00', '2025-09-24 15:00', 150],
    ['2026-02-14 17:00', '2026-02-24 10:00', 120],
    ['2025-01-01 00:00', '2026-01-01 00:00', 248 * 450],
    ['2025-01-01 00:00', '2027-01-01 00:00', 496 * 450],
    ['2025-10-09 10:00', '2025-09-30 17:00', -120],
  ])('[CAL7] from %s to %s are %i minutes', (from, to, minutes) => {
    expect(between(china, at(from), at(to))).toBe(minutes)
  })

  test('[CAL8] seconds are kept, and [CAL7] only whole-minute marks are counted', () => {
    expect(added(china, '2025-09-24T01:00:30.250Z', 60)).toBe('2025-09-24T02:00:30.250Z')
    expect(between(china, '2025-09-24T01:00:30.000Z', '2025-09-24T01:00:59.999Z')).toBe(0)
    expect(between(china, '2025-09-24T01:00:59.000Z', '2025-09-24T01:01:00.000Z')).toBe(1)
  })

  test.each([
    ['2025-09-26', 1, '2025-09-28'],
    ['2025-09-30', 1, '2025-10-09'],
    ['2025-09-30', 5, '2025-10-14'],
    ['2025-10-09', -1, '2025-09-30'],
    ['2025-10-04', 1, '2025-10-09'],
    ['2025-10-04', -1, '2025-09-30'],
    ['2025-10-04', 0, '2025-10-04'],
    ['2026-02-14', 1, '2026-02-24'],
    ['2026-02-27', 2, '2026-03-02'],
  ])('[CAL10] %s and %i working days is %s', (from, days, to) => {
    expect(value(china.addWorkingDays(from, days)).date).toBe(to)
  })

  test.each([
    ['2025-09-24 10:00', '2025-09-24 10:00'],
    ['2025-09-24 12:00', '2025-09-24 13:30'],
    ['2025-09-24 08:59', '2025-09-24 09:00'],
    ['2025-09-26 18:00', '2025-09-28 09:00'],
    ['2025-09-30 18:00', '2025-10-09 09:00'],
    ['2025-12-31 18:00', '2026-01-04 09:00'],
  ])('[CAL11] the next working instant from %s is %s', (from, to) => {
    expect(value(china.nextWorkingInstant(at(from))).instant).toBe(at(to))
  })
})

describe('when clocks change', () => {
  test('[CAL6] a day of New York has 23 hours in March and 25 in November', () => {
    const time = compileCalendar(roundTheClock('America/New_York'))
    const day = (from: string, to: string): number =>
      between(time, at(`${from} 0:00`, 'America/New_York'), at(`${to} 0:00`, 'America/New_York'))
    expect(day('2025-03-09', '2025-03-10')).toBe(23 * 60)
    expect(day('2025-11-02', '2025-11-03')).toBe(25 * 60)
    expect(day('2025-11-03', '2025-11-04')).toBe(24 * 60)
  })

  test('[CAL6] the night shift of a changed night lasts as long as it does', () => {
    const { newYorkNight } = calendars
    if (newYorkNight === undefined) throw new Error('no calendar')
    const time = compileCalendar(newYorkNight)
    const zone = newYorkNight.zone
    // Sunday 2025-03-09: 00:00–02:30 is two hours, for 02:30 does not come; 02:45–06:00 begins at 03:00.
    expect(between(time, at('2025-03-09 0:00', zone), at('2025-03-09 12:00', zone))).toBe(120 + 180)
    // Sunday 2025-11-02: 01:00–02:00 comes twice.
    expect(between(time, at('2025-11-02 0:00', zone), at('2025-11-02 12:00', zone))).toBe(150 + 60 + 195)
  })

  test('[CAL6] round the clock, working time is time, through every change of clocks', () => {
    for (const zone of [
      'America/New_York',
      'America/Havana',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'Africa/Casablanca',
    ]) {
      const time = compileCalendar(roundTheClock(zone))
      const [from, to] = ['2005-06-01T00:00:00.000Z', '2024-06-01T00:00:00.000Z']
      expect(between(time, from, to)).toBe((instantMs(to) - instantMs(from)) / 60_000)
    }
  })
})

describe.each(compiled)('over random instants, %s', (_, time) => {
  const first = instantMs('2008-01-01T00:00:00.000Z')
  const instants = fc
    .integer({ min: 0, max: 18 * 365 * 86_400 })
    .chain((seconds) =>
      fc.constantFrom(0, 1, 999).map((ms) => instantOfMs(first + seconds * 1000 + ms) ?? ''),
    )
  const minutes = fc.oneof(fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: -600_000, max: 600_000 }))
  const options = { seed: 20251009, numRuns: 300 }

  test('[CAL7] between is additive and changes its sign', () => {
    fc.assert(
      fc.property(instants, instants, instants, (a, b, c) => {
        expect(between(time, a, b) + between(time, b, c)).toBe(between(time, a, c))
        expect(between(time, b, a) + between(time, a, b)).toBe(0)
        expect(between(time, a, b) >= 0).toBe(a <= b || between(time, a, b) === 0)
      }),
      options,
    )
  })

  test('[CAL8] what is added is what lies between, there is no nearer answer, and back again ends no later', () => {
    fc.assert(
      fc.property(instants, minutes, (from, n) => {
        const to = added(time, from, n)
        expect(between(time, from, to)).toBe(n)
        const onMark = instantMs(from) % 60_000 === 0
        const nearer = instantOfMs(instantMs(to) - Math.sign(n)) ?? ''
        if (n > 0 && onMark) expect(between(time, from, nearer)).toBe(n - 1)
        if (n < 0) expect(between(time, to, instantOfMs(instantMs(to) + 60_000) ?? '')).toBe(1)
        if (n > 0) expect(added(time, to, -n) >= from).toBe(true)
        if (n < 0) expect(added(time, to, -n) <= from).toBe(true)
      }),
      options,
    )
  })

  test('[CAL9] adding keeps order', () => {
    fc.assert(
      fc.property(instants, instants, minutes, fc.nat(5000), (a, b, n, more) => {
        const [early, late] = a <= b ? [a, b] : [b, a]
        expect(added(time, early, n) <= added(time, late, n)).toBe(true)
        expect(added(time, early, n) <= added(time, early, n + more)).toBe(true)
      }),
      options,
    )
  })

  test('[CAL11] nothing is worked before the next working instant, and work begins there', () => {
    fc.assert(
      fc.property(instants, (from) => {
        const { instant } = value(time.nextWorkingInstant(from))
        expect(instant >= from).toBe(true)
        expect(between(time, from, instant)).toBe(0)
        expect(value(time.nextWorkingInstant(instant)).instant).toBe(instant)
        expect(between(time, instant, instantOfMs(instantMs(instant) + 60_000) ?? '')).toBe(1)
      }),
      options,
    )
  })

  test('[CAL10] so many days on there are so many working days, the last of them the answer', () => {
    const days = fc.integer({ min: dayNumber('2012-01-01'), max: dayNumber('2026-12-31') })
    fc.assert(
      fc.property(days, fc.integer({ min: -60, max: 60 }), (day, n) => {
        const from = dateOfDay(day) ?? ''
        const { date } = value(time.addWorkingDays(from, n))
        const step = Math.sign(n)
        let passed = 0
        for (let d = day; d !== dayNumber(date); d += step)
          passed += time.isWorkingDay(dateOfDay(d + step) ?? '') ? 1 : 0
        expect(passed).toBe(Math.abs(n))
        if (n !== 0) expect(time.isWorkingDay(date)).toBe(true)
      }),
      options,
    )
  })
})

test('[CAL7] measuring agrees with counting every minute of a month', () => {
  const from = instantMs(at('2025-09-20 00:00'))
  let counted = 0
  const holidays = new Set(
    chinaCalendar.exceptions.filter(({ kind }) => kind === 'holiday').map(({ date }) => date),
  )
  const worked = new Set(['2025-09-28', '2025-10-11'])
  for (let minute = 0; minute < 30 * 1440; minute++) {
    const date = dateOfDay(dayNumber('2025-09-20') + Math.floor(minute / 1440)) ?? ''
    const clock = minute % 1440
    const isDay = worked.has(date) || (weekday(date) <= 5 && !holidays.has(date))
    if (isDay && ((clock >= 540 && clock < 720) || (clock >= 810 && clock < 1080))) counted++
    if (minute % 97 === 0) {
      expect(between(china, at('2025-09-20 00:00'), instantOfMs(from + (minute + 1) * 60_000) ?? '')).toBe(
        counted,
      )
    }
  }
})

describe('what is not known', () => {
  const last = at('2026-12-31 18:00')
  test('[CAL12] answers past the last known date say so, and no others', () => {
    expect(value(china.addWorkingMinutes(at('2026-12-31 17:00'), 60)).beyondKnown).toBe(false)
    expect(value(china.addWorkingMinutes(at('2026-12-31 17:00'), 61)).beyondKnown).toBe(true)
    expect(value(china.addWorkingMinutes(at('2027-01-08 17:00'), -6000)).beyondKnown).toBe(true)
    expect(
      value(china.workingMinutesBetween(at('2026-01-01 00:00'), at('2027-01-01 00:00'))).beyondKnown,
    ).toBe(false)
    expect(
      value(china.workingMinutesBetween(at('2027-01-01 00:01'), at('2026-01-01 00:00'))).beyondKnown,
    ).toBe(true)
    expect(value(china.addWorkingDays('2026-12-30', 1))).toEqual({ date: '2026-12-31', beyondKnown: false })
    expect(value(china.addWorkingDays('2026-12-31', 1)).beyondKnown).toBe(true)
    expect(value(china.addWorkingDays('2027-01-05', -5)).beyondKnown).toBe(true)
    expect(value(china.nextWorkingInstant(at('2026-12-31 17:59'))).beyondKnown).toBe(false)
    expect(value(china.nextWorkingInstant(last)).beyondKnown).toBe(true)
  })

  test('[CAL12] a day round the clock is not known from its first instant', () => {
    const time = compileCalendar({ ...roundTheClock('Asia/Shanghai'), knownUntil: '2026-12-31' })
    expect(value(time.nextWorkingInstant(at('2027-01-01 00:00'))).beyondKnown).toBe(true)
    expect(value(time.addWorkingMinutes(at('2026-12-31 23:00'), 60)).beyondKnown).toBe(false)
  })
})

describe('bounds', () => {
  const noon = '2025-09-24T04:00:00.000Z'
  test('[CAL13] input that is none is a problem', () => {
    for (const bad of ['', '2025-09-24', 'now', '2025-09-24T04:00:00Z', '2025-02-30T00:00:00.000Z']) {
      expect(codes(china.addWorkingMinutes(bad, 1))).toEqual(['calendar.instant-invalid'])
      expect(codes(china.workingMinutesBetween(bad, noon))).toEqual(['calendar.instant-invalid'])
      expect(codes(china.workingMinutesBetween(noon, bad))).toEqual(['calendar.instant-invalid'])
      expect(codes(china.nextWorkingInstant(bad))).toEqual(['calendar.instant-invalid'])
    }
    expect(codes(china.addWorkingDays('2025-02-30', 1))).toEqual(['calendar.date-invalid'])
    expect(china.isWorkingDay('2025-02-30')).toBe(false)
    for (const bad of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 1e12]) {
      expect(codes(china.addWorkingMinutes(noon, bad))).toEqual(['calendar.amount-invalid'])
      expect(codes(china.addWorkingDays('2025-09-24', bad))).toEqual(['calendar.amount-invalid'])
    }
  })

  test('[CAL13] no answer is further away than twenty years', () => {
    const twentyYears = 20 * 250 * 450
    expect(added(china, noon, twentyYears / 2) > noon).toBe(true)
    for (const minutes of [2 * twentyYears, -2 * twentyYears]) {
      expect(codes(china.addWorkingMinutes(noon, minutes))).toEqual(['calendar.too-far'])
    }
    expect(codes(china.workingMinutesBetween('1990-01-01T00:00:00.000Z', noon))).toEqual(['calendar.too-far'])
    expect(codes(china.addWorkingDays('2025-09-24', 7000))).toEqual(['calendar.too-far'])
    expect(codes(china.addWorkingDays('2025-09-24', -7000))).toEqual(['calendar.too-far'])
  })

  test('[CAL13] a calendar in which nobody works has no answers, but measures nothing', () => {
    const idle = compileCalendar({ ...chinaCalendar, weekly: [[], [], [], [], [], [], []], exceptions: [] })
    expect(codes(idle.addWorkingMinutes(noon, 1))).toEqual(['calendar.too-far'])
    expect(codes(idle.addWorkingMinutes(noon, -1))).toEqual(['calendar.too-far'])
    expect(codes(idle.addWorkingDays('2025-09-24', 1))).toEqual(['calendar.too-far'])
    expect(codes(idle.nextWorkingInstant(noon))).toEqual(['calendar.too-far'])
    expect(added(idle, noon, 0)).toBe(noon)
    expect(between(idle, noon, '2030-01-01T00:00:00.000Z')).toBe(0)
  })

  test('[CAL13] the ends of the calendar of dates are no crash', () => {
    for (const instant of ['1900-01-01T00:00:00.000Z', '2999-12-31T23:59:59.999Z']) {
      expect(codes(china.nextWorkingInstant(instant))).toEqual(['calendar.too-far'])
      expect(codes(china.addWorkingMinutes(instant, 1))).toEqual(['calendar.too-far'])
      expect(codes(china.workingMinutesBetween(instant, instant))).toEqual(['calendar.too-far'])
    }
    expect(codes(china.addWorkingDays('2999-12-31', 1))).toEqual(['calendar.too-far'])
    expect(codes(china.addWorkingDays('1900-01-01', -1))).toEqual(['calendar.too-far'])
    expect(value(china.nextWorkingInstant('1927-01-01T00:00:00.000Z')).instant).toMatch(/^1927-01-0/)
  })
})
