// Computed fields and search words of the records that were there before their definition was: filled in batches, each a transaction
// of its own, so that nobody waits for more than one, and gone on with where the last one ended, whoever stopped.
import type { Tx } from '#base/database'
import { ident, type Sql, sql } from '#base/sql'
import type { StepResult, StopSignal } from '#kernel/jobs'
import { beginProgress, openProgress, runSteps } from '#kernel/jobs/store'
import { refreshSearch } from '#kernel/records/store'
import type { Converting, Json, ResolvedObject, Schema } from '#kernel/schema'
import type { Compiled } from './compile.ts'
import { formulaValues, rollupValues, type View } from './computed-sql.ts'
import type { Filling } from './engine.ts'
import type { EngineOptions } from './options.store.ts'
import type { Running } from './state.store.ts'
import { systemActor } from './system-actor.ts'

const kind = 'fill'
const batch = 500
/** Formulas over roll-ups over formulas: more often than this nothing is built on each other. */
const mostPasses = 10

/** What is to be filled, by object: names of computed fields, and `searched` for its search words. */
type Wanted = Readonly<Record<string, readonly string[]>>
const searched = '*search'

/** How far a filling has come: behind `after` in the first object of `left`. */
type Place = {
  readonly pass: number
  readonly left: Wanted
  readonly after: string | null
  /** Objects in which this pass changed something. */
  readonly changed: readonly string[]
  readonly done: number
}

/** What differs in `after`: its stored records know nothing of it. `isWanted` adds computed fields that were there before. */
export function newlyComputed(
  before: Schema,
  after: Schema,
  isWanted: (object: string, layer: string) => boolean,
): Wanted {
  const wanted = [...after.objects.values()].map((object): [string, string[]] => {
    const former = before.object(object.name)
    const fields = storedComputed(object).filter(
      (field) =>
        isWanted(object.name, field.layer) ||
        JSON.stringify(former?.byName.get(field.name)) !== JSON.stringify(field),
    )
    const isSearchNew = JSON.stringify(former?.search ?? []) !== JSON.stringify(object.search ?? [])
    return [object.name, [...fields.map(({ name }) => name), ...(isSearchNew ? [searched] : [])]]
  })
  return wantedOf(wanted)
}

const wantedOf = (all: readonly (readonly [string, readonly string[]])[]): Wanted =>
  Object.fromEntries(all.filter(([, fields]) => fields.length > 0))

/** With whatever reads fields whose values were made anew, and the search words that are made of them. */
export function withReaders(compiled: Compiled, wanted: Wanted, converted: readonly Converting[]): Wanted {
  const read = readersOf(compiled, [...new Set(converted.map(({ object }) => object))])
  const words = converted.flatMap(({ object, to }): [string, readonly string[]][] =>
    compiled.schema.object(object)?.search?.includes(to.name) ? [[object, [searched]]] : [],
  )
  const all = new Map<string, Set<string>>()
  for (const [object, fields] of [...Object.entries(wanted), ...Object.entries(read), ...words])
    all.set(object, new Set([...(all.get(object) ?? []), ...fields]))
  return Object.fromEntries([...all].map(([object, fields]) => [object, [...fields]]))
}

const storedComputed = (object: ResolvedObject) =>
  object.fields.filter(({ type, column }) => (type === 'formula' || type === 'rollup') && column !== null)

/** Stored formulas that ask which days are worked follow the calendar that this very transaction changes. */
export const followCalendar = (
  tx: Tx,
  options: EngineOptions,
  { schema, records }: Compiled,
): Promise<void> =>
  beginFilling(
    tx,
    options,
    schema,
    wantedOf(
      [...records.objects.values()].map(({ object, formulas }) => [
        object.name,
        formulas.filter(({ formula }) => formula.calendar).map(({ field }) => field.name),
      ]),
    ),
  )

/** Notes in the transaction of the publication what is to be filled: both are there or neither. */
export async function beginFilling(
  tx: Tx,
  { workspace, newId, clock }: EngineOptions,
  schema: Schema,
  wanted: Wanted,
): Promise<void> {
  const { id: createdBy } = systemActor('installer')
  const total = await countRows(tx, schema, Object.keys(wanted))
  if (total === 0) return
  const place: Place = { pass: 1, left: wanted, after: null, changed: [], done: 0 }
  const work = { id: newId(), kind, createdBy, total, cursor: place as unknown as Json }
  await beginProgress(tx, workspace.namespace, work, clock())
}

async function countRows(tx: Tx, schema: Schema, names: readonly string[]): Promise<number> {
  let total = 0
  for (const name of names) {
    const object = schema.object(name)
    if (!object) continue
    const { rows } = await tx.query<{ count: number }>(
      sql`select count(*)::integer as count from ${ident(schema.namespace, object.table)}`,
    )
    total += rows[0]?.count ?? 0
  }
  return total
}

/** Fills what is still to be filled; any number of nodes may do it together. Answers whether anything was. */
export async function fill(running: Running, signal: StopSignal): Promise<boolean> {
  const { db, workspace, clock } = running.options
  const open = await db.transaction((tx) => openProgress(tx, workspace.namespace, kind))
  if (open.length > 0) await running.newest()
  for (const { id } of open)
    await runSteps(db, workspace.namespace, id, (tx, cursor) => step(tx, running, cursor), clock, signal)
  return open.length > 0
}

