// A calendar's years joined into one line of working time; indexes are built when first asked for and kept.
import { minuteMs } from '#base/values/date'
import type { WorkCalendar } from './definition.ts'
import {
  firstWith,
  hoursByDay,
  indexYear,
  lastWith,
  workedBefore,
  workedInAll,
  type YearIndex,
} from './year-index.ts'

/** Positions are milliseconds since 1970; each answer is undefined where the search leaves its years. */
export type Timeline = {
  /** Whole-minute marks of working time from one instant to another; negative backwards. */
  readonly minutesBetween: (from: number, to: number) => number | undefined
  /** Where one is after so much working time: forwards the earliest such instant, backwards the latest. */
  readonly moved: (from: number, workedMs: number) => number | undefined
  /** The instant itself when it is in working time, or else the start of the next. */
  readonly nextWorking: (from: number) => number | undefined
}

/** Years that can be indexed: a little less than dates have, for zones ahead and behind. */
const firstYear = 1901
const lastYear = 2997

/** The line of a sound calendar; no answer looks through more than `maxYears` years. */
export function timelineOf(calendar: WorkCalendar, maxYears: number): Timeline {
  const hoursOf = hoursByDay(calendar)
  const kept = new Map<number, YearIndex>()

  const yearAt = (year: number): YearIndex | undefined => {
    const known = kept.get(year)
    if (known !== undefined || year < firstYear || year > lastYear) return known
    const index = indexYear(year, calendar.zone, hoursOf)
    kept.set(year, index)
    return index
  }

  const indexAt = (ms: number): YearIndex | undefined => {
    const index = yearAt(new Date(ms).getUTCFullYear())
    if (index === undefined) return undefined
    if (ms < (index.starts[0] ?? 0)) return yearAt(index.year - 1)
    return ms < (index.starts.at(-1) ?? 0) ? index : yearAt(index.year + 1)
  }

  const minutesBetween = (from: number, to: number): number | undefined => {
    if (to < from) {
      const minutes = minutesBetween(to, from)
      return minutes === undefined || minutes === 0 ? minutes : -minutes
    }
    const [first, last] = [indexAt(from), indexAt(to)]
    if (first === undefined || last === undefined) return undefined
    let minutes = marks(workedBefore(last, to)) - marks(workedBefore(first, from))
    for (let year = first.year; year < last.year; year++) minutes += marks(totalOf(yearAt(year)))
    return minutes
  }

  const forwards = (from: YearIndex, worked: number): number | undefined => {
    let left = worked
    for (let year = from.year; year <= from.year + maxYears; year++) {
      const index = yearAt(year)
      if (index === undefined) return undefined
      if (left <= workedInAll(index)) return firstWith(index, left)
      left -= workedInAll(index)
    }
    return undefined
  }

  const backwards = (from: YearIndex, worked: number): number | undefined => {
    if (worked >= 0) return lastWith(from, worked)
    let left = worked
    for (let year = from.year - 1; year >= from.year - maxYears; year--) {
      const index = yearAt(year)
      if (index === undefined) return undefined
      left += workedInAll(index)
      if (left >= 0) return lastWith(index, left)
    }
    return undefined
  }

  const nextWorking = (from: number): number | undefined => {
    const first = indexAt(from)
    if (first === undefined) return undefined
    const worked = workedBefore(first, from)
    if (worked < workedInAll(first)) return lastWith(first, worked)
    for (let year = first.year + 1; year <= first.year + maxYears; year++) {
      const index = yearAt(year)
      if (index === undefined) return undefined
      if (workedInAll(index) > 0) return lastWith(index, 0)
    }
    return undefined
  }

  return {
    minutesBetween,
    nextWorking,
    moved(from, workedMs) {
      const index = indexAt(from)
      if (index === undefined || workedMs === 0) return index && from
      const worked = workedBefore(index, from) + workedMs
      return workedMs > 0 ? forwards(index, worked) : backwards(index, worked)
    },
  }
}

/** Working time begins and ends on whole minutes, so marks counted from any year's start are the same marks. */
const marks = (workedMs: number): number => Math.floor(workedMs / minuteMs)

const totalOf = (index: YearIndex | undefined): number => (index === undefined ? 0 : workedInAll(index))
