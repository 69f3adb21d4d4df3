// Where records stand in a calendar: the days of a month or week, and bars packed into lanes. Pure.
import { addDays, daysBetween, localDate, startOfMonth, weekday } from '#base/values/date'
import type { FieldMetadata } from '#kernel/module'
import type { Group } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { isInstant } from './view-kinds.ts'

const on = (date: string, days: number): string => addDays(date, days) ?? date

/** The seven days around a day, from Monday. */
export const weekAround = (date: string): readonly string[] => {
  const monday = on(date, 1 - weekday(date))
  return Array.from({ length: 7 }, (_, index) => on(monday, index))
}

/** The weeks that a day's month touches, each of seven days. */
export function monthGrid(date: string): readonly (readonly string[])[] {
  const month = date.slice(0, 7)
  const weeks: (readonly string[])[] = []
  let week = weekAround(startOfMonth(date))
  do {
    weeks.push(week)
    week = weekAround(on(week[0] ?? date, 7))
  } while (week[0]?.startsWith(month))
  return weeks
}

/** A record on the days that it covers; both belong to it. */
export type Bar = { readonly id: string; readonly row: Row; readonly from: string; readonly to: string }

/** The day of a value in the zone; null for what is none. */
export const dayIn = (field: FieldMetadata, value: unknown, zone: string): string | null =>
  typeof value !== 'string' ? null : isInstant(field) ? (localDate(value, zone) ?? null) : value

/** A record without a second day, or with one before the first, stands on its first alone. */
export function barOf(
  row: Row,
  from: FieldMetadata,
  to: FieldMetadata | undefined,
  zone: string,
): Bar | null {
  const first = dayIn(from, row[from.name], zone)
  if (first === null) return null
  const last = to === undefined ? null : dayIn(to, row[to.name], zone)
  return { id: String(row.id), row, from: first, to: last !== null && last > first ? last : first }
}

export type Segment = {
  readonly bar: Bar
  /** The week, and the first of its columns. */
  readonly week: number
  readonly column: number
  readonly span: number
  readonly lane: number
  readonly begins: boolean
  readonly ends: boolean
}

/** The bars of each week in lanes, no two over each other; who begins earlier in it and lasts longer lies higher. */
export function packed(bars: readonly Bar[], weeks: readonly (readonly string[])[]): readonly Segment[] {
  return weeks.flatMap((days, week) => {
    const [first = '', last = ''] = [days[0], days.at(-1)]
    const taken: number[] = []
    return bars
      .filter((bar) => bar.from <= last && bar.to >= first)
      .map((bar) => {
        const column = bar.from <= first ? 0 : daysBetween(first, bar.from)
        const end = bar.to >= last ? days.length : daysBetween(first, bar.to) + 1
        return { bar, week, column, span: end - column, begins: bar.from >= first, ends: bar.to <= last }
      })
      .toSorted((left, right) => left.column - right.column || right.span - left.span)
      .map((one): Segment => {
        const free = taken.findIndex((until) => until <= one.column)
        const lane = free < 0 ? taken.length : free
        taken[lane] = one.column + one.span
        return { ...one, lane }
      })
  })
}

/** How many records each day has, of those that were counted by their first and, where there is one, their last day. */
export function countsOf(groups: readonly Group[], days: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map(days.map((day) => [day, 0]))
  const [start = '', end = ''] = [days[0], days.at(-1)]
  for (const { key, count } of groups) {
    const [first = null, last = null] = key
    if (first === null) continue
    const until = last !== null && last > first ? last : first
    for (let day = first > start ? first : start; day <= until && day <= end; day = on(day, 1))
      counts.set(day, (counts.get(day) ?? 0) + count)
  }
  return counts
}

/** The segments for which there is room, and how many records of each day are left out. */
export function fitted(
  segments: readonly Segment[],
  weeks: readonly (readonly string[])[],
  counts: ReadonlyMap<string, number>,
  lanes: number,
): { readonly shown: readonly Segment[]; readonly left: ReadonlyMap<string, number> } {
  const drawn = new Map<string, number>()
  for (const one of segments)
    for (const day of daysOf(one, weeks)) drawn.set(day, Math.max(drawn.get(day) ?? 0, one.lane + 1))
  const countOf = (day: string): number => counts.get(day) ?? 0
  // A day that has more than fits, or of which not all is loaded, keeps its last lane for saying so.
  const loaded = new Map<string, number>()
  for (const one of segments)
    for (const day of daysOf(one, weeks)) loaded.set(day, (loaded.get(day) ?? 0) + 1)
  const isCrowded = (day: string): boolean =>
    (drawn.get(day) ?? 0) > lanes || countOf(day) > (loaded.get(day) ?? 0)
  const shown = segments.filter((one) =>
    daysOf(one, weeks).every((day) => one.lane < (isCrowded(day) ? lanes - 1 : lanes)),
  )
  const left = new Map<string, number>()
  for (const day of weeks.flat()) {
    const seen = shown.filter((one) => daysOf(one, weeks).includes(day)).length
    const all = Math.max(countOf(day), loaded.get(day) ?? 0)
    if (all > seen) left.set(day, all - seen)
  }
  return { shown, left }
}

const daysOf = ({ week, column, span }: Segment, weeks: readonly (readonly string[])[]): readonly string[] =>
  (weeks[week] ?? []).slice(column, column + span)
