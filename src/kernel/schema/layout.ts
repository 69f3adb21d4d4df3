// The tables a schema asks for, and the statements that lead from one schema to the next. Nothing that holds values is ever dropped here.
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { columnType, storage } from './columns.ts'
import type { Converting, OutOfUse } from './conversion.ts'
import { fits, type Kept, makeWay } from './make-way.ts'
import { columnName, constraintName, listIndexName } from './names.ts'
import { listed, type ResolvedField, type ResolvedObject, type Schema, target } from './schema.ts'
import { type Uniqueness, uniquenessOf } from './uniqueness.ts'

/** SQL of a check of a balance object over its own columns, made by whoever can compile formulas. */
export type CheckSql = (object: ResolvedObject, formula: string) => string

const quote = (name: string): string => `"${name}"`

/** What stands in the workspace's PostgreSQL schema: tables with their columns' types as `format_type` names them, and names of constraints and indexes. */
export type Standing = {
  readonly columns: ReadonlyMap<string, ReadonlyMap<string, string>>
  readonly names: ReadonlySet<string>
}

/** A constraint or index to be made unless one of its name stands already. */
type Named = { readonly name: string; readonly statement: string; readonly unique?: Uniqueness }

/** What leads from one schema to the next: tables and columns, and behind them constraints and indexes; values are filled in between. */
export type Migration = {
  readonly tables: readonly string[]
  readonly marks: readonly Omit<Named, 'name'>[]
  /** Of fields whose values are made anew, by object and field. */
  readonly kept: ReadonlyMap<string, Kept>
}

/**
 * Statements, in order, that make what stands into the tables of `after`: new tables first, then columns, constraints and
 * indexes, one subcommand each. A removed object or field keeps its table or column, out of sight, and finds it again when it returns.
 * Problems: schema.typeChange when a field would need another column type or refer to another object.
 */
export function migrationTo(
  before: Schema | null,
  after: Schema,
  standing: Standing,
  checkSql: CheckSql,
  converting: readonly Converting[] = [],
  outOfUse: OutOfUse = new Map(),
): Result<Migration> {
  const problems: Problem[] = []
  const way = makeWay(before, after, standing, converting)
  const tables: string[] = [...way.statements]
  const named: Named[] = []
  for (const object of after.objects.values()) {
    const columns = way.standing.columns.get(object.table)
    if (columns) {
      problems.push(...typeChanges(before?.object(object.name), object, columns, outOfUse))
      tables.push(...missingColumns(after.namespace, object, columns))
    } else tables.push(createTable(after.namespace, object))
    named.push(
      ...uniquenessOf(object).map((unique) => uniqueIndex(after.namespace, unique)),
      ...constraintsOf(after, object, checkSql),
      ...ownIndexes(after.namespace, object),
    )
  }
  // The same may be said twice.
  const missing = new Map(named.map((one) => [one.name, one]))
  for (const name of way.standing.names) missing.delete(name)
  return problems.length > 0
    ? failed(...problems)
    : ok({ tables, marks: [...missing.values()], kept: way.kept })
}

function typeChanges(
  old: ResolvedObject | undefined,
  object: ResolvedObject,
  columns: ReadonlyMap<string, string>,
  outOfUse: OutOfUse,
): Problem[] {
  return object.fields
    .filter((field) => {
      const former = old?.byName.get(field.name) ?? outOfUse.get(`${object.name} ${field.name}`)
      const isSame = former?.layer === field.layer
      return !fits(field, columns) || (former !== undefined && isSame && pointsAt(former) !== pointsAt(field))
    })
    .map((field) => problem('schema.typeChange', [object.name, field.name], { name: field.name }))
}

const pointsAt = (field: ResolvedField): string | null => target(field) ?? listed(field)

function missingColumns(
  namespace: string,
  object: ResolvedObject,
  columns: ReadonlyMap<string, string>,
): string[] {
  const fields = object.fields.filter((field) => field.column !== null && !columns.has(field.column))
  const search = isSearched(object) && !columns.has('search_tokens')
  return [
    ...fields.map((field) => addColumn(namespace, object, field)),
    ...(search ? [addSearch(namespace, object)] : []),
  ]
}

const isSearched = (object: ResolvedObject): boolean => (object.search ?? []).length > 0

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
    ...(isSearched(object) ? ['search_tokens text[]'] : []),
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

