// Storing a settled working set: one statement per object and kind, whatever the number of records.
import type { Tx } from '#base/database'
import { ident, sql } from '#base/sql'
import {
  columnName,
  type ResolvedField,
  type ResolvedObject,
  type Schema,
  storage,
  systemFields,
  type Value,
} from '#kernel/schema'
import { type Initials, searchTokens } from './search.ts'
import { allEntries, changedFields, type Entry, hasChanged, type Work } from './work.ts'

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
    if (kind === null) continue
    const entries = kind.get(entry.object.name)
    if (entries) entries.push(entry)
    else kind.set(entry.object.name, [entry])
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

export const isChanged = (entry: Entry): boolean => hasChanged(entry.before, entry.row)

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
  const isOne = entries.length === 1
  const { name, text } = insertText(work, object, columns, isOne)
  const values = isOne ? columns.map((column) => column.value(first)) : arrays(columns, entries)
  const { count } = await tx.query({ name, text, values })
  if (count < entries.length) throw new AlreadyStored(object.name)
}

type Prepared = { readonly name: string; readonly text: string }
const insertTexts = new WeakMap<Schema, Map<string, Prepared>>()

/** The statement depends on the object alone, so it is put together once. */
function insertText(
  { model: { schema } }: Work,
  object: ResolvedObject,
  columns: readonly Column[],
  isOne: boolean,
): Prepared {
  const texts = insertTexts.get(schema) ?? new Map<string, Prepared>()
  insertTexts.set(schema, texts)
  const { namespace, version } = schema
  const key = `insert ${isOne ? 'one' : 'many'} ${object.table}`
  const known = texts.get(key)
  if (known) return known
  const names = columns.map((column) => `"${column.name}"`).join(', ')
  const body = isOne
    ? `values (${columns.map((column, index) => `$${index + 1}::${column.type}`).join(', ')})`
    : `select ${selected(columns)} from ${unnested(columns)}`
  const made = {
    name: `${key} ${namespace} ${version}`,
    text: `insert into ${ident(namespace, object.table).text} (${names}) ${body} on conflict (id) do nothing`,
  }
  texts.set(key, made)
  return made
}

/** Arrays within arrays would be flattened, so they travel as their text. */
const isNested = (column: Column): boolean => column.type.endsWith('[]')

const selected = (columns: readonly Column[]): string =>
  columns
    .map((column) => (isNested(column) ? `u."${column.name}"::${column.type}` : `u."${column.name}"`))
    .join(', ')

/** One array parameter for each column, from $1 on. */
function unnested(columns: readonly Column[]): string {
  const arrays = columns.map((column, index) => `$${index + 1}::${isNested(column) ? 'text' : column.type}[]`)
  return `unnest(${arrays.join(', ')}) as u(${columns.map((column) => `"${column.name}"`).join(', ')})`
}

const arrays = (columns: readonly Column[], entries: readonly Entry[]): readonly unknown[] =>
  columns.map((column) =>
    entries.map(isNested(column) ? (entry) => arrayText(column.value(entry)) : column.value),
  )

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
  const columns = columnsFor(object, initials).filter(
    (column) => column.name === 'id' || wanted.has(column.name),
  )
  const { namespace } = work.model.schema
  const assignments = columns
    .filter((column) => column.name !== 'id')
    .map((column) => `"${column.name}" = u."${column.name}"${isNested(column) ? `::${column.type}` : ''}`)
  const text = `update ${ident(namespace, object.table).text} t set ${assignments.join(', ')} from ${unnested(columns)} where t.id = u.id`
  await tx.query({ text, values: arrays(columns, entries), ...preparedAs(text) })
}

/** Updates of the same fields come again and again; a bounded number of them is prepared on each connection. */
const updateNames = new Map<string, string>()
const mostUpdates = 300

function preparedAs(text: string): { readonly name?: string } {
  const known = updateNames.get(text)
  if (known !== undefined) return { name: known }
  if (updateNames.size >= mostUpdates) return {}
  const name = `update ${updateNames.size}`
  updateNames.set(text, name)
  return { name }
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
