// Storing a settled working set: one statement per object and kind, whatever the number of records.
import type { Tx } from '#base/database'
import { ident, join, named, raw, type Sql, sql } from '#base/sql'
import {
  columnName,
  type ResolvedField,
  type ResolvedObject,
  storage,
  systemFields,
  type Value,
} from '#kernel/schema'
import { type Initials, searchTokens } from './search.ts'
import { allEntries, changedFields, type Entry, type Work } from './work.ts'

/** Thrown when a record to be created is already stored: the write was repeated, or the id is taken. */
export class AlreadyStored extends Error {}

type Column = { readonly name: string; readonly type: string; readonly value: (entry: Entry) => unknown }

const systemTypes: Readonly<Record<string, string>> = {
  id: 'uuid',
  version: 'integer',
  createdAt: 'timestamptz',
  createdBy: 'uuid',
  updatedAt: 'timestamptz',
  updatedBy: 'uuid',
}

/** Inserts what is referred to before what refers to it, removes the other way round. */
export async function persist(tx: Tx, work: Work, initials: Initials): Promise<void> {
  const inserts = new Map<string, Entry[]>()
  const updates = new Map<string, Entry[]>()
  const removes = new Map<string, Entry[]>()
  for (const entry of allEntries(work)) {
    const kind =
      entry.before === null
        ? entry.row === null
          ? null
          : inserts
        : entry.row === null
          ? removes
          : isChanged(entry)
            ? updates
            : null
    kind?.set(entry.object.name, [...(kind.get(entry.object.name) ?? []), entry])
  }
  const order = work.model.order
  const sorted = (map: Map<string, Entry[]>): Entry[][] =>
    map.size < 2
      ? [...map.values()]
      : [...map]
          .sort(([left], [right]) => order.indexOf(left) - order.indexOf(right))
          .map(([, entries]) => entries)
  for (const entries of sorted(inserts)) await insert(tx, work, entries, initials)
  for (const entries of sorted(updates)) await update(tx, work, entries, initials)
  for (const entries of sorted(removes).reverse()) await remove(tx, work, entries)
}

export const isChanged = (entry: Entry): boolean => changedFields(entry.before, entry.row).length > 0

const insertColumns = new WeakMap<ResolvedObject, readonly Column[]>()

function columnsFor(object: ResolvedObject, initials: Initials): readonly Column[] {
  const known = insertColumns.get(object)
  if (known) return known
  const columns = [
    ...systemFields.map(
      (name): Column => ({
        name: columnName(name),
        type: systemTypes[name] ?? 'text',
        value: (entry) => entry.row?.[name],
      }),
    ),
    ...object.fields.flatMap((field) => fieldColumn(field)),
    ...(object.search && object.search.length > 0 ? [searchColumn(object, initials)] : []),
  ]
  insertColumns.set(object, columns)
  return columns
}

function fieldColumn(field: ResolvedField): Column[] {
  const type = storage(field)
  if (type === null) return []
  return [
    {
      name: columnName(field.name),
      type,
      value:
        type === 'jsonb'
          ? (entry) => jsonText(entry.row?.[field.name])
          : (entry) => entry.row?.[field.name] ?? null,
    },
  ]
}

const jsonText = (value: Value | undefined): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value)

const searchColumn = (object: ResolvedObject, initials: Initials): Column => ({
  name: 'search_tokens',
  type: 'text[]',
  value: (entry) =>
    searchTokens(
      (object.search ?? []).map((name) => [name, textOf(entry.row?.[name])] as const),
      initials,
    ),
})

const textOf = (value: Value | undefined): string | null => (typeof value === 'string' ? value : null)

async function insert(tx: Tx, work: Work, entries: readonly Entry[], initials: Initials): Promise<void> {
  const [first] = entries
  if (!first) return
  const { object } = first
  const columns = columnsFor(object, initials)
  const table = ident(work.model.schema.namespace, object.table)
  const names = raw(columns.map((column) => `"${column.name}"`).join(', '))
  const body =
    entries.length === 1
      ? sql`values (${join(columns.map((column) => sql`${column.value(first)}::${raw(column.type)}`))})`
      : sql`select ${selected(columns)} from ${unnested(columns, entries)}`
  const statement = sql`insert into ${table} (${names}) ${body} on conflict (id) do nothing`
  const name = `insert ${entries.length === 1 ? 'one' : 'many'} ${object.table} ${work.model.schema.namespace} ${work.model.schema.version}`
  const { count } = await tx.query(named(name, statement))
  if (count < entries.length) throw new AlreadyStored(object.name)
}

/** Arrays within arrays would be flattened, so they travel as their text. */
const isNested = (column: Column): boolean => column.type.endsWith('[]')

const selected = (columns: readonly Column[]): Sql =>
  raw(
    columns
      .map((column) => (isNested(column) ? `u."${column.name}"::${column.type}` : `u."${column.name}"`))
      .join(', '),
  )

function unnested(columns: readonly Column[], entries: readonly Entry[]): Sql {
  const arrays = columns.map((column) => {
    const values = entries.map((entry) => column.value(entry))
    return isNested(column) ? sql`${values.map(arrayText)}::text[]` : sql`${values}::${raw(column.type)}[]`
  })
  return sql`unnest(${join(arrays)}) as u(${raw(columns.map((column) => `"${column.name}"`).join(', '))})`
}

const arrayText = (value: unknown): string | null =>
  Array.isArray(value)
    ? `{${value.map((item) => `"${String(item).replace(/["\\]/g, (sign) => `\\${sign}`)}"`).join(',')}}`
    : null

/** Only columns that some record changed are set; the rows are locked, so the others still hold what was read. */
async function update(tx: Tx, work: Work, entries: readonly Entry[], initials: Initials): Promise<void> {
  const [first] = entries
  if (!first) return
  const { object } = first
  const changed = new Set(entries.flatMap((entry) => changedFields(entry.before, entry.row)))
  for (const entry of entries) stamp(work, entry)
  const searched = (object.search ?? []).some((name) => changed.has(name))
  const wanted = new Set([
    'version',
    'updated_at',
    'updated_by',
    ...[...changed].map(columnName),
    ...(searched ? ['search_tokens'] : []),
  ])
  const all = columnsFor(object, initials)
  const set = all.filter((column) => wanted.has(column.name))
  const id = all.filter((column) => column.name === 'id')
  const assignments = raw(
    set
      .map((column) => `"${column.name}" = u."${column.name}"${isNested(column) ? `::${column.type}` : ''}`)
      .join(', '),
  )
  const statement = sql`update ${ident(work.model.schema.namespace, object.table)} t set ${assignments} from ${unnested([...id, ...set], entries)} where t.id = u.id`
  await tx.query(statement)
}

function stamp(work: Work, entry: Entry): void {
  if (entry.row === null) return
  entry.row.version = Number(entry.before?.version ?? 0) + 1
  entry.row.updatedAt = work.moment.now
  entry.row.updatedBy = work.actor.id
}

async function remove(tx: Tx, work: Work, entries: readonly Entry[]): Promise<void> {
  const [first] = entries
  if (!first) return
  await tx.query(
    sql`delete from ${ident(work.model.schema.namespace, first.object.table)} where id = any(${entries.map((entry) => entry.id)}::uuid[])`,
  )
}
