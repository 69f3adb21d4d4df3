// Storing a settled working set: one statement per object and kind, whatever the number of records.
import { ident, type Statement, sql } from '#base/sql'
import {
  columnName,
  type ResolvedField,
  type ResolvedObject,
  type Schema,
  storage,
  systemFields,
  type Value,
} from '#kernel/schema'
import { prepared } from './prepared.ts'
import { type Initials, searchTokens, textOf } from './search.ts'
import { allEntries, changedFields, type Entry, isChanged, type Work } from './work.ts'

type Column = { readonly name: string; readonly type: string; readonly value: (entry: Entry) => unknown }

const systemTypes: Readonly<Record<string, string>> = {
  id: 'uuid',
  version: 'integer',
  createdAt: 'timestamptz',
  createdBy: 'uuid',
  updatedAt: 'timestamptz',
  updatedBy: 'uuid',
}

/** The statements, in order: what is referred to is inserted before what refers to it, removes go the other way round. */
export function storing(work: Work, initials: Initials): readonly Statement[] {
  const inserts = new Map<string, [Entry, ...Entry[]]>()
  const updates: typeof inserts = new Map()
  const removes: typeof inserts = new Map()
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
  const sorted = (map: typeof inserts): Entries[] =>
    map.size < 2
      ? [...map.values()]
      : [...map]
          .sort(([left], [right]) => order.indexOf(left) - order.indexOf(right))
          .map(([, entries]) => entries)
  return [
    ...sorted(inserts).map((entries) => insert(work, entries, initials)),
    ...sorted(updates).map((entries) => update(work, entries, initials)),
    ...sorted(removes)
      .reverse()
      .map((entries) => remove(work, entries)),
  ]
}

/** Gives changed records their next version; before the log is told of it. */
export function stamp(work: Work): void {
  for (const entry of allEntries(work)) {
    if (entry.before === null || entry.row === null || !isChanged(entry)) continue
    entry.row.version = Number(entry.before.version ?? 0) + 1
    entry.row.updatedAt = work.moment.now
    entry.row.updatedBy = work.actor.id
  }
}

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

/** Records of one object, at least one. */
type Entries = readonly [Entry, ...Entry[]]

function insert(work: Work, entries: Entries, initials: Initials): Statement {
  const [first] = entries
  const { object } = first
  const columns = columnsFor(object, initials)
  const isOne = entries.length === 1
  const { name, text } = insertText(work, object, columns, isOne)
  const values = isOne ? columns.map((column) => column.value(first)) : arrays(columns, entries)
  return { name, text, values }
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
    text: `insert into ${ident(namespace, object.table).text} (${names}) ${body}`,
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
function update(work: Work, entries: Entries, initials: Initials): Statement {
  const [first] = entries
  const { object } = first
  const changed = new Set(entries.flatMap((entry) => changedFields(entry.before, entry.row)))
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
  const table = ident(work.model.schema.namespace, object.table).text
  return prepared(
    entries.length === 1
      ? { text: updateOne(table, columns), values: columns.map((column) => column.value(first)) }
      : { text: updateMany(table, columns), values: arrays(columns, entries) },
  )
}

/** The id is the first column. */
const updateOne = (table: string, columns: readonly Column[]): string =>
  `update ${table} set ${columns
    .slice(1)
    .map((column, index) => `"${column.name}" = $${index + 2}::${column.type}`)
    .join(', ')} where id = $1::uuid`

const updateMany = (table: string, columns: readonly Column[]): string =>
  `update ${table} t set ${columns
    .slice(1)
    .map((column) => `"${column.name}" = u."${column.name}"${isNested(column) ? `::${column.type}` : ''}`)
    .join(', ')} from ${unnested(columns)} where t.id = u.id`

const remove = (work: Work, [first, ...others]: Entries): Statement =>
  prepared(
    sql`delete from ${ident(work.model.schema.namespace, first.object.table)} where id = any(${[first, ...others].map((entry) => entry.id)}::uuid[])`,
  )
