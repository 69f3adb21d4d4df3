// Reading records into a write's working set: one statement per object, rows locked in id order where they will change.
import type { Tx } from '#base/database'
import { ident, join, raw, type Sql, sql } from '#base/sql'
import { columnName, type ResolvedObject, type Row, systemFields, target, type Value } from '#kernel/schema'
import type { Derivation } from './derive.ts'
import type { Lacking } from './gather.ts'
import { source } from './host.ts'
import type { CompiledRollup, RecordModel } from './model.ts'
import type { Needs } from './needs.ts'
import { keyText } from './posting.ts'
import { prepared } from './prepared.ts'
import { rollupKey } from './rollup.ts'
import { addEntry, allEntries, type Entry, entryOf, type Work } from './work.ts'

/** Loads all that is asked for, together. Records that do not exist are remembered as such. */
export async function satisfy(tx: Tx, work: Work, derivation: Derivation, needs: Needs): Promise<void> {
  await Promise.all([
    ...inOrder(work.model, needs.lock).map(([object, ids]) => lockRows(tx, work, object, [...ids])),
    ...[...needs.balances].map(([object, keys]) => loadBalances(tx, work, derivation, object, keys)),
    ...[...needs.look].map(([object, ids]) => lookUp(tx, work, object, [...ids])),
    ...[...needs.extremes].map(([key, parents]) => loadExtremes(tx, work, derivation, key, [...parents])),
    ...[...needs.readers].map(([key, ids]) => loadReaders(tx, work, key, [...ids])),
    ...[...needs.gathered].map(([key, lacking]) => loadGathered(tx, work, key, lacking)),
  ])
}

/** Always in the same order of objects, so that writes wait for each other instead of blocking each other. */
export const inOrder = (model: RecordModel, wanted: Map<string, Set<string>>): [string, Set<string>][] =>
  wanted.size < 2
    ? [...wanted]
    : [...wanted].sort(([left], [right]) => model.order.indexOf(right) - model.order.indexOf(left))

const columnsOf = new WeakMap<ResolvedObject, string>()

/** Every column under its field's name, so that a row of the driver is a record. */
export function columnList(object: ResolvedObject): string {
  const known = columnsOf.get(object)
  if (known !== undefined) return known
  const names = [
    ...systemFields,
    ...object.fields.flatMap((field) => (field.column === null ? [] : [field.name])),
  ]
  const list = names.map((name) => `t."${columnName(name)}" as "${name}"`).join(', ')
  columnsOf.set(object, list)
  return list
}

async function rowsById(
  tx: Tx,
  work: Work,
  object: ResolvedObject,
  ids: readonly string[],
  lock: boolean,
): Promise<readonly Row[]> {
  return (await tx.query<Row>(prepared(rowsWhere(work, object, byId(ids), lock)))).rows
}

/** One id is compared plainly: for a list PostgreSQL would plan anew each time. */
const byId = (ids: readonly string[]): Sql =>
  ids.length === 1 ? sql`t.id = ${ids[0]}::uuid` : sql`t.id = any(${ids}::uuid[])`

function rowsWhere(work: Work, object: ResolvedObject, where: Sql, lock: boolean): Sql {
  const tail = lock ? ' order by t.id for no key update' : ''
  return sql`select ${raw(columnList(object))} from ${ident(work.model.schema.namespace, object.table)} t where ${where}${raw(tail)}`
}

/** Takes the records into the working set, locked until the transaction ends. */
export async function lockRows(tx: Tx, work: Work, name: string, ids: readonly string[]): Promise<void> {
  const object = work.model.schema.object(name)
  const missing = ids.filter((id) => !entryOf(work, name, id))
  if (!object || missing.length === 0) return
  for (const row of await rowsById(tx, work, object, missing, true)) take(work, object, row)
  const seen = seenOf(work, name)
  for (const id of missing) if (!entryOf(work, name, id)) seen.set(id, null)
}

/** The record's entry, from the locked row unless it is in the working set already. */
const take = (work: Work, object: ResolvedObject, row: Row): Entry =>
  entryOf(work, object.name, String(row.id)) ?? addEntry(work, object, String(row.id), row)

