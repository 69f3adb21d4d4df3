// Adding and measuring working time. A calendar is compiled once and then asked; what it learns of a year it keeps.
import { failed, ok, type Result } from '#base/result'
import {
  dateOfDay,
  dayMs,
  dayNumber,
  type Instant,
  instantMs,
  instantOfMs,
  type LocalDate,
  minuteMs,
  parseDate,
  parseInstant,
  wallToMs,
} from '#base/values/date'
import { type CalendarProblemCode, calendarProblem, clip, type WorkCalendar } from './definition.ts'
import { type Timeline, timelineOf } from './timeline.ts'
import { hoursByDay } from './year-index.ts'

/** `beyondKnown`: the answer rests on dates whose holidays have not been announced yet; say so where it is shown. */
export type Found<T> = T & { readonly beyondKnown: boolean }

/** The questions a calendar answers. Instants and dates are canonical text; working time is whole minutes. */
export type WorkingTime = {
  readonly calendar: WorkCalendar

  /**
   * The instant when so many working minutes more have passed: forwards the earliest such instant (so the end of a
   * day, not the start of the next), backwards the latest; with 0 the instant itself. Seconds are kept.
   * Problems: `calendar.instant-invalid`, `calendar.amount-invalid`, `calendar.too-far`.
   */
  addWorkingMinutes(instant: Instant, minutes: number): Result<Found<{ instant: Instant }>>

  /**
   * Working minutes from one instant to the other, negative when the second is earlier: the whole-minute marks of
   * working time between them, so that between(a, b) + between(b, c) = between(a, c) exactly.
   * Problems: `calendar.instant-invalid`, `calendar.too-far`.
   */
  workingMinutesBetween(from: Instant, to: Instant): Result<Found<{ minutes: number }>>

  /**
   * The date that is so many working days later (earlier when negative), the date itself not counted; with 0 the
   * date itself. Problems: `calendar.date-invalid`, `calendar.amount-invalid`, `calendar.too-far`.
   */
  addWorkingDays(date: LocalDate, days: number): Result<Found<{ date: LocalDate }>>

  /** Whether a date has working time. An invalid date has none. */
  isWorkingDay(date: LocalDate): boolean

  /** Whether the holidays of a date have been announced. */
  isKnown(date: LocalDate): boolean

  /**
   * The instant itself when it is in working time, or else the start of the next.
   * Problems: `calendar.instant-invalid`, `calendar.too-far`.
   */
  nextWorkingInstant(instant: Instant): Result<Found<{ instant: Instant }>>
}

/** No question reaches further than twenty years from where it starts. */
export const maxReachYears = 20
const maxReachDays = maxReachYears * 366
const maxReachMs = maxReachDays * dayMs

/** Compiles a sound calendar (see `validateCalendar`). Keep the result as long as the calendar does not change. */
export function compileCalendar(calendar: WorkCalendar): WorkingTime {
  const hoursOf = hoursByDay(calendar)
  const isWorking = (day: number): boolean => hoursOf(day).length > 0
  const isKnown = (date: LocalDate): boolean => date <= calendar.knownUntil
  return {
    ...measures(timelineOf(calendar, maxReachYears), endOfKnown(calendar)),
    calendar,
    isKnown,
    isWorkingDay: (date) => parseDate(date) !== undefined && isWorking(dayNumber(date)),
    addWorkingDays(date, days) {
      if (parseDate(date) === undefined) return fail('calendar.date-invalid', { date: clip(date) })
      if (!isWithin(days, maxReachDays)) return fail('calendar.amount-invalid')
      const reached = dateOfDay(walk(dayNumber(date), days, isWorking))
      if (reached === undefined) return tooFar()
      return ok({ date: reached, beyondKnown: !(isKnown(date) && isKnown(reached)) })
    },
  }
}

/** The first instant whose holidays are not known. */
const endOfKnown = ({ knownUntil, zone }: WorkCalendar): number =>
  wallToMs((dayNumber(knownUntil) + 1) * dayMs, zone)

type Measures = Pick<WorkingTime, 'addWorkingMinutes' | 'workingMinutesBetween' | 'nextWorkingInstant'>

function measures(timeline: Timeline, unknownFrom: number): Measures {
  /** What was found at `to`, coming from `from`; the last instant looked at is just before the later of the two. */
  const reached = (
    from: number,
    to: number | undefined,
    isIncluded: boolean,
  ): Result<Found<{ instant: Instant }>> => {
    const instant = to === undefined || Math.abs(to - from) > maxReachMs ? undefined : instantOfMs(to)
    if (to === undefined || instant === undefined) return tooFar()
    const last = Math.max(from, to)
    return ok({ instant, beyondKnown: isIncluded ? last >= unknownFrom : last > unknownFrom })
  }
  return {
    addWorkingMinutes(instant, minutes) {
      const from = msOf(instant)
      if (from === undefined) return fail('calendar.instant-invalid')
      if (!isWithin(minutes, maxReachMs / minuteMs)) return fail('calendar.amount-invalid')
      return reached(from, timeline.moved(from, minutes * minuteMs), false)
    },
    workingMinutesBetween(from, to) {
      const [start, end] = [msOf(from), msOf(to)]
      if (start === undefined || end === undefined) return fail('calendar.instant-invalid')
      const minutes = Math.abs(end - start) > maxReachMs ? undefined : timeline.minutesBetween(start, end)
      return minutes === undefined
        ? tooFar()
        : ok({ minutes, beyondKnown: Math.max(start, end) > unknownFrom })
    },
    nextWorkingInstant(instant) {
      const from = msOf(instant)
      if (from === undefined) return fail('calendar.instant-invalid')
      return reached(from, timeline.nextWorking(from), true)
    },
  }
}

const msOf = (instant: Instant): number | undefined =>
  parseInstant(instant) === undefined ? undefined : instantMs(instant)

const isWithin = (amount: number, most: number): boolean =>
  Number.isInteger(amount) && Math.abs(amount) <= most

/** The day that is so many working days away, or NaN when there is none within reach. */
function walk(from: number, days: number, isWorking: (day: number) => boolean): number {
  const step = Math.sign(days)
  let left = Math.abs(days)
  for (let gone = 0; gone <= maxReachDays; gone++) {
    const day = from + gone * step
    if (left === 0) return day
    if (isWorking(day + step)) left--
  }
  return Number.NaN
}

const fail = (
  code: CalendarProblemCode,
  params: Readonly<Record<string, string | number>> = {},
): Result<never> => failed(calendarProblem(code, [], params))

const tooFar = (): Result<never> => fail('calendar.too-far', { years: maxReachYears })
