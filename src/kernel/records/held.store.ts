// What a record holds beyond its fields in use: of fields that are out of use, and what is kept of fields that took another type. The log has
// it of a removed record, and it comes back with the record.
import type { Tx } from '#base/database'
import { ident, join, raw, type Statement, sql } from '#base/sql'
import type { LogEvent } from '#kernel/log'
import {
  type Convert,
  columnName,
  type Held,
  outOfUse,
  type ResolvedObject,
  type Row,
  type Schema,
  standingType,
  systemFields,
} from '#kernel/schema'
import { broughtUp, columnsOf, loadDefinitions } from '#kernel/schema/store'
import { prepared } from './prepared.ts'
import { allEntries, type Entry, heldInLog, type Work } from './work.ts'

/** Notes of each removed record what it holds besides, for the log. */
export async function noteHeld(tx: Tx, work: Work): Promise<void> {
  const removed = new Map<ResolvedObject, Entry[]>()
  for (const entry of allEntries(work))
    if (entry.before !== null && entry.row === null)
      removed.set(entry.object, [...(removed.get(entry.object) ?? []), entry])
  for (const [object, entries] of removed) {
    const columns = [...(await besides(tx, work.model.schema, object))]
    if (columns.length === 0) continue
    const texts = join(columns.map(([column]) => sql`t.${ident(column)}::text`))
    const ids = entries.map(({ id }) => id)
    const { rows } = await tx.query<{ id: string; texts: readonly (string | null)[] }>(
      sql`select t.id, array[${texts}] as texts from ${ident(work.model.schema.namespace, object.table)} t where t.id = any(${ids}::uuid[])`,
    )
    const found = new Map(rows.map((row) => [row.id, row.texts]))
    for (const entry of entries)
      entry.held = Object.fromEntries(
        columns.flatMap(([column, type], at) => {
          const text = found.get(entry.id)?.[at] ?? null
          return text === null ? [] : [[column, [type, text] as const]]
        }),
      )
  }
}

const known = new WeakMap<Schema, Map<string, ReadonlyMap<string, string>>>()

/** The columns that no field in use has, with their types. */
async function besides(
  tx: Tx,
  schema: Schema,
  { table, fields }: ResolvedObject,
): Promise<ReadonlyMap<string, string>> {
  const tables = known.get(schema) ?? new Map<string, ReadonlyMap<string, string>>()
  known.set(schema, tables)
  const used = new Set([
    'search_tokens',
    ...systemFields.map(columnName),
    ...fields.map(({ column }) => column),
  ])
  const found =
    tables.get(table) ??
    new Map([...(await columnsOf(tx, schema.namespace, table))].filter(([column]) => !used.has(column)))
  tables.set(table, found)
  return found
}

/** The values with which a removed record comes back under today's definitions, and what its table shall hold besides. */
export async function comingBack(
  tx: Tx,
  { model: { schema } }: Work,
  object: ResolvedObject,
  { before, definitionVersion: version }: LogEvent,
  convert: Convert,
): Promise<{ readonly values: Row; readonly held: Held }> {
  const { [heldInLog]: held = {}, ...values } = before
  const former = { version, values, held: held as Held }
  const now =
    version < schema.version ? await broughtUpToday(tx, schema, object, former, convert) : former.held
  const columns = await besides(tx, schema, object)
  return {
    // What conversions leave nothing of is told by its field, which does not take it as it was.
    values: { ...values, ...(await valuesIn(tx, object, now)) },
    held: Object.fromEntries(Object.entries(now).filter(([column, [type]]) => columns.get(column) === type)),
  }
}

async function broughtUpToday(
  tx: Tx,
  schema: Schema,
  { name, byName }: ResolvedObject,
  former: Parameters<typeof broughtUp>[3],
  convert: Convert,
): ReturnType<typeof broughtUp> {
  const { layers } = await loadDefinitions(tx, schema.namespace)
  const overlay = layers.find(({ layer }) => layer === 'overlay')
  const unused = outOfUse(overlay ?? { objects: [], extensions: [] }, schema)
  const today = {
    used: (field: string) => byName.get(field),
    unused: (field: string) => unused.get(`${name} ${field}`),
  }
  return broughtUp(tx, schema.namespace, name, former, today, convert)
}

/** Those of fields in use, as records have them. */
async function valuesIn(tx: Tx, { fields }: ResolvedObject, held: Held): Promise<Row> {
  const texts = fields.flatMap((field) => {
    const [type, text] = held[field.column ?? ''] ?? []
    return type !== undefined && type === standingType(field)
      ? [sql`${text}::text::${raw(type)} as ${ident(field.name)}`]
      : []
  })
  if (texts.length === 0) return {}
  return (await tx.query<Row>(sql`select ${join(texts)}`)).rows[0] ?? {}
}

/** The statements that put it beside the fields of records that came back, once these are stored. */
export const puttingBack = (work: Work): readonly Statement[] =>
  [...allEntries(work)].flatMap(({ object, id, before, row, held }) => {
    const columns = Object.entries(held)
    if (before !== null || row === null || columns.length === 0) return []
    const values = columns.map(
      ([column, [type, text]]) => sql`${ident(column)} = ${text}::text::${raw(type)}`,
    )
    return [
      prepared(
        sql`update ${ident(work.model.schema.namespace, object.table)} set ${join(values)} where id = ${id}::uuid`,
      ),
    ]
  })