function constraintsOf(schema: Schema, object: ResolvedObject, checkSql: CheckSql): Named[] {
  const table = tableOf(schema.namespace, object)
  const checks = object.kind === 'balance' ? (object.checks ?? []) : []
  return [
    ...object.fields.flatMap((field) => fieldConstraints(schema, object, field)),
    ...checks.flatMap((check): Named[] => {
      const text = checkSql(object, check.formula)
      const name = constraintName('ck', object.table, columnName(check.name))
      const statement = `alter table ${table} add constraint ${quote(name)} check (${text})`
      return text === '' ? [] : [{ name, statement }]
    }),
  ]
}

function fieldConstraints(schema: Schema, object: ResolvedObject, field: ResolvedField): Named[] {
  if (field.column === null) return []
  const table = tableOf(schema.namespace, object)
  const to = target(field)
  const referred = to === null ? undefined : schema.object(to)
  const name = constraintName('fk', object.table, field.column)
  const foreign = referred && {
    name,
    statement: `alter table ${table} add constraint ${quote(name)} foreign key (${quote(field.column)}) references ${tableOf(schema.namespace, referred)} (id)`,
  }
  const isUnique = field.unique === true || field.type === 'autoNumber'
  const isLookedUp = ['reference', 'anyReference'].includes(field.type) || feedsRollup(schema, object, field)
  return [
    ...(foreign ? [foreign] : []),
    ...(isLookedUp && !isUnique ? [plainIndex(table, object.table, field.column)] : []),
    ...(listed(field) !== null || field.type === 'tags'
      ? [listIndex(table, object.table, field.column)]
      : []),
  ]
}

const feedsRollup = (schema: Schema, object: ResolvedObject, field: ResolvedField): boolean =>
  schema
    .incomingRollups(object.name)
    .some((rollup) => rollup.field.type === 'rollup' && rollup.field.by === field.name)

function ownIndexes(namespace: string, object: ResolvedObject): Named[] {
  const table = tableOf(namespace, object)
  const search = constraintName('ix', object.table, 'search', 'tokens')
  return [
    ...[...(object.indexes ?? []), ...asTheyCame(object)].map((index) =>
      declaredIndex(table, object.table, index),
    ),
    ...(isSearched(object)
      ? [
          {
            name: search,
            statement: `create index ${quote(search)} on ${table} using gin (search_tokens)`,
          },
        ]
      : []),
  ]
}

/** What a customer lists in the order in which it came is found so, however much there is; what is shipped says its indexes itself. */
const asTheyCame = ({ layer, list }: ResolvedObject): NonNullable<ResolvedObject['indexes']> =>
  layer === 'overlay' && /^-?createdAt$/.test(list?.sort?.[0] ?? '')
    ? [{ name: 'createdAt', fields: ['createdAt'] }]
    : []

function uniqueIndex(namespace: string, unique: Uniqueness): Named {
  const { name, table, columns } = unique
  const statement = `create unique index ${quote(name)} on ${quote(namespace)}.${quote(table)} (${columns.map(quote).join(', ')})`
  return { name, statement, unique }
}

/**
 * The indexes of what may be repeated from now on, to be taken away. Only where that is wished for: what is set aside for a while keeps
 * its index, so that it holds when it is taken back.
 */
export const releases = (before: Schema, after: Schema, standing: Standing): readonly string[] =>
  [...after.objects.values()].flatMap((object) => {
    const former = before.object(object.name)
    const wanted = new Set(uniquenessOf(object).map(({ name }) => name))
    return (former ? uniquenessOf(former) : [])
      .filter(({ name }) => !wanted.has(name) && standing.names.has(name))
      .map(({ name }) => name)
  })

export const dropIndex = (namespace: string, name: string): string =>
  `drop index ${quote(namespace)}.${quote(name)}`

function plainIndex(table: string, of: string, column: string): Named {
  const name = constraintName('ix', of, column)
  return { name, statement: `create index ${quote(name)} on ${table} (${quote(column)})` }
}

/** Who stands in a list is found by it. */
function listIndex(table: string, of: string, column: string): Named {
  const name = constraintName('ix', of, column)
  return { name, statement: `create index ${quote(name)} on ${table} using gin (${quote(column)})` }
}

function declaredIndex(table: string, of: string, index: { name: string; fields: readonly string[] }): Named {
  const keys = index.fields.map((field) =>
    field.startsWith('-') ? `${quote(columnName(field.slice(1)))} desc` : quote(columnName(field)),
  )
  const last = index.fields.at(-1)?.startsWith('-') === true ? 'id desc' : 'id'
  const name = listIndexName(of, index.name)
  return { name, statement: `create index ${quote(name)} on ${table} (${[...keys, last].join(', ')})` }
}
