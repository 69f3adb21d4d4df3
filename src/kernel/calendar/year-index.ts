// One year of a calendar laid out on the line of real time, so that measuring is two look-ups and a subtraction.
import { dayMs, dayNumber, type LocalDate, minuteMs, wallToMs, weekdayOfDay } from '#base/values/date'
import { hoursOfWorkday, type Intervals, type WorkCalendar } from './definition.ts'

/** A stretch of working time in milliseconds since 1970, `from < to`. */
export type Span = { readonly from: number; readonly to: number }

/**
 * The days of one local year. `starts[i]` is the instant of local midnight before day i and `worked[i]` the working
 * milliseconds of the year before it; both have one entry more than there are days, for the end of the year.
 */
export type YearIndex = {
  readonly year: number
  readonly starts: Float64Array
  readonly worked: Float64Array
  readonly spans: (day: number) => readonly Span[]
}

/** The hours of each date: its exception's, or else its weekday's. */
export function hoursByDay(calendar: WorkCalendar): (day: number) => Intervals {
  const exceptions = new Map(calendar.exceptions.map((exception) => [dayNumber(exception.date), exception]))
  return (day) => {
    const exception = exceptions.get(day)
    const weekday = weekdayOfDay(day)
    if (exception === undefined) return calendar.weekly[weekday - 1] ?? []
    if (exception.kind === 'holiday') return []
    return exception.intervals ?? hoursOfWorkday(calendar.weekly, weekday)
  }
}

const firstOf = (year: number): LocalDate => `${year}-01-01`

/** The index of a year from 1900 to 2998. Costs some hundred look-ups of the zone's offset: keep it. */
export function indexYear(year: number, zone: string, hoursOf: (day: number) => Intervals): YearIndex {
  const first = dayNumber(firstOf(year))
  const days = dayNumber(firstOf(year + 1)) - first
  const starts = Float64Array.from({ length: days + 1 }, (_, i) => realMinute((first + i) * dayMs, zone))
  const spans = (i: number): readonly Span[] => spansOf(first + i, starts, i, zone, hoursOf)
  const worked = new Float64Array(days + 1)
  for (let i = 0; i < days; i++) worked[i + 1] = (worked[i] ?? 0) + lengthOf(spans(i))
  return { year, starts, worked, spans }
}

/** Zones before the age of standard time are off by seconds; working time begins and ends on whole minutes. */
const realMinute = (local: number, zone: string): number =>
  Math.floor(wallToMs(local, zone) / minuteMs) * minuteMs

function spansOf(
  day: number,
  starts: Float64Array,
  i: number,
  zone: string,
  hoursOf: (day: number) => Intervals,
): readonly Span[] {
  const start = starts[i] ?? 0
  const isPlain = (starts[i + 1] ?? 0) - start === dayMs
  // Where no clock changes, which is nearly always, the zone need not be asked.
  const at = (minutes: number): number =>
    isPlain ? start + minutes * minuteMs : realMinute(day * dayMs + minutes * minuteMs, zone)
  return hoursOf(day)
    .map(({ from, to }) => ({ from: at(from), to: at(to) }))
    .filter(({ from, to }) => from < to)
}

const lengthOf = (spans: readonly Span[]): number =>
  spans.reduce((total, { from, to }) => total + to - from, 0)

/** The day of a year that an instant is in, which must lie in that year. */
const dayAt = (index: YearIndex, ms: number): number => lastAtMost(index.starts, ms)

/** The last place whose value is at most the one sought, in values that never fall; 0 when all are greater. */
function lastAtMost(values: Float64Array, sought: number): number {
  let low = 0
  let high = values.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if ((values[middle] ?? 0) <= sought) low = middle
    else high = middle - 1
  }
  return low
}

/** Working milliseconds of the year before an instant in it. */
export function workedBefore(index: YearIndex, ms: number): number {
  const day = dayAt(index, ms)
  let worked = index.worked[day] ?? 0
  for (const { from, to } of index.spans(day)) worked += Math.max(Math.min(ms, to) - from, 0)
  return worked
}

/** Working milliseconds of the whole year. */
export const workedInAll = (index: YearIndex): number => index.worked.at(-1) ?? 0

/** The first instant of the year when so many working milliseconds (more than 0, at most all) are behind. */
export function firstWith(index: YearIndex, worked: number): number {
  // Days off repeat the sum of the day before them: the last of the equals is the day that works.
  const day = lastAtMost(index.worked, worked - 1)
  let left = worked - (index.worked[day] ?? 0)
  for (const { from, to } of index.spans(day)) {
    if (left <= to - from) return from + left
    left -= to - from
  }
  throw new RangeError(`no such working time in ${index.year}, day ${day}`)
}

/** The last instant of the year when only so many working milliseconds (at least 0, less than all) are behind. */
export function lastWith(index: YearIndex, worked: number): number {
  const day = lastAtMost(index.worked, worked)
  let left = worked - (index.worked[day] ?? 0)
  for (const { from, to } of index.spans(day)) {
    if (left < to - from) return from + left
    left -= to - from
  }
  throw new RangeError(`no such working time in ${index.year}, day ${day}`)
}