/** What is still being filled, oldest first. */
export async function fillings({ options: { db, workspace } }: Running): Promise<readonly Filling[]> {
  const open = await db.transaction((tx) => openProgress(tx, workspace.namespace, kind))
  return open.map(({ cursor, done, total }) => {
    const { left } = cursor as unknown as Place
    return { objects: Object.keys(left), done, total: Math.max(total ?? 0, done) }
  })
}

async function step(tx: Tx, running: Running, cursor: Json): Promise<StepResult> {
  const place = cursor as unknown as Place
  const { compiled } = running.state()
  const [name] = compiled.records.order.filter((one) => place.left[one] !== undefined)
  if (name === undefined) return nextPass(tx, compiled, place)
  const object = compiled.schema.object(name)
  const ids = object ? await lockBatch(tx, compiled.schema.namespace, object, place.after) : []
  const { [name]: fields = [], ...rest } = place.left
  const isChanged = object !== undefined && (await bringUpToDate(tx, running, object, fields, ids))
  const changed = isChanged ? [...new Set([...place.changed, name])] : place.changed
  const done = place.done + ids.length
  const isLast = ids.length < batch
  const next = isLast
    ? { ...place, changed, done, left: rest, after: null }
    : { ...place, changed, done, after: ids.at(-1) ?? null }
  return { cursor: next as unknown as Json, done, isOver: false }
}

/** In the order of their ids, as writes do. What a write brings meanwhile it computes itself. */
async function lockBatch(
  tx: Tx,
  namespace: string,
  { table }: ResolvedObject,
  after: string | null,
): Promise<readonly string[]> {
  const { rows } = await tx.query<{ id: string }>(sql`select id from ${ident(namespace, table)}
    where (${after}::uuid is null or id > ${after}::uuid) order by id limit ${batch} for update`)
  return rows.map(({ id }) => id)
}

/** Roll-ups before the formulas that may read them; a value that is right already is not touched. */
async function bringUpToDate(
  tx: Tx,
  { state, options, moment }: Running,
  object: ResolvedObject,
  fields: readonly string[],
  ids: readonly string[],
): Promise<boolean> {
  if (ids.length === 0) return false
  const { compiled } = state()
  const view = { access: compiled.access, actor: systemActor('installer'), moment: moment() }
  let changed = 0
  for (const { column, values } of computedOf(compiled, view, object, ids))
    if (fields.includes(column.field)) changed += await store(tx, compiled, object, column.name, values)
  if (fields.includes(searched))
    await refreshSearch(tx, compiled.schema.namespace, object, ids, options.initials)
  return changed > 0
}

type Computed = { readonly column: { readonly field: string; readonly name: string }; readonly values: Sql }

function computedOf(
  { records }: Compiled,
  view: View,
  object: ResolvedObject,
  ids: readonly string[],
): readonly Computed[] {
  const column = ({ name, column: own }: ResolvedObject['fields'][number]) => ({
    field: name,
    name: own ?? '',
  })
  const rollups = [...records.objects.values()].flatMap(({ object: child, feeds }) =>
    feeds
      .filter(({ parent }) => parent.name === object.name)
      .map((one) => ({ column: column(one.field), values: rollupValues(view, child, one, ids) })),
  )
  const formulas = (records.objects.get(object.name)?.formulas ?? []).map((one) => ({
    column: column(one.field),
    values: formulaValues(view, object, one, ids),
  }))
  return [...rollups, ...formulas]
}

async function store(
  tx: Tx,
  { schema }: Compiled,
  { table }: ResolvedObject,
  column: string,
  values: Sql,
): Promise<number> {
  const { count } = await tx.query(sql`update ${ident(schema.namespace, table)} u
    set ${ident(column)} = v.computed from (${values}) v
    where u.id = v.record and v.stored is distinct from v.computed`)
  return count
}

/** Whatever reads what changed is looked at again; over when nothing did. */
async function nextPass(tx: Tx, compiled: Compiled, place: Place): Promise<StepResult> {
  const left = readersOf(compiled, place.changed)
  const names = Object.keys(left)
  const isOver = names.length === 0 || place.pass === mostPasses
  const next: Place = { ...place, pass: place.pass + 1, left, after: null, changed: [] }
  const total = place.done + (isOver ? 0 : await countRows(tx, compiled.schema, names))
  return { cursor: next as unknown as Json, done: place.done, total, isOver }
}

function readersOf({ records }: Compiled, changed: readonly string[]): Wanted {
  const found = new Map<string, Set<string>>()
  const add = (object: string, fields: readonly string[]): void => {
    if (fields.length > 0) found.set(object, new Set([...(found.get(object) ?? []), ...fields]))
  }
  const formulasOf = (name: string) =>
    (records.objects.get(name)?.formulas ?? []).map(({ field }) => field.name)
  for (const name of changed) {
    const model = records.objects.get(name)
    add(name, formulasOf(name))
    for (const { parent, field } of model?.feeds ?? []) add(parent.name, [field.name])
    for (const { object } of [...(model?.readers ?? []), ...(model?.gatherers ?? [])])
      add(object, formulasOf(object))
  }
  return Object.fromEntries([...found].map(([name, fields]) => [name, [...fields]]))
}
