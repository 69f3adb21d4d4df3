// What a working calendar is, and what makes one sound.

import { type Problem, type ProblemParam, problem } from '#base/problem'
import { isZone, type LocalDate, minutesInDay, parseDate } from '#base/values/date'

/** A span of working time in minutes since local midnight, `0 ≤ from < to ≤ 1440`; the minute `to` is not in it. */
export type Interval = { readonly from: number; readonly to: number }

/** The working hours of one day, sorted, none overlapping; empty is a day off. */
export type Intervals = readonly Interval[]

/** Monday to Sunday, in this order (ISO 8601). */
export type WeeklyHours = readonly [
  Intervals,
  Intervals,
  Intervals,
  Intervals,
  Intervals,
  Intervals,
  Intervals,
]

export type ExceptionKind = 'holiday' | 'workday'

/**
 * A date on which the week does not say what is true. A holiday has no working time. A workday has its own hours, or
 * else those of its weekday, or else (a weekend worked in exchange, 调休) those of the first day of the week with any.
 */
export type CalendarException = {
  readonly date: LocalDate
  readonly kind: ExceptionKind
  readonly name: string
  readonly intervals?: Intervals
}

/** Working hours and holidays of one zone; `knownUntil` is the last date whose holidays have been announced. */
export type WorkCalendar = {
  readonly zone: string
  readonly weekly: WeeklyHours
  readonly exceptions: readonly CalendarException[]
  readonly knownUntil: LocalDate
}

/** Everything that can be wrong; each has its text in `messages/`. */
export const problemCodes = [
  'calendar.zone-unknown',
  'calendar.hours-unreadable',
  'calendar.interval-invalid',
  'calendar.intervals-overlap',
  'calendar.too-many-intervals',
  'calendar.weekday-repeated',
  'calendar.date-invalid',
  'calendar.known-until-invalid',
  'calendar.kind-unknown',
  'calendar.name-too-long',
  'calendar.date-repeated',
  'calendar.holiday-with-hours',
  'calendar.workday-without-hours',
  'calendar.too-many-exceptions',
  'calendar.instant-invalid',
  'calendar.amount-invalid',
  'calendar.too-far',
] as const

export type CalendarProblemCode = (typeof problemCodes)[number]

export const calendarProblem = (
  code: CalendarProblemCode,
  path: readonly string[] = [],
  params: Readonly<Record<string, ProblemParam>> = {},
): Problem => problem(code, path, params)

export const maxIntervalsPerDay = 12
export const maxExceptions = 10_000
export const maxNameLength = 200

/** The hours of a workday exception without hours of its own. */
export const hoursOfWorkday = (weekly: WeeklyHours, weekday: number): Intervals => {
  const own = weekly[weekday - 1] ?? []
  return own.length > 0 ? own : (weekly.find((hours) => hours.length > 0) ?? [])
}

/** Every problem of a calendar, each with its path (`weekly.0.1`, `exceptions.3.date`); none when it is sound. */
export function validateCalendar(calendar: WorkCalendar): readonly Problem[] {
  return [
    ...(isZone(calendar.zone)
      ? []
      : [calendarProblem('calendar.zone-unknown', ['zone'], { zone: clip(calendar.zone) })]),
    ...calendar.weekly.flatMap((hours, index) => intervalProblems(hours, ['weekly', `${index}`])),
    ...exceptionProblems(calendar),
    ...(parseDate(calendar.knownUntil)
      ? []
      : [calendarProblem('calendar.known-until-invalid', ['knownUntil'])]),
  ]
}

/** Text that may come from anyone, short enough for a message. */
export const clip = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)

/** What is wrong with the hours of one day. */
export function intervalProblems(hours: Intervals, path: readonly string[]): readonly Problem[] {
  if (hours.length > maxIntervalsPerDay) {
    return [calendarProblem('calendar.too-many-intervals', path, { most: maxIntervalsPerDay })]
  }
  return hours.flatMap((interval, index) => {
    const at = [...path, `${index}`]
    if (!isInterval(interval)) return [calendarProblem('calendar.interval-invalid', at)]
    const before = hours[index - 1]
    return before && before.to > interval.from ? [calendarProblem('calendar.intervals-overlap', at)] : []
  })
}

const isInterval = ({ from, to }: Interval): boolean =>
  Number.isInteger(from) && Number.isInteger(to) && 0 <= from && from < to && to <= minutesInDay

function exceptionProblems(calendar: WorkCalendar): readonly Problem[] {
  const { exceptions, weekly } = calendar
  if (exceptions.length > maxExceptions) {
    return [calendarProblem('calendar.too-many-exceptions', ['exceptions'], { most: maxExceptions })]
  }
  const seen = new Set<LocalDate>()
  const hasHours = weekly.some((hours) => hours.length > 0)
  return exceptions.flatMap((exception, index) => {
    const path = ['exceptions', `${index}`]
    const repeated = seen.has(exception.date)
    seen.add(exception.date)
    return [
      ...(repeated
        ? [calendarProblem('calendar.date-repeated', [...path, 'date'], { date: clip(exception.date) })]
        : []),
      ...exceptionProblemsAt(exception, hasHours, path),
    ]
  })
}

function exceptionProblemsAt(
  { date, kind, name, intervals }: CalendarException,
  weekHasHours: boolean,
  path: readonly string[],
): readonly Problem[] {
  const problems: Problem[] = []
  const add = (code: CalendarProblemCode, field: string, params = {}): void => {
    problems.push(calendarProblem(code, [...path, field], params))
  }
  if (parseDate(date) === undefined) add('calendar.date-invalid', 'date', { date: clip(date) })
  if (kind !== 'holiday' && kind !== 'workday') add('calendar.kind-unknown', 'kind', { kind: clip(kind) })
  if (name.length > maxNameLength) add('calendar.name-too-long', 'name', { most: maxNameLength })
  if (kind === 'holiday' && intervals !== undefined) add('calendar.holiday-with-hours', 'intervals')
  if (kind === 'workday' && !(intervals?.length || (intervals === undefined && weekHasHours)))
    add('calendar.workday-without-hours', 'intervals')
  return [...problems, ...intervalProblems(intervals ?? [], [...path, 'intervals'])]
}
