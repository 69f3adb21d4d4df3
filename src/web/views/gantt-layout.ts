// The days along which bars lie in a timeline: how far they reach, their months, and where a day is. Pure.
import { addDays, addMonths, daysBetween, startOfMonth } from '#base/values/date'

/** Pixels of a day. */
export const scales = { day: 28, week: 12, month: 4 } as const
export type Scale = keyof typeof scales

export type Month = { readonly first: string; readonly days: number; readonly start: number }

/** Whole months from the first day to the last. */
export type Axis = {
  readonly first: string
  readonly days: number
  readonly months: readonly Month[]
  /** How many days after the axis begins; negative before. */
  readonly at: (day: string) => number
}

/** Farther from today nothing is drawn but the end that lies within. */
const mostDays = 1500
const padDays = 10

const on = (date: string, days: number): string => addDays(date, days) ?? date
const clamped = (day: string, today: string): string => {
  const [least, most] = [on(today, -mostDays), on(today, mostDays)]
  return day < least ? least : day > most ? most : day
}

export function axisOf(days: readonly string[], today: string): Axis {
  const sorted = [today, ...days].map((day) => clamped(day, today)).toSorted()
  const first = startOfMonth(on(sorted[0] ?? today, -padDays))
  const last = on(sorted.at(-1) ?? today, padDays)
  const months: Month[] = []
  for (let month = first; month <= last; month = next(month))
    months.push({ first: month, days: daysBetween(month, next(month)), start: daysBetween(first, month) })
  return {
    first,
    months,
    days: months.reduce((sum, month) => sum + month.days, 0),
    at: (day) => daysBetween(first, day),
  }
}

const next = (month: string): string => addMonths(month, 1) ?? on(month, 31)

/** The part of a bar that lies on the axis, in days; null where none does. */
export function onAxis(
  { days, at }: Axis,
  { from, to }: { readonly from: string; readonly to: string },
): {
  readonly start: number
  readonly length: number
  readonly begins: boolean
  readonly ends: boolean
} | null {
  const [start, end] = [at(from), at(to) + 1]
  const [low, high] = [Math.max(0, start), Math.min(days, end)]
  return high <= low ? null : { start: low, length: high - low, begins: low === start, ends: high === end }
}
