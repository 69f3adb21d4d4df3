// Days as people name them: today, last week, the next seven working days; seen from a day and a work calendar. Pure.
import {
  addDays,
  addMonths,
  instantOf,
  parseDate,
  startOfMonth,
  startOfYear,
  weekday,
} from '#base/values/date'
import type { WorkingTime } from '#kernel/calendar'

/** From where days are seen. Without a calendar every day is a working day. */
export type Standpoint = {
  readonly today: string
  readonly zone: string
  readonly working: Pick<WorkingTime, 'addWorkingDays' | 'isWorkingDay'> | null
}

/** First and last day; both belong to it. */
export type DayRange = readonly [string, string]

const shifted = (date: string, days: number): string => addDays(date, days) ?? date
const monthsOn = (date: string, months: number): string => addMonths(startOfMonth(date), months) ?? date
const monthsFrom = (first: string, months: number): DayRange => [first, shifted(monthsOn(first, months), -1)]
const weekOf = (date: string): DayRange => [
  shifted(date, 1 - weekday(date)),
  shifted(date, 7 - weekday(date)),
]

/** The start of the quarter that a day is in. */
const startOfQuarter = (date: string): string => monthsOn(date, -((Number(date.slice(5, 7)) - 1) % 3))

/** Ranges of days by name; weeks begin on Monday. */
export const namedRanges: Readonly<Record<string, (today: string) => DayRange>> = {
  today: (today) => [today, today],
  yesterday: (today) => [shifted(today, -1), shifted(today, -1)],
  tomorrow: (today) => [shifted(today, 1), shifted(today, 1)],
  thisWeek: (today) => weekOf(today),
  lastWeek: (today) => weekOf(shifted(today, -7)),
  nextWeek: (today) => weekOf(shifted(today, 7)),
  thisMonth: (today) => monthsFrom(startOfMonth(today), 1),
  lastMonth: (today) => monthsFrom(monthsOn(today, -1), 1),
  nextMonth: (today) => monthsFrom(monthsOn(today, 1), 1),
  thisQuarter: (today) => monthsFrom(startOfQuarter(today), 3),
  thisYear: (today) => monthsFrom(startOfYear(today), 12),
  past: (today) => ['1900-01-01', shifted(today, -1)],
}

/** Ranges that take a number: `last7`, `nextWork7`. */
export const countedRanges = ['last', 'next', 'lastWork', 'nextWork'] as const
export type CountedRange = (typeof countedRanges)[number]

const counted: Readonly<Record<CountedRange, (count: number, at: Standpoint) => DayRange>> = {
  last: (count, { today }) => [shifted(today, 1 - count), today],
  next: (count, { today }) => [today, shifted(today, count - 1)],
  lastWork: (count, at) => [workingDay(at, -count), at.today],
  nextWork: (count, at) => [at.today, workingDay(at, count)],
}

/** The last of so many working days, today being one of them when it is a working day. */
function workingDay({ today, working }: Standpoint, days: number): string {
  const step = Math.sign(days)
  if (working === null) return shifted(today, days - step)
  const found = working.addWorkingDays(today, working.isWorkingDay(today) ? days - step : days)
  return found.ok ? found.value.date : shifted(today, days)
}

const isCounted = (name: string | undefined): name is CountedRange =>
  (countedRanges as readonly (string | undefined)[]).includes(name)

/** `nextWork7` as its two parts; null for any other text. */
export function countedParts(text: string): { readonly name: CountedRange; readonly count: number } | null {
  const [, name, digits] = /^([a-zA-Z]+?)(\d{1,3})$/.exec(text) ?? []
  return isCounted(name) && Number(digits) > 0 ? { name, count: Number(digits) } : null
}

/** The days of a range by name, by name and number, or as `from..to` with an open end; undefined for what is none. */
export function rangeOf(text: string, at: Standpoint): readonly [string, string] | undefined {
  const parts = countedParts(text)
  if (parts !== null) return counted[parts.name](parts.count, at)
  if (Object.hasOwn(namedRanges, text)) return namedRanges[text]?.(at.today)
  const [from = '', to = '', ...more] = text.split('..')
  const ends: DayRange = [parseDate(from) ?? '', parseDate(to) ?? '']
  return more.length > 0 || (ends[0] === '' && ends[1] === '') ? undefined : ends
}

/** A day as a date, `today`, or so many days or working days from today: `today-3`, `work+5`. Undefined for what is none. */
export function dayOf(text: string, at: Standpoint): string | undefined {
  const [, unit, sign, digits] = /^(today|work)(?:([+-])(\d{1,4}))?$/.exec(text) ?? []
  if (unit === undefined) return parseDate(text)
  const days = Number(digits ?? 0) * (sign === '-' ? -1 : 1)
  if (unit === 'today' || at.working === null) return addDays(at.today, days)
  const found = at.working.addWorkingDays(at.today, days)
  return found.ok ? found.value.date : undefined
}

/** The first instant of a day in the zone. */
export const startOfDay = (date: string, { zone }: Standpoint): string =>
  instantOf(date, 0, zone) ?? `${date}T00:00:00.000Z`

/** The first instant after a day in the zone. */
export const endOfDay = (date: string, at: Standpoint): string => startOfDay(shifted(date, 1), at)
