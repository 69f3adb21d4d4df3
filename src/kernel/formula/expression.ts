// Pieces of SQL that the functions share. Every piece evaluates its argument once, so that SQL grows no faster than the formula.
import { isUuid } from '#base/ids'
import { raw, type Sql, sql } from '#base/sql'
import { isZone } from '#base/values/date'
import type { Json } from '#kernel/schema'
import type { Kind, SqlHost } from './contract.ts'
import type { Inner } from './inner.ts'
import { maxOutput } from './limits.ts'
import { writeNumber } from './number.ts'

const types: Readonly<Record<Kind, string>> = {
  text: 'text',
  number: 'numeric',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamptz',
  list: 'text[]',
  record: 'uuid',
  json: 'jsonb',
}

/** The SQL type of a kind; a list of ids is `uuid[]`. */
export const typeOf = (kind: Kind, object?: string): Sql =>
  raw(kind === 'list' && object !== undefined ? 'uuid[]' : types[kind])

/** A value known before the statement runs: a parameter with its type. An id that is no uuid is blank. */
export function constant(value: Inner, kind: Kind, object?: string): Sql {
  return sql`${parameter(value, kind, object)}::${typeOf(kind, object)}`
}

function parameter(value: Inner, kind: Kind, object: string | undefined): unknown {
  if (typeof value === 'bigint') return writeNumber(value)
  if (kind === 'record') return isUuid(value) ? value : null
  if (Array.isArray(value)) return object === undefined ? value : value.filter(isUuid)
  return typeof value === 'object' && value !== null && 'json' in value ? asJson(value.json) : value
}

const asJson = (json: Json): string => JSON.stringify(json)

/** A number while it is less than 10^30 in magnitude. (`least` skips nulls, so a blank too ends at the edge and is blank.) */
export const numberWithin = (value: Sql): Sql =>
  sql`nullif(nullif(greatest(least(${value}, 1e30), -1e30), 1e30), -1e30)`

/** A date within the years 1900–2999. */
export const dateWithin = (value: Sql): Sql =>
  sql`nullif(nullif(greatest(least(${value}, '3000-01-01'::date), '1899-12-31'::date), '3000-01-01'::date), '1899-12-31'::date)`

/** An instant within the years 1900–2999 of UTC. */
export const instantWithin = (value: Sql): Sql =>
  edges(value, `'3000-01-01T00:00:00Z'::timestamptz`, `'1899-12-31T23:59:59.999Z'::timestamptz`)

/** A wall time within the years 1900–2999. */
export const wallWithin = (value: Sql): Sql =>
  edges(value, `'3000-01-01'::timestamp`, `'1899-12-31 23:59:59.999'::timestamp`)

const edges = (value: Sql, high: string, low: string): Sql =>
  sql`nullif(nullif(greatest(least(${value}, ${raw(high)}), ${raw(low)}), ${raw(high)}), ${raw(low)})`

/** What `write` makes of the wall time of an instant; blank in an unknown zone. */
export const onWall =
  (kind: Kind, write: (local: Sql) => Sql) =>
  (instant: Sql, { moment: { zone } }: SqlHost): Sql =>
    isZone(zone) ? write(sql`(${instant} at time zone ${zone}::text)`) : constant(null, kind)

/** The date of a year, month and day that are whole numbers; blank when there is no such day (years 1900–2999). */
export const dateFrom = (year: Sql, month: Sql, day: Sql): Sql =>
  once(
    [year, month, day],
    (y, m, d) => sql`case
      when ${y} between 1900 and 2999 and ${m} between 1 and 12 and ${d} between 1 and 31
      then case when extract(month from make_date(${y}::int, ${m}::int, 1) + (${d}::int - 1)) = ${m}
        then make_date(${y}::int, ${m}::int, 1) + (${d}::int - 1) end end`,
  )

/** A whole number from 0 to 10,000; fractions are cut off, larger numbers lowered, and a negative one is blank. */
export const countOf = (value: Sql): Sql =>
  sql`nullif(least(greatest(trunc(${value}), -1), ${raw(String(maxOutput))}), -1)::int`

/** A place in a text or list, as `place` reads it: a whole number within ±10^9, blank for zero. */
export const placeOf = (value: Sql): Sql =>
  sql`nullif(least(greatest(coalesce(trunc(${value}), 0), -1e9), 1e9), 0)::int`

/** The same counted from 1 on; blank for a negative one. */
export const placeFromOne = (value: Sql): Sql => sql`nullif(least(greatest(trunc(${value}), 0), 1e9), 0)::int`

/** A whole number between −edge and edge; a blank becomes `edge`, which every use of it takes beyond what may be. */
export const stepsOf = (value: Sql, edge: number): Sql =>
  sql`greatest(least(trunc(${value}), ${raw(String(edge))}), ${raw(String(-edge))})::int`

/** A text without spaces and line ends at both ends, as `trim` takes them away. */
export const trimmed = (value: Sql): Sql => sql`btrim(${value}, E' \\t\\n\\r\\u00A0\\u3000')`

/** A text cut to what a formula may make. */
export const cut = (value: Sql): Sql => sql`left(${value}, ${raw(String(maxOutput))})`

const simple = /^[\w".:[\]]*$/

/** Uses values several times while evaluating each once; the subselect is left out where they are columns or parameters. */
export function once(values: readonly Sql[], use: (...values: Sql[]) => Sql): Sql {
  if (values.every(({ strings }) => strings.every((text) => simple.test(text)))) return use(...values)
  const names = values.map((_, at) => raw(`fm_once.v${at}`))
  const columns = values.reduce(
    (all, value, at) => (at === 0 ? sql`${value} as v0` : sql`${all}, ${value} as ${raw(`v${at}`)}`),
    raw(''),
  )
  // `offset 0` keeps the planner from copying the expressions into each use.
  return sql`(select ${use(...names)} from (select ${columns} offset 0) as fm_once)`
}
