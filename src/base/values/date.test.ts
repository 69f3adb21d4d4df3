import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  compare,
  dateOfDay,
  dayNumber,
  daysBetween,
  daysInMonth,
  instantMs,
  instantOf,
  instantOfMs,
  isZone,
  type LocalDate,
  localDate,
  offsetMs,
  parseDate,
  parseInstant,
  startOfMonth,
  startOfYear,
  wallTime,
  weekday,
} from './date.ts'

const seed = { seed: 20251011, numRuns: 500 }
const anyDay = fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2999-12-31') })
const anyDate = anyDay.map((day) => dateOfDay(day) ?? '')

describe('dates', () => {
  test.each(['1900-01-01', '2999-12-31', '2024-02-29', '2000-02-29', '2025-09-28'])(
    '%s is a date',
    (text) => {
      expect(parseDate(text)).toBe(text)
    },
  )

  const noDates = [
    '',
    '2025-02-29',
    '1900-02-29',
    '2025-13-01',
    '2025-00-01',
    '2025-01-00',
    '2025-04-31',
    '1899-12-31',
    '3000-01-01',
    '2025-1-1',
    '20250101',
    '2025-01-01 ',
    ' 2025-01-01',
    '2025-01-01\n',
    '2025/01/01',
    '２０２５-01-01',
    '+002025-01-01',
    '2025-01-01T00:00:00.000Z',
    'today',
    20250101,
    null,
    undefined,
    {},
    ['2025-01-01'],
    new Date(0),
  ]
  test.each(noDates.map((input) => [input]))('%o is no date', (input) => {
    expect(parseDate(input)).toBeUndefined()
  })

  test('days added are days between, and dates compare as their days do', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -500_000, max: 500_000 }), (date, days) => {
        const later = addDays(date, days)
        if (later === undefined) return
        expect(daysBetween(date, later)).toBe(days)
        expect(compare(later, date)).toBe(Math.sign(days))
        expect(parseDate(later)).toBe(later)
      }),
      seed,
    )
  })

  test('the calendar agrees with itself over every day from 1900 to 2100', () => {
    let date: LocalDate | undefined = '1900-01-01'
    let expected = 1
    for (let day = dayNumber(date); date !== undefined && date < '2101'; day++) {
      const current: LocalDate = date
      if (dayNumber(current) !== day || weekday(current) !== expected) throw new Error(current)
      const [year, month, inMonth] = current.split('-').map(Number)
      if ((inMonth ?? 0) > daysInMonth(year ?? 0, month ?? 0)) throw new Error(current)
      expected = (expected % 7) + 1
      date = addDays(current, 1)
    }
    expect(addDays('2999-12-31', 1)).toBeUndefined()
    expect(addDays('1900-01-01', -1)).toBeUndefined()
  })

  test.each([
    ['2025-01-31', 1, '2025-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', -48, '2020-02-29'],
    ['2025-03-31', -1, '2025-02-28'],
    ['2025-12-15', 1, '2026-01-15'],
    ['2025-01-15', -1, '2024-12-15'],
    ['2025-05-31', 0, '2025-05-31'],
  ])('%s and %i months is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected)
  })

  test('what leaves the range or is no whole number has no date', () => {
    for (const broken of [1e9, -1e9, Number.NaN, Number.POSITIVE_INFINITY, 0.5]) {
      expect(addDays('2025-01-01', broken)).toBeUndefined()
      expect(addMonths('2025-01-01', broken)).toBeUndefined()
    }
    expect(addMonths('2999-12-01', 1)).toBeUndefined()
    expect(addMonths('1900-01-31', -1)).toBeUndefined()
    expect(() => addDays('2025-02-30', 1)).toThrow(RangeError)
    expect(() => addMonths('x', 1)).toThrow(RangeError)
  })

  test('starts and weekdays', () => {
    expect(startOfMonth('2024-02-29')).toBe('2024-02-01')
    expect(startOfYear('2024-02-29')).toBe('2024-01-01')
    expect(weekday('2025-09-28')).toBe(7)
    expect(weekday('2025-09-29')).toBe(1)
    expect(weekday('1969-12-31')).toBe(3)
  })
})

describe('instants', () => {
  test.each(['1900-01-01T00:00:00.000Z', '2999-12-31T23:59:59.999Z', '2024-02-29T12:34:56.789Z'])(
    '%s is one',
    (text) => {
      expect(parseInstant(text)).toBe(text)
      expect(instantOfMs(instantMs(text))).toBe(text)
    },
  )

  const none = [
    '',
    '2025-01-01',
    '2025-01-01T00:00:00Z',
    '2025-01-01T00:00:00.000',
    '2025-01-01T00:00:00.000+00:00',
    '2025-01-01T24:00:00.000Z',
    '2025-01-01T23:60:00.000Z',
    '2025-01-01T23:59:60.000Z',
    '2025-02-29T00:00:00.000Z',
    '2025-01-01t00:00:00.000z',
    '2025-01-01T00:00:00.0000Z',
    '1899-12-31T23:59:59.999Z',
    0,
    null,
    new Date(0),
  ]
  test.each(none.map((input) => [input]))('%o is none', (input) => {
    expect(parseInstant(input)).toBeUndefined()
  })

  test('milliseconds outside the range have none', () => {
    for (const ms of [Number.NaN, 0.5, 8.64e15, -8.64e15]) expect(instantOfMs(ms)).toBeUndefined()
  })
})

