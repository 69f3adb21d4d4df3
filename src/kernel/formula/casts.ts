// The conversions that happen by themselves: an instant where a date is asked for, an id where a record is, print-outs.
import { isUuid } from '#base/ids'
import { type Sql, sql } from '#base/sql'
import type { Environment, Kind, SqlHost } from './contract.ts'
import { dateWithin, onWall, wallWithin } from './expression.ts'
import { dateAt, type Inner, wallText } from './inner.ts'
import { writeNumber } from './number.ts'

type Cast = {
  readonly run: (value: Inner, environment: Environment) => Inner
  readonly sql: (value: Sql, host: SqlHost) => Sql
  /** Only where a place prints what it is given. */
  readonly prints?: true
}

const ofText =
  (convert: (text: string, environment: Environment) => Inner): Cast['run'] =>
  (value, environment) =>
    typeof value === 'string' ? convert(value, environment) : null

const casts: Readonly<Record<string, Cast>> = {
  'datetime>date': {
    run: ofText((instant, { zone }) => dateAt(instant, zone)),
    sql: onWall('date', (local) => dateWithin(sql`${local}::date`)),
  },
  'record>text': { run: (value) => value, sql: (value) => sql`(${value})::text` },
  'text>record': {
    run: ofText((text) => (isUuid(text) ? text : null)),
    sql: (value) =>
      sql`substring(${value} from '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$')::uuid`,
  },
  'number>text': {
    run: (value) => (typeof value === 'bigint' ? writeNumber(value) : null),
    sql: (value) => sql`trim_scale(${value})::text`,
    prints: true,
  },
  'date>text': {
    run: (value) => value,
    sql: (value) => sql`to_char((${value})::timestamp, 'YYYY-MM-DD')`,
    prints: true,
  },
  'datetime>text': {
    run: ofText((instant, { zone }) => wallText(instant, zone)),
    sql: onWall('text', (local) => sql`to_char(${wallWithin(local)}, 'YYYY-MM-DD HH24:MI')`),
    prints: true,
  },
}

/** The conversion between two kinds, if there is one. */
export const castOf = (from: Kind, to: Kind): Cast | undefined => casts[`${from}>${to}`]
