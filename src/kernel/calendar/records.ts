// A calendar from its records: the editable tables that customers keep their hours and holidays in.

import type { Problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { compare } from '#base/values/date'
import {
  type CalendarException,
  type ExceptionKind,
  validateCalendar,
  type WorkCalendar,
} from './definition.ts'
import { parseHours, parseWeekly } from './hours-text.ts'

/** Fields of a `calendar.calendar` record. `weekly` as `parseWeekly` reads it, `knownUntil` as a date. */
export type CalendarRow = {
  readonly id: string
  readonly name: string
  readonly zone: string
  readonly weekly: string
  readonly knownUntil: string
}

/** Fields of a `calendar.exception` record. `hours` as `parseHours` reads it; blank takes the week's. */
export type ExceptionRow = {
  readonly date: string
  readonly kind: string
  readonly name: string
  readonly hours?: string | null
}

/**
 * The sound calendar of a record and its exceptions, given in any order; exceptions come out sorted by date. Problems
 * are those of `parseWeekly`, `parseHours` and `validateCalendar`; the path of an exception's begins with
 * `exceptions` and its place in the list given.
 */
export function fromRecords(
  calendar: CalendarRow,
  exceptionRows: readonly ExceptionRow[],
): Result<WorkCalendar> {
  const weekly = parseWeekly(calendar.weekly)
  const exceptions = readExceptions(exceptionRows)
  if (!weekly.ok || !exceptions.ok) return failed(...problemsOf(weekly), ...problemsOf(exceptions))
  const { zone, knownUntil } = calendar
  const read: WorkCalendar = { zone, knownUntil, weekly: weekly.value, exceptions: exceptions.value }
  const problems = validateCalendar(read)
  if (problems.length > 0) return failed(...problems)
  return ok({ ...read, exceptions: read.exceptions.toSorted((a, b) => compare(a.date, b.date)) })
}

function readExceptions(rows: readonly ExceptionRow[]): Result<readonly CalendarException[]> {
  const read = rows.map(readException)
  const problems = read.flatMap(problemsOf)
  return problems.length > 0
    ? failed(...problems)
    : ok(read.flatMap((result) => (result.ok ? [result.value] : [])))
}

function readException({ date, kind, name, hours }: ExceptionRow, index: number): Result<CalendarException> {
  // The kind is checked with everything else by validateCalendar.
  const exception = { date, kind: kind as ExceptionKind, name }
  if (hours === undefined || hours === null || hours === '') return ok(exception)
  const intervals = parseHours(hours, ['exceptions', `${index}`, 'hours'])
  return intervals.ok ? ok({ ...exception, intervals: intervals.value }) : intervals
}

const problemsOf = (result: Result<unknown>): readonly Problem[] => (result.ok ? [] : result.problems)
