// The tables a schema asks for, and the statements that lead from one schema to the next. Nothing is ever dropped here.
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { columnType, storage } from './columns.ts'
import { columnName, constraintName } from './names.ts'
import { type ResolvedField, type ResolvedObject, type Schema, target } from './schema.ts'

/** SQL of a check of a balance object over its own columns, made by whoever can compile formulas. */
export type CheckSql = (object: ResolvedObject, formula: string) => string

const quote = (name: string): string => `"${name}"`

/**
 * Statements, in order, that make the tables of `before` into those of `after`: new tables first, then columns, constraints and
 * indexes, one subcommand each. A removed object or field keeps its table or column, out of sight.
 * Problems: schema.typeChange when a field would need another column type.
 */
export function migrationTo(
  before: Schema | null,
  after: Schema,
  checkSql: CheckSql,
): Result<readonly string[]> {
  const problems: Problem[] = []
  const tables: string[] = []
  const constraints: string[] = []
  for (const object of after.objects.values()) {
    const old = before?.object(object.name)
    if (!old) {
      tables.push(createTable(after.namespace, object))
      constraints.push(
        ...constraintsOf(after, object, object.fields, checkSql),
        ...ownIndexes(after.namespace, object, null),
      )
      continue
    }
    problems.push(...typeChanges(old, object))
    const added = object.fields.filter((field) => field.column !== null && !old.byName.has(field.name))
    tables.push(...added.map((field) => addColumn(after.namespace, object, field)))
    if (object.search && object.search.length > 0 && !(old.search && old.search.length > 0))
      tables.push(addSearch(after.namespace, object))
    constraints.push(
      ...constraintsOf(after, object, added, () => ''),
      ...ownIndexes(after.namespace, object, old),
    )
  }
  return problems.length > 0 ? failed(...problems) : ok([...tables, ...constraints])
}

function typeChanges(old: ResolvedObject, object: ResolvedObject): Problem[] {
  return object.fields
    .filter((field) => {
      const former = old.byName.get(field.name)
      return former !== undefined && storage(former) !== storage(field)
    })
    .map((field) => problem('schema.typeChange', [object.name, field.name], { name: field.name }))
}

const tableOf = (namespace: string, object: ResolvedObject): string =>
  `${quote(namespace)}.${quote(object.table)}`

function createTable(namespace: string, object: ResolvedObject): string {
  const columns = [
    `id uuid not null constraint ${quote(constraintName('pk', object.table))} primary key`,
    'version integer not null',
    'created_at timestamptz not null',
    'created_by uuid not null',
    'updated_at timestamptz not null',
    'updated_by uuid not null',
    ...object.fields.flatMap((field) => (field.column === null ? [] : [columnDefinition(field)])),
    ...(object.search && object.search.length > 0 ? ['search_tokens text[]'] : []),
  ]
  return `create table ${tableOf(namespace, object)} (${columns.join(', ')})`
}

function columnDefinition(field: ResolvedField): string {
  const type = storage(field)
  return type === null ? '' : `${quote(columnName(field.name))} ${columnType(type)}`
}

const addColumn = (namespace: string, object: ResolvedObject, field: ResolvedField): string =>
  `alter table ${tableOf(namespace, object)} add column ${columnDefinition(field)}`

const addSearch = (namespace: string, object: ResolvedObject): string =>
  `alter table ${tableOf(namespace, object)} add column search_tokens text[]`

function constraintsOf(
  schema: Schema,
  object: ResolvedObject,
  fields: readonly ResolvedField[],
  checkSql: CheckSql,
): string[] {
  const table = tableOf(schema.namespace, object)
  const statements: string[] = []
  for (const field of fields) {
    if (field.column === null) continue
    const to = target(field)
    const referred = to === null ? undefined : schema.object(to)
    if (referred) {
      const name = quote(constraintName('fk', object.table, field.column))
      statements.push(
        `alter table ${table} add constraint ${name} foreign key (${quote(field.column)}) references ${tableOf(schema.namespace, referred)} (id)`,
      )
    }
    if (field.unique === true || field.type === 'autoNumber')
      statements.push(uniqueIndex(table, object.table, [field.column]))
    else if (!isCovered(object, field) && (field.type === 'reference' || feedsRollup(schema, object, field)))
      statements.push(plainIndex(table, object.table, [field.column]))
  }
  if (object.kind === 'balance') {
    for (const check of object.checks ?? []) {
      const text = checkSql(object, check.formula)
      if (text !== '')
        statements.push(
          `alter table ${table} add constraint ${quote(constraintName('ck', object.table, columnName(check.name)))} check (${text})`,
        )
    }
  }
  return statements
}

/** A declared index or uniqueness that begins with the field serves it already. */
const isCovered = (object: ResolvedObject, field: ResolvedField): boolean =>
  [...(object.indexes ?? []), ...(object.unique ?? [])].some(
    (index) => index.fields[0]?.replace(/^-/, '') === field.name,
  )

const feedsRollup = (schema: Schema, object: ResolvedObject, field: ResolvedField): boolean =>
  schema
    .incomingRollups(object.name)
    .some((rollup) => rollup.field.type === 'rollup' && rollup.field.by === field.name)

function ownIndexes(namespace: string, object: ResolvedObject, old: ResolvedObject | null): string[] {
  const table = tableOf(namespace, object)
  const known = new Set([...(old?.indexes ?? []), ...(old?.unique ?? [])].map((index) => index.name))
  const statements: string[] = []
  for (const unique of object.unique ?? []) {
    if (!known.has(unique.name))
      statements.push(uniqueIndex(table, object.table, unique.fields.map(columnName)))
  }
  for (const index of object.indexes ?? []) {
    if (!known.has(index.name)) statements.push(declaredIndex(table, object.table, index))
  }
  if (object.search && object.search.length > 0 && !(old?.search && old.search.length > 0)) {
    statements.push(
      `create index ${quote(constraintName('ix', object.table, 'search'))} on ${table} using gin (search_tokens)`,
    )
  }
  return statements
}

const uniqueIndex = (table: string, name: string, columns: readonly string[]): string =>
  `create unique index ${quote(constraintName('uq', name, ...columns))} on ${table} (${columns.map(quote).join(', ')})`

const plainIndex = (table: string, name: string, columns: readonly string[]): string =>
  `create index ${quote(constraintName('ix', name, ...columns))} on ${table} (${columns.map(quote).join(', ')})`

function declaredIndex(
  table: string,
  name: string,
  index: { name: string; fields: readonly string[] },
): string {
  const keys = index.fields.map((field) =>
    field.startsWith('-') ? `${quote(columnName(field.slice(1)))} desc` : quote(columnName(field)),
  )
  const last = index.fields.at(-1)?.startsWith('-') === true ? 'id desc' : 'id'
  return `create index ${quote(constraintName('ix', name, 'by', columnName(index.name)))} on ${table} (${[...keys, last].join(', ')})`
}
