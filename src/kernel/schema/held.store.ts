// What a record's columns held under earlier definitions, brought to where its table would hold it by now.
import type { Tx } from '#base/database'
import { ident, join, raw, type Sql, sql } from '#base/sql'
import { standingType, storage } from './columns.ts'
import { anew } from './conversion.store.ts'
import type { Convert, Held } from './conversion.ts'
import type { Field, Row, Value } from './definition.ts'
import { columnName } from './names.ts'
import { resolveField } from './resolve.ts'

/** The columns of a table, with their types as `format_type` names them. */
export async function columnsOf(
  tx: Pick<Tx, 'query'>,
  namespace: string,
  table: string,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.query<{ column: string; type: string }>(sql`
    select a.attname as "column", format_type(a.atttypid, null) as type
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${namespace} and c.relname = ${table} and a.attnum > 0 and not a.attisdropped`)
  return new Map(rows.map(({ column, type }) => [column, type]))
}

/** A record as it was under the definitions of `version`: its fields in use, and what else its columns held. */
export type Former = { readonly version: number; readonly values: Row; readonly held: Held }

/** What a field is today, in use or not. */
export type Today = {
  readonly used: (field: string) => Field | undefined
  readonly unused: (field: string) => Field | undefined
}

type Conversion = {
  readonly version: number
  readonly field: string
  readonly former: Field
  readonly kept: string
  readonly made: string | null
}

/**
 * Carries out on a record that was away what conversions have done since to those that stood: each column of a field that took another
 * type is kept under its other name, and made anew. The answer also has the fields in use that were made anew, and those that went
 * out of use.
 */
export async function broughtUp(
  tx: Pick<Tx, 'query'>,
  namespace: string,
  object: string,
  { version, values, held }: Former,
  today: Today,
  convert: Convert,
): Promise<Held> {
  const { rows: all } = await tx.query<Conversion>(
    sql`select version, field, former, kept, made from ${ident(namespace, 'conversion')} where object = ${object} order by version`,
  )
  const since = all.filter((one) => one.version > version)
  const now: { [column: string]: readonly [string, string] } = { ...held }
  const first = new Map([...since].reverse().map(({ field, former: one }) => [field, one]))
  for (const [name, value] of Object.entries(values)) {
    const then = first.get(name) ?? (today.used(name) ? undefined : today.unused(name))
    const text = then && (await textOf(tx, then, value))
    if (text) now[columnName(name)] = text
  }
  for (const one of since) {
    const column = columnName(one.field)
    const was = now[column]
    delete now[column]
    if (was) now[one.kept] = was
    const own = all.filter(({ field }) => field === one.field)
    const to =
      own.find((later) => later.version > one.version)?.former ??
      today.used(one.field) ??
      today.unused(one.field)
    const past = own.filter((earlier) => earlier.version <= one.version)
    const made = to && (await madeAnew(tx, namespace, object, past, to, now, convert))
    if (made) now[column] = made
    if (made && one.made !== null) now[one.made] = made
  }
  return now
}

/** The value for the new type, made by the last of the `past` conversions out of what is kept of it. */
async function madeAnew(
  tx: Pick<Tx, 'query'>,
  namespace: string,
  object: string,
  past: readonly Conversion[],
  field: Field,
  held: Held,
  convert: Convert,
): Promise<Held[string] | null> {
  const last = past.at(-1)
  const type = standingType(field)
  if (last === undefined || type === null) return null
  const [from, to] = [last.former, field].map((one) => resolveField(one, 'overlay'))
  if (!from || !to) return null
  const value = await anew(tx, namespace, { object, from, to }, last.kept, convert, last.version)
  if (value === null) return null
  const became = (at: number): Field => past[at + 1]?.former ?? field
  const columns = past.flatMap(({ kept, former, made }, at) => [
    heldAs(held, kept, former),
    ...(made === null ? [] : [heldAs(held, made, became(at))]),
  ])
  return asText(tx, type, sql`(select ${value} from (select ${join(columns)}) as was)`)
}

const heldAs = (held: Held, column: string, field: Field): Sql =>
  sql`${held[column]?.[1] ?? null}::text::${raw(storage(field) ?? 'text')} as ${ident(column)}`

/** A value of the field as a record has it, as its column holds it. */
async function textOf(tx: Pick<Tx, 'query'>, field: Field, value: Value): Promise<Held[string] | null> {
  const [type, name] = [storage(field), standingType(field)]
  if (value === null || type === null || name === null) return null
  const given = type === 'jsonb' ? JSON.stringify(value) : value
  return asText(tx, name, sql`${given}::${raw(type)}`)
}

async function asText(tx: Pick<Tx, 'query'>, type: string, value: Sql): Promise<Held[string] | null> {
  const { rows } = await tx.query<{ text: string | null }>(sql`select (${value})::text as text`)
  const [{ text } = { text: null }] = rows
  return text === null ? null : [type, text]
}