function seenOf(work: Work, object: string): Map<string, Row | null> {
  const seen = work.seen.get(object) ?? new Map<string, Row | null>()
  work.seen.set(object, seen)
  return seen
}

/** Looks at records without locking them. */
export async function lookUp(tx: Tx, work: Work, name: string, ids: readonly string[]): Promise<void> {
  const object = work.model.schema.object(name)
  if (!object || ids.length === 0) return
  const seen = seenOf(work, name)
  for (const id of ids) seen.set(id, null)
  for (const row of await rowsById(tx, work, object, ids, false)) seen.set(String(row.id), row)
}

/** Locks the balances with these keys, first making those that do not exist. */
async function loadBalances(
  tx: Tx,
  work: Work,
  derivation: Derivation,
  name: string,
  keys: Map<string, Row>,
): Promise<void> {
  const object = work.model.schema.object(name)
  const first = [...keys.values()][0]
  if (!object || !first) return
  const fields = Object.keys(first).sort()
  const byKey = derivation.balances.get(name) ?? new Map()
  derivation.balances.set(name, byKey)
  const stored = new Map([...keys].filter(([, key]) => !isOfNewRecord(work, object, key)))
  for (const [text, key] of keys) if (!stored.has(text)) byKey.set(text, newBalance(work, object, key))
  if (stored.size === 0) return
  let found = await lockBalances(tx, work, object, fields, stored)
  if (found.length < stored.size) {
    await makeBalances(tx, work, object, fields, stored)
    found = await lockBalances(tx, work, object, fields, stored)
  }
  for (const row of found) {
    const key = keyText(Object.fromEntries(fields.map((field) => [field, row[field] ?? null])))
    byKey.set(key, take(work, object, row))
  }
}

/** Nobody else can know a balance whose key names a record that this very write creates. */
const isOfNewRecord = (work: Work, object: ResolvedObject, key: Row): boolean =>
  Object.entries(key).some(([name, id]) => {
    const field = object.byName.get(name)
    const to = field ? target(field) : null
    return to !== null && entryOf(work, to, String(id))?.before === null
  })

function newBalance(work: Work, object: ResolvedObject, key: Row): Entry {
  const entry = addEntry(work, object, work.newId(), null)
  const { now } = work.moment
  const zeros = object.fields
    .filter((field) => isNumber(field.type))
    .map((field): [string, Value] => [field.name, '0'])
  const stamps = {
    version: 1,
    createdAt: now,
    createdBy: work.actor.id,
    updatedAt: now,
    updatedBy: work.actor.id,
  }
  entry.row = { id: entry.id, ...stamps, ...Object.fromEntries(zeros), ...key }
  return entry
}

const keyArrays = (fields: readonly string[], keys: Map<string, Row>): readonly (readonly Value[])[] =>
  fields.map((field) => [...keys.values()].map((key) => key[field] ?? null))

async function lockBalances(
  tx: Tx,
  work: Work,
  object: ResolvedObject,
  fields: readonly string[],
  keys: Map<string, Row>,
): Promise<readonly Row[]> {
  const columns = fields.map((field) => `t."${columnName(field)}"`).join(', ')
  const arrays = keyArrays(fields, keys).map((values) => sql`${values}::uuid[]`)
  const statement = sql`select ${raw(columnList(object))} from ${ident(work.model.schema.namespace, object.table)} t
    where (${raw(columns)}) in (select * from unnest(${join(arrays)})) order by t.id for no key update of t`
  return (await tx.query<Row>(prepared(statement))).rows
}

async function makeBalances(
  tx: Tx,
  work: Work,
  object: ResolvedObject,
  fields: readonly string[],
  keys: Map<string, Row>,
): Promise<void> {
  const { now } = work.moment
  const ids = [...keys.keys()].map(() => work.newId())
  const zeros = object.fields.filter((field) => isNumber(field.type)).map((field) => columnName(field.name))
  const keyColumns = fields.map(columnName)
  const columns = [...systemFields.map(columnName), ...keyColumns, ...zeros]
  const arrays = [sql`${ids}::uuid[]`, ...keyArrays(fields, keys).map((values) => sql`${values}::uuid[]`)]
  const quoted = (names: readonly string[], before = ''): Sql =>
    raw(names.map((name) => `${before}"${name}"`).join(', '))
  const select: readonly Sql[] = [
    sql`u.id, 0, ${now}::timestamptz, ${work.actor.id}::uuid, ${now}::timestamptz, ${work.actor.id}::uuid`,
    quoted(keyColumns, 'u.'),
    ...zeros.map(() => raw('0')),
  ]
  await tx.query(sql`insert into ${ident(work.model.schema.namespace, object.table)} (${quoted(columns)})
    select ${join(select)} from unnest(${join(arrays)}) as u(${quoted(['id', ...keyColumns])}) on conflict do nothing`)
}

