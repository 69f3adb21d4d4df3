// The working days of the demo's half year.
import { addDays, instantOf, type LocalDate, weekday } from '#base/values/date'
import { chinaCalendar } from '#kernel/calendar'

const exceptions = new Map(chinaCalendar.exceptions.map(({ date, kind }) => [date, kind]))

export const isWorkday = (date: LocalDate): boolean => {
  const exception = exceptions.get(date)
  return exception === undefined ? weekday(date) <= 5 : exception === 'workday'
}

/** Working days from `from` to `to`, both included. */
export function workdays(from: LocalDate, to: LocalDate): readonly LocalDate[] {
  const found: LocalDate[] = []
  for (let date = from; date <= to; date = addDays(date, 1) ?? '9999-12-31')
    if (isWorkday(date)) found.push(date)
  return found
}

/** The day so many working days after `date`; the day itself, or the next working day, for 0. */
export function workdaysAfter(date: LocalDate, days: number): LocalDate {
  let at = date
  for (let left = days; left > 0 || !isWorkday(at); ) {
    at = addDays(at, 1) ?? at
    if (isWorkday(at)) left--
  }
  return at
}

export const zone = 'Asia/Shanghai'

/** Milliseconds of a wall time in the company's zone. */
export const atMinute = (date: LocalDate, minute: number): number =>
  Date.parse(instantOf(date, minute, zone) ?? `${date}T00:00:00Z`)
