// The days that a tile's numbers are about, seen from today. Pure.
import { addDays, addMonths, startOfMonth, startOfYear, weekday } from '#base/values/date'
import type { TilePeriod } from '#kernel/metrics'

/** From the first day to the day after the last. */
export type Span = { readonly from: string; readonly to: string }

const day = (date: string, days: number): string => addDays(date, days) ?? date
const month = (date: string, months: number): string => addMonths(date, months) ?? date

const startOfQuarter = (today: string): string =>
  month(startOfMonth(today), -((Number(today.slice(5, 7)) - 1) % 3))

const span = (from: string, to: string): Span => ({ from, to })

const spans: Readonly<Record<TilePeriod, (today: string) => Span>> = {
  today: (today) => span(today, day(today, 1)),
  week: (today) => span(day(today, 1 - weekday(today)), day(today, 8 - weekday(today))),
  month: (today) => span(startOfMonth(today), month(startOfMonth(today), 1)),
  quarter: (today) => span(startOfQuarter(today), month(startOfQuarter(today), 3)),
  year: (today) => span(startOfYear(today), month(startOfYear(today), 12)),
}

export const spanOf = (period: TilePeriod | undefined, today: string): Partial<Span> =>
  period === undefined ? {} : spans[period](today)

const starts = {
  day: (today: string, back: number) => day(today, -back),
  week: (today: string, back: number) => day(spans.week(today).from, -7 * back),
  month: (today: string, back: number) => month(startOfMonth(today), -back),
} as const

/** The first days of the last periods, the present one last. */
export const lastStarts = (every: keyof typeof starts, last: number, today: string): readonly string[] =>
  Array.from({ length: last }, (_, index) => starts[every](today, last - 1 - index))

/** How much of a span has passed, 0–1, today included. */
export function passedShare({ from, to }: Span, today: string): number {
  const length = Date.parse(to) - Date.parse(from)
  const passed = Date.parse(day(today, 1)) - Date.parse(from)
  return length <= 0 ? 1 : Math.max(0, Math.min(1, passed / length))
}