const isNumber = (type: string): boolean => type === 'number' || type === 'decimal' || type === 'money'

/** Smallest or largest value of the stored children which this write does not touch. */
async function loadExtremes(
  tx: Tx,
  work: Work,
  derivation: Derivation,
  key: string,
  parents: readonly string[],
): Promise<void> {
  const rollup = findRollup(work.model, key)
  const child = rollup && work.model.schema.object(rollup.field.object)
  if (!rollup || !child) return
  const from = source(work.model.access, work.actor, child, work.moment)
  const by = from.host.column([rollup.field.by])
  const touched = [...(work.entries.get(child.name)?.keys() ?? [])]
  const where = rollup.where ? sql` and ${rollup.where.toCondition(from.host)}` : raw('')
  const statement = sql`select ${by} as parent, ${raw(rollup.field.take)}(${from.host.column([rollup.field.field ?? ''])}) as value
    from ${from.from()} where ${by} = any(${parents}::uuid[]) and t.id <> all(${touched}::uuid[])${where} group by 1`
  const { rows } = await tx.query<{ parent: string; value: Value }>(prepared(statement))
  const found = new Map(rows.map((row) => [row.parent, row.value]))
  const known = derivation.extremes.get(rollupKey(rollup)) ?? new Map<string, Value>()
  derivation.extremes.set(rollupKey(rollup), known)
  for (const parent of parents) known.set(parent, found.get(parent) ?? null)
}

/** What the stored records that this write does not touch give to one call over one record. */
async function loadGathered(
  tx: Tx,
  work: Work,
  key: string,
  { gathering, environment }: Lacking,
): Promise<void> {
  const { object, by } = gathering.relation
  const child = work.model.schema.object(object)
  if (!child) throw new Error(`gathering from ${object}, which is not there`)
  const from = source(work.model.access, work.actor, child, work.moment)
  const inner = {
    column: (name: string) => from.host.column([name]),
    id: raw('t.id'),
    from: from.from,
    where: raw('true'),
  }
  const { follow, variables } = environment
  const host = { ...from.host, record: environment, follow, ...(variables && { variables }) }
  const { columns, where } = gathering.select(host, inner)
  const touched = [...(work.entries.get(object)?.values() ?? [])].flatMap(({ id, before }) =>
    before ? [id] : [],
  )
  const statement = sql`select ${columns} from ${from.from()}
    where ${inner.column(by)} = ${String(environment.row.id)}::uuid and t.id <> all(${touched}::uuid[]) and ${where}`
  const { rows } = await tx.query<Row>(prepared(statement))
  work.gathered.set(key, gathering.taken(rows[0] ?? {}))
}

function findRollup(model: RecordModel, key: string): CompiledRollup | undefined {
  for (const object of model.objects.values()) {
    const found = object.feeds.find((rollup) => rollupKey(rollup) === key)
    if (found) return found
  }
  return undefined
}

/** Locks the stored records whose formulas read the changed ones, and marks them for computing. */
async function loadReaders(tx: Tx, work: Work, key: string, ids: readonly string[]): Promise<void> {
  const [module = '', noun = '', by = ''] = key.split('.')
  const object = work.model.schema.object(`${module}.${noun}`)
  if (!object) return
  const column = ident(columnName(by))
  const where = ids.length === 1 ? sql`t.${column} = ${ids[0]}::uuid` : sql`t.${column} = any(${ids}::uuid[])`
  const { rows } = await tx.query<Row>(prepared(rowsWhere(work, object, where, true)))
  for (const row of rows) take(work, object, row)
  for (const entry of allEntries(work))
    if (entry.object === object && ids.includes(String(entry.row?.[by]))) entry.dirty = true
}
