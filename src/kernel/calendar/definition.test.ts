import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Intervals,
  maxExceptions,
  problemCodes,
  validateCalendar,
  type WeeklyHours,
  type WorkCalendar,
} from './definition.ts'
import { formatWeekly, parseHours, parseWeekly } from './hours-text.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }
import { type CalendarRow, type ExceptionRow, fromRecords } from './records.ts'
import { chinaCalendar, chinaCalendarRow, chinaExceptionRows } from './seed-china.ts'
import { compileCalendar } from './working-time.ts'

const problemsOf = (calendar: WorkCalendar): readonly string[] =>
  validateCalendar(calendar).map(({ code, path }) => `${code} at ${path.join('.')}`)

const codesOf = (
  result: ReturnType<typeof parseWeekly> | ReturnType<typeof parseHours>,
): readonly string[] => (result.ok ? [] : result.problems.map(({ code }) => code))

const hours = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { maxLength: 16 })
  .map((marks) => marks.toSorted((a, b) => a - b))
  .map(
    (marks): Intervals =>
      marks.flatMap((from, i) =>
        i % 2 === 0 && marks[i + 1] !== undefined ? [{ from, to: marks[i + 1] ?? 0 }] : [],
      ),
  )
const weeks: fc.Arbitrary<WeeklyHours> = fc.tuple(hours, hours, hours, hours, hours, hours, hours)

describe('hours as text', () => {
  test('[CAL1] the hours of a week are read', () => {
    const read = parseWeekly('tue=09:00-18:00;mon=09:00-12:00,13:30-18:00;sun=00:00-24:00')
    const expected = [
      [
        { from: 540, to: 720 },
        { from: 810, to: 1080 },
      ],
      [{ from: 540, to: 1080 }],
      [],
      [],
      [],
      [],
      [{ from: 0, to: 1440 }],
    ]
    expect(read).toEqual({ ok: true, value: expected })
    expect(read.ok && formatWeekly(read.value)).toBe(
      'mon=09:00-12:00,13:30-18:00;tue=09:00-18:00;sun=00:00-24:00',
    )
    expect(parseWeekly('')).toEqual({ ok: true, value: [[], [], [], [], [], [], []] })
  })

  test('[CAL1] what is written reads the same', () => {
    fc.assert(
      fc.property(weeks, (week) => {
        expect(parseWeekly(formatWeekly(week))).toEqual({ ok: true, value: week })
      }),
      { seed: 20251001, numRuns: 300 },
    )
  })

  test.each([
    'mon',
    'mon=',
    '=09:00-10:00',
    'mon=9:00-10:00',
    'Mon=09:00-10:00',
    'xyz=09:00-10:00',
    'mon=09:00-10:00;',
    ';',
    'mon=09:00-10:00,',
    'mon=09:00–10:00',
    'mon= 09:00-10:00',
    'mon=09:00-10:00\n',
    'mon=09:60-10:00',
    'mon=25:00-26:00',
    'mon=０９:00-10:00',
    'mon=09:00-10:00;;tue=09:00-10:00',
    'x'.repeat(5000),
  ])('[CAL1] %j is not read', (text) => {
    expect(codesOf(parseWeekly(text))).toEqual(['calendar.hours-unreadable'])
  })

  test('[CAL2] spans out of order, overlapping, empty or over midnight are problems', () => {
    expect(codesOf(parseWeekly('mon=09:00-12:00,11:59-13:00'))).toEqual(['calendar.intervals-overlap'])
    expect(codesOf(parseWeekly('mon=13:00-14:00,09:00-10:00'))).toEqual(['calendar.intervals-overlap'])
    expect(codesOf(parseWeekly('mon=22:00-06:00'))).toEqual(['calendar.interval-invalid'])
    expect(codesOf(parseWeekly('mon=09:00-09:00'))).toEqual(['calendar.interval-invalid'])
    expect(codesOf(parseWeekly('mon=23:00-24:01'))).toEqual(['calendar.interval-invalid'])
    expect(codesOf(parseWeekly('mon=09:00-10:00;mon=11:00-12:00'))).toEqual(['calendar.weekday-repeated'])
    const thirteen = Array.from(
      { length: 13 },
      (_, i) => `${`${i}`.padStart(2, '0')}:00-${`${i}`.padStart(2, '0')}:30`,
    )
    expect(codesOf(parseHours(thirteen.join(',')))).toEqual(['calendar.too-many-intervals'])
    expect(parseHours(thirteen.slice(1).join(',')).ok).toBe(true)
  })
})