describe('zones', () => {
  test.each(['UTC', 'Asia/Shanghai', 'America/New_York', 'America/Argentina/Buenos_Aires', 'Etc/GMT+8'])(
    '%s is one',
    (name) => {
      expect(isZone(name)).toBe(true)
    },
  )
  const none = [
    '',
    'CST',
    '+08:00',
    'GMT+8',
    'Mars/Base',
    'Asia/',
    '../etc',
    'Asia/Shanghai ',
    `Asia/${'a'.repeat(100)}`,
    8,
    null,
  ]
  test.each(none.map((input) => [input]))('%o is none', (input) => {
    expect(isZone(input)).toBe(false)
  })

  test('many spellings of a zone do not break it', () => {
    for (let i = 0; i < 2 ** 11; i++) {
      const name = [...'asia/shanghai'].map((c, at) => ((i >> at) & 1 ? c.toUpperCase() : c)).join('')
      expect(isZone(name)).toBe(true)
    }
    expect(localDate('2025-01-01T16:00:00.000Z', 'Asia/Shanghai')).toBe('2025-01-02')
  })

  test('an unknown zone is a bug', () => {
    expect(() => offsetMs(0, 'Mars/Base')).toThrow(RangeError)
  })

  test('the wall clock of Shanghai', () => {
    expect(wallTime('2025-09-30T15:59:59.999Z', 'Asia/Shanghai')).toEqual({
      date: '2025-09-30',
      minutes: 1439,
    })
    expect(wallTime('2025-09-30T16:00:00.000Z', 'Asia/Shanghai')).toEqual({ date: '2025-10-01', minutes: 0 })
    expect(localDate('2025-09-30T16:00:00.000Z', 'Asia/Shanghai')).toBe('2025-10-01')
    expect(instantOf('2025-10-01', 0, 'Asia/Shanghai')).toBe('2025-09-30T16:00:00.000Z')
    expect(instantOf('2025-10-01', 1440, 'Asia/Shanghai')).toBe('2025-10-01T16:00:00.000Z')
  })

  test('a wall time in a gap is the first instant after it', () => {
    // New York 2025-03-09: 02:00 EST is 03:00 EDT.
    const after = '2025-03-09T07:00:00.000Z'
    expect(instantOf('2025-03-09', 119, 'America/New_York')).toBe('2025-03-09T06:59:00.000Z')
    for (const minutes of [120, 150, 179, 180])
      expect(instantOf('2025-03-09', minutes, 'America/New_York')).toBe(after)
    expect(instantOf('2025-03-09', 181, 'America/New_York')).toBe('2025-03-09T07:01:00.000Z')
  })

  test('a wall time shown twice is the first of the two', () => {
    // New York 2025-11-02: 02:00 EDT is 01:00 EST.
    expect(instantOf('2025-11-02', 60, 'America/New_York')).toBe('2025-11-02T05:00:00.000Z')
    expect(instantOf('2025-11-02', 119, 'America/New_York')).toBe('2025-11-02T05:59:00.000Z')
    expect(instantOf('2025-11-02', 120, 'America/New_York')).toBe('2025-11-02T07:00:00.000Z')
    expect(wallTime('2025-11-02T06:30:00.000Z', 'America/New_York')).toEqual({
      date: '2025-11-02',
      minutes: 90,
    })
  })

  test('a day that a zone never had is the instant it went over it', () => {
    // Samoa crossed the date line at the end of 2011-12-29 and had no 30th.
    const crossing = '2011-12-30T10:00:00.000Z'
    for (const minutes of [0, 720, 1440])
      expect(instantOf('2011-12-30', minutes, 'Pacific/Apia')).toBe(crossing)
    expect(instantOf('2011-12-31', 0, 'Pacific/Apia')).toBe(crossing)
  })

  test('minutes and dates out of range have no instant', () => {
    for (const minutes of [-1, 1441, 0.5, Number.NaN])
      expect(instantOf('2025-01-01', minutes, 'UTC')).toBeUndefined()
    expect(instantOf('1900-01-01', 0, 'Asia/Shanghai')).toBeUndefined()
    expect(localDate('2999-12-31T23:00:00.000Z', 'Asia/Shanghai')).toBeUndefined()
  })

  const zones = [
    'UTC',
    'Asia/Shanghai',
    'America/New_York',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'America/Havana',
  ]
  const anyWall = fc.record({
    day: fc.integer({ min: dayNumber('1970-01-02'), max: dayNumber('2060-12-31') }),
    minutes: fc.integer({ min: 0, max: 1439 }),
  })

  test.each(zones)(
    'in %s a later wall time is never earlier, and what is shown is what was asked, but for gaps',
    (zone) => {
      fc.assert(
        fc.property(anyWall, fc.integer({ min: 0, max: 4000 }), ({ day, minutes }, later) => {
          const date = dateOfDay(day) ?? ''
          const instant = instantOf(date, minutes, zone) ?? ''
          const then = minutes + later
          const second = instantOf(dateOfDay(day + Math.floor(then / 1440)) ?? '', then % 1440, zone) ?? ''
          expect(second >= instant).toBe(true)
          const shown = wallTime(instant, zone) ?? { date: '', minutes: -1 }
          expect(shown.date > date || (shown.date === date && shown.minutes >= minutes)).toBe(true)
          const isGap = shown.date !== date || shown.minutes !== minutes
          if (isGap)
            expect(offsetMs(instantMs(instant) - 1, zone)).toBeLessThan(offsetMs(instantMs(instant), zone))
        }),
        seed,
      )
    },
  )
})
