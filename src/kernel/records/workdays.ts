// Which days are worked, as formulas ask: the first calendar of the workspace, or a plain five-day week where there is none.
import { ident, raw, type Sql, sql } from '#base/sql'
import type { Workdays, WorkdaysSql } from '#kernel/formula'
import type { Schema } from '#kernel/schema'

const plain = { week: [1, 2, 3, 4, 5], knownUntil: '1900-01-01' } as const
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

export const workdaysOf = (
  found: Pick<Workdays, 'week' | 'knownUntil'> = plain,
  exceptions: Iterable<readonly [string, boolean]>,
): Workdays => ({ ...plain, ...found, exceptions: new Map(exceptions) })

/** Where calendars are kept; null in a schema that has none. */
export function calendarTables(schema: Schema): { readonly calendar: Sql; readonly exception: Sql } | null {
  const [calendar, exception] = [schema.object('calendar.calendar'), schema.object('calendar.exception')]
  if (!calendar || !exception) return null
  return {
    calendar: ident(schema.namespace, calendar.table),
    exception: ident(schema.namespace, exception.table),
  }
}

/** A day that is written in the text of the weekly hours has some. */
export const weekOf = (alias: string): Sql =>
  sql`array_remove(array[${raw(
    days.map((day, at) => `case when ${alias}.weekly like '%${day}=%' then ${at + 1} end`).join(', '),
  )}], null)`

/** The same inside a statement, from the tables as they stand when it runs. */
export function workdaysSql(schema: Schema): (() => WorkdaysSql) | undefined {
  const tables = calendarTables(schema)
  if (tables === null) return undefined
  const first = (value: Sql): Sql =>
    sql`(select ${value} from ${tables.calendar} c order by c.created_at, c.id limit 1)`
  return () => ({
    week: sql`coalesce(${first(weekOf('c'))}, ${raw(`array[${plain.week.join(', ')}]`)})`,
    exceptions: sql`(select e.date as day, e.kind = 'workday' as worked from ${tables.exception} e where e.calendar = ${first(raw('c.id'))})`,
    knownUntil: sql`coalesce(${first(raw('c.known_until'))}, ${raw(`'${plain.knownUntil}'::date`)})`,
  })
}