describe('soundness', () => {
  test('[CAL2] a broken calendar names each place at fault', () => {
    const [office] = chinaCalendar.weekly
    expect(problemsOf(chinaCalendar)).toEqual([])
    expect(problemsOf({ ...chinaCalendar, zone: 'Mars/Base' })).toEqual(['calendar.zone-unknown at zone'])
    expect(problemsOf({ ...chinaCalendar, knownUntil: '2026-02-30' })).toEqual([
      'calendar.known-until-invalid at knownUntil',
    ])
    const broken: WeeklyHours = [
      office,
      [{ from: 0.5, to: 60 }],
      [{ from: 60, to: 1441 }],
      [],
      [],
      [],
      [{ from: -1, to: 5 }],
    ]
    expect(problemsOf({ ...chinaCalendar, weekly: broken })).toEqual([
      'calendar.interval-invalid at weekly.1.0',
      'calendar.interval-invalid at weekly.2.0',
      'calendar.interval-invalid at weekly.6.0',
    ])
  })

  test('[CAL3] exceptions that contradict themselves are problems', () => {
    const interval = { from: 540, to: 600 }
    const calendar: WorkCalendar = {
      ...chinaCalendar,
      exceptions: [
        { date: '2025-01-01', kind: 'holiday', name: '', intervals: [interval] },
        { date: '2025-01-01', kind: 'workday', name: 'x'.repeat(201) },
        { date: '2025-01-02', kind: 'workday', name: '', intervals: [] },
        { date: '2025-02-29', kind: 'workday', name: '', intervals: [interval, interval] },
      ],
    }
    expect(problemsOf(calendar)).toEqual([
      'calendar.holiday-with-hours at exceptions.0.intervals',
      'calendar.date-repeated at exceptions.1.date',
      'calendar.name-too-long at exceptions.1.name',
      'calendar.workday-without-hours at exceptions.2.intervals',
      'calendar.date-invalid at exceptions.3.date',
      'calendar.intervals-overlap at exceptions.3.intervals.1',
    ])
  })

  test('[CAL3] a workday without hours in a week without hours is a problem', () => {
    const exceptions = [{ date: '2025-01-01', kind: 'workday', name: '' }] as const
    expect(problemsOf({ ...chinaCalendar, weekly: [[], [], [], [], [], [], []], exceptions })).toEqual([
      'calendar.workday-without-hours at exceptions.0.intervals',
    ])
  })
})

describe('records', () => {
  const row: CalendarRow = chinaCalendarRow('00000000-0000-7000-8000-000000000000')

  test('[CAL4] the seed as records is the seed', () => {
    expect(fromRecords(row, chinaExceptionRows.toReversed())).toEqual({ ok: true, value: chinaCalendar })
    expect(row.weekly).toMatch(/^mon=09:00-12:00,13:30-18:00;.*;fri=09:00-12:00,13:30-18:00$/)
  })

  test('[CAL4] an exception may have its own hours', () => {
    const read = fromRecords(row, [
      { date: '2025-12-31', kind: 'workday', name: '早退', hours: '09:00-12:00' },
    ])
    expect(read.ok && read.value.exceptions[0]?.intervals).toEqual([{ from: 540, to: 720 }])
    const blank = fromRecords(row, [{ date: '2025-12-31', kind: 'workday', name: '', hours: '' }])
    expect(blank.ok && blank.value.exceptions[0]).toEqual({ date: '2025-12-31', kind: 'workday', name: '' })
  })

  test('[CAL4] every unreadable text is told at once, and so is everything unsound', () => {
    const exceptions: readonly ExceptionRow[] = [
      { date: '2025-12-31', kind: 'workday', name: '', hours: 'all day' },
      { date: '2025-12-30', kind: 'workday', name: '', hours: '10:00-09:00' },
    ]
    const unread = fromRecords({ ...row, weekly: 'always' }, exceptions)
    expect(unread.ok ? [] : unread.problems.map(({ code, path }) => `${code} at ${path.join('.')}`)).toEqual([
      'calendar.hours-unreadable at weekly',
      'calendar.hours-unreadable at exceptions.0.hours',
      'calendar.interval-invalid at exceptions.1.hours.0',
    ])
    const unsound = fromRecords({ ...row, zone: 'x' }, [{ date: 'soon', kind: 'party', name: '' }])
    expect(unsound.ok ? [] : unsound.problems.map(({ code }) => code)).toEqual([
      'calendar.zone-unknown',
      'calendar.date-invalid',
      'calendar.kind-unknown',
    ])
  })

  test('[CAL4] more exceptions than a calendar holds are refused', () => {
    const many = Array.from({ length: maxExceptions + 1 }, () => ({
      date: '2025-01-01',
      kind: 'holiday',
      name: '',
    }))
    const read = fromRecords(row, many)
    expect(read.ok ? [] : read.problems.map(({ code }) => code)).toEqual(['calendar.too-many-exceptions'])
  })
})

test('[CAL5] every problem has its text in both languages, and no text is left over', () => {
  const codes = problemCodes.toSorted()
  expect(Object.keys(en).toSorted()).toEqual(codes)
  expect(Object.keys(zh).toSorted()).toEqual(codes)
  const placeholders = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).toSorted()
  for (const code of codes) expect(placeholders(zh[code])).toEqual(placeholders(en[code]))
})

test('[CAL3] the hours of an exception replace those of the week', () => {
  const night = [{ from: 1200, to: 1440 }]
  const short = [{ from: 540, to: 600 }]
  const compiled = compileCalendar({
    zone: 'UTC',
    weekly: [night, short, [], [], [], [], []],
    knownUntil: '2025-12-31',
    exceptions: [
      { date: '2025-01-06', kind: 'holiday', name: '' },
      { date: '2025-01-07', kind: 'workday', name: '' },
      { date: '2025-01-08', kind: 'workday', name: '' },
      { date: '2025-01-09', kind: 'workday', name: '', intervals: [{ from: 0, to: 5 }] },
    ],
  })
  const worked = (date: string): unknown => {
    const next = `${date.slice(0, 8)}${`${Number(date.slice(8)) + 1}`.padStart(2, '0')}`
    const found = compiled.workingMinutesBetween(`${date}T00:00:00.000Z`, `${next}T00:00:00.000Z`)
    return found.ok && found.value.minutes
  }
  const days = ['2025-01-06', '2025-01-07', '2025-01-08', '2025-01-09', '2025-01-10', '2025-01-13']
  expect(days.map(worked)).toEqual([0, 60, 240, 5, 0, 240])
  expect(days.map(compiled.isWorkingDay)).toEqual([false, true, true, true, false, true])
})
