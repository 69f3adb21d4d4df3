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

type Years = {
  readonly ofYear: (year: number) => YearIndex | undefined
  readonly ofInstant: (ms: number) => YearIndex | undefined
}

function yearsOf(calendar: WorkCalendar): Years {
  const hoursOf = hoursByDay(calendar)
  const kept = new Map<number, YearIndex>()
  const ofYear = (year: number): YearIndex | undefined => {
    const known = kept.get(year)
    if (known !== undefined || year < firstYear || year > lastYear) return known
    const index = indexYear(year, calendar.zone, hoursOf)
    kept.set(year, index)
    return index
  }
  const ofInstant = (ms: number): YearIndex | undefined => {
    const index = ofYear(new Date(ms).getUTCFullYear())
    if (index === undefined) return undefined
    if (ms < (index.starts[0] ?? 0)) return ofYear(index.year - 1)
    return ms < (index.starts.at(-1) ?? 0) ? index : ofYear(index.year + 1)
  }
  return { ofYear, ofInstant }
}

/** The line of a sound calendar; no answer looks through more than `maxYears` years. */
export function timelineOf(calendar: WorkCalendar, maxYears: number): Timeline {
  const years = yearsOf(calendar)
  return {
    minutesBetween(from, to) {
      if (from <= to) return minutesForward(years, from, to)
      const minutes = minutesForward(years, to, from)
      return minutes ? -minutes : minutes
    },
    moved(from, workedMs) {
      const index = years.ofInstant(from)
      if (index === undefined || workedMs === 0) return index && from
      const worked = workedBefore(index, from) + workedMs
      return workedMs > 0
        ? forwards(years, index, worked, maxYears)
        : backwards(years, index, worked, maxYears)
    },
    nextWorking(from) {
      const index = years.ofInstant(from)
      return index && nextFrom(years, index, workedBefore(index, from), maxYears)
    },
  }
}

/** Working time begins and ends on whole minutes, so marks counted from any year's start are the same marks. */
const marks = (workedMs: number): number => Math.floor(workedMs / minuteMs)

function minutesForward(years: Years, from: number, to: number): number | undefined {
  const first = years.ofInstant(from)
  const last = years.ofInstant(to)
  if (first === undefined || last === undefined) return undefined
  let minutes = marks(workedBefore(last, to)) - marks(workedBefore(first, from))
  for (let year = first.year; year < last.year; year++) {
    const index = years.ofYear(year)
    if (index !== undefined) minutes += marks(workedInAll(index))
  }
  return minutes
}

function forwards(years: Years, first: YearIndex, worked: number, maxYears: number): number | undefined {
  let left = worked
  for (let year = first.year; year <= first.year + maxYears; year++) {
    const index = years.ofYear(year)
    if (index === undefined) return undefined
    if (left <= workedInAll(index)) return firstWith(index, left)
    left -= workedInAll(index)
  }
  return undefined
}

function backwards(years: Years, last: YearIndex, worked: number, maxYears: number): number | undefined {
  if (worked >= 0) return lastWith(last, worked)
  let left = worked
  for (let year = last.year - 1; year >= last.year - maxYears; year--) {
    const index = years.ofYear(year)
    if (index === undefined) return undefined
    left += workedInAll(index)
    if (left >= 0) return lastWith(index, left)
  }
  return undefined
}

/** In working time the last instant with so much behind it is the present one, outside of it the start of the next. */
function nextFrom(years: Years, first: YearIndex, worked: number, maxYears: number): number | undefined {
  if (worked < workedInAll(first)) return lastWith(first, worked)
  for (let year = first.year + 1; year <= first.year + maxYears; year++) {
    const index = years.ofYear(year)
    if (index === undefined) return undefined
    if (workedInAll(index) > 0) return lastWith(index, 0)
  }
  return undefined
}
