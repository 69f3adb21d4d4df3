// From a query to one SQL statement, with the actor's policies inside it.
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { join, raw, type Sql, sql } from '#base/sql'
import { parseDate, parseInstant } from '#base/values/date'
import {
  type AccessHost,
  type AccessModel,
  type Actor,
  bothOf,
  grants,
  type Restriction,
  restrict,
  visibility,
} from '#kernel/access'
import type { CompileFormula } from '#kernel/formula'
import { type ResolvedObject, systemFields, target, titlePath } from '#kernel/schema'
import { after, decodeCursor, type SortKey } from './cursor.ts'
import { filterCondition } from './filter.ts'
import { fieldAt, type Moment, type Source, source, TooManyJoins, typeOf, UnknownField } from './host.ts'
import type { Query } from './query.ts'
import { maximum, shapeProblems } from './query-shape.ts'
import { inField, queryTokens } from './search.ts'

export type Selection = {
  readonly object: ResolvedObject
  /** Names of the answered values, in column order; the sort keys follow them, the id last. */
  readonly names: readonly string[]
  readonly keys: number
  readonly limit: number
  readonly statement: Sql
  readonly count: Sql | null
}

export type SelectContext = {
  readonly model: AccessModel
  readonly actor: Actor
  readonly compile: CompileFormula
  readonly moment: Moment
  /** An operation that the actor needs on a row besides reading it. */
  readonly also?: string
}

export const countLimit = 10_000

/** Problems: query.badShape, query.unknownObject, query.unknownField, query.badFilter, query.badCursor, query.tooMany. `lock` locks the rows in id order. */
export function select(query: Query, context: SelectContext, lock = false, most?: number): Result<Selection> {
  const object = context.model.schema.object(query.object)
  if (!object) return failed(problem('query.unknownObject', ['object'], { name: String(query.object) }))
  const malformed = shapeProblems(query)
  if (malformed.length > 0) return failed(...malformed)
  const limit = query.limit ?? 50
  if (!Number.isInteger(limit) || limit < 1 || limit > maximum.limit)
    return failed(problem('query.tooMany', ['limit'], { most: maximum.limit }))
  try {
    return build(query, object, most ?? limit, context, lock)
  } catch (error) {
    if (error instanceof UnknownField)
      return failed(problem('query.unknownField', ['fields'], { name: error.path }))
    if (error instanceof TooManyJoins || error instanceof TooManyFields)
      return failed(problem('query.tooMany', ['fields'], { most: error.most }))
    throw error
  }
}

function build(
  query: Query,
  object: ResolvedObject,
  limit: number,
  context: SelectContext,
  lock: boolean,
): Result<Selection> {
  const { names, keys, columns, allowed, order, from: whole } = frameOf(query, object, context, lock)
  const from = whole.fork(context.moment)
  const where = conditions(query, object, keys, allowed, context, from)
  if (!where.ok) return where
  const filter = join(where.value.all, ' and ')
  const tail = lock ? raw(' for no key update of t') : raw(` limit ${limit + 1}`)
  return ok({
    object,
    names,
    keys: keys.length,
    limit,
    statement: sql`select ${columns} from ${from.from()} where ${filter} order by ${order}${tail}`,
    count: query.count === true ? countStatement(from, where.value.unpaged) : null,
  })
}

/** What a statement owes to who asks and for which values, whatever is filtered. */
type Frame = {
  readonly from: Source
  readonly names: readonly string[]
  readonly keys: readonly SortKey[]
  readonly columns: Sql
  readonly order: Sql
  readonly allowed: Restriction
}

type Frames = { count: number; readonly of: WeakMap<Actor, Map<string, Frame>> }
const frames = new WeakMap<AccessModel, Frames>()
const most = { frames: 2000, keyLength: 4000 }

/** The same people ask the same questions over and over: what does not depend on the instant is put together once. */
function frameOf(query: Query, object: ResolvedObject, context: SelectContext, lock: boolean): Frame {
  const all = framesOf(context.model)
  const known = all.of.get(context.actor) ?? new Map<string, Frame>()
  const key = JSON.stringify([object.name, query.fields ?? null, query.sort ?? null, lock, context.also])
  const found = known.get(key)
  if (found) return found
  const { now, zone } = context.moment
  let isLasting = key.length <= most.keyLength
  const watched: Moment = {
    get now() {
      isLasting = false
      return now
    },
    zone,
  }
  const frame = makeFrame(query, object, { ...context, moment: watched }, lock)
  if (!isLasting) return frame
  all.of.set(context.actor, known.set(key, frame))
  all.count++
  return frame
}

/** Forgotten all at once when there are too many. */
function framesOf(model: AccessModel): Frames {
  const known = frames.get(model)
  if (known && known.count < most.frames) return known
  const fresh: Frames = { count: 0, of: new WeakMap() }
  frames.set(model, fresh)
  return fresh
}

function makeFrame(query: Query, object: ResolvedObject, context: SelectContext, lock: boolean): Frame {
  const from = source(context.model, context.actor, object, context.moment)
  const names = query.fields ?? defaultFields(object, context)
  const sort = query.sort ?? object.list?.sort ?? []
  if (names.length > maximum.fields || sort.length > maximum.sort) throw new TooManyFields()
  const values = names.map((name) => valueColumn(context, object, from, name))
  const keys = lock ? [idKey(from, false)] : sortKeys(context, object, from, sort)
  const columns = [...values, ...keys.map((key) => key.column)].map(
    (column, index) => sql`${column} as ${raw(`c${index}`)}`,
  )
  return {
    from,
    names,
    keys,
    columns: join(columns),
    order: join(keys.map((key) => sql`${key.column}${raw(key.descending ? ' desc' : '')}`)),
    allowed: allowedRows(context, object, from),
  }
}

/** What the actor may read, and may do beside reading where more is asked of them. */
export const allowedRows = (context: SelectContext, object: ResolvedObject, from: Source): Restriction =>
  ['read', ...(context.also ? [context.also] : [])]
    .map((operation) => restrict(context.model, context.actor, operation, object.name, from.host))
    .reduce(bothOf)

class TooManyFields extends Error {
  readonly most = maximum.fields
}

const countStatement = (from: Source, where: readonly Sql[]): Sql =>
  sql`select count(*)::integer as n from (select 1 from ${from.from()} where ${join(where, ' and ')} limit ${raw(String(countLimit + 1))}) counted`

/** Every own field that some policy lets the actor read. */
function defaultFields(object: ResolvedObject, context: SelectContext): readonly string[] {
  const readable = new Set(
    grants(context.model, context.actor, object.name, 'read').flatMap((policy) => [...policy.readable]),
  )
  const own = object.fields.filter((field) => field.column !== null && readable.has(field.name))
  return [
    'id',
    'version',
    'createdAt',
    'updatedAt',
    ...own.flatMap((field) => (target(field) === null ? [field.name] : [field.name, `${field.name}$title`])),
  ]
}

function valueColumn(context: SelectContext, object: ResolvedObject, from: Source, name: string): Sql {
  const path = name.split('.')
  if (!name.endsWith('$title')) return from.stored(path)
  const key = name.slice(0, -'$title'.length).split('.')
  const at = fieldAt(context.model.schema, object, key)
  const to = at.field ? target(at.field) : null
  const referred = to === null ? undefined : context.model.schema.object(to)
  if (!referred) throw new UnknownField(name)
  return from.guarded.column([...key, ...titlePath(context.model.schema, referred)])
}

const idKey = (from: Source, descending: boolean): SortKey => ({
  column: raw(`${from.alias}.id`),
  type: 'uuid',
  descending,
  solid: true,
})

function sortKeys(
  context: SelectContext,
  object: ResolvedObject,
  from: Source,
  sort: readonly string[],
): readonly SortKey[] {
  const keys = sort.map((entry): SortKey => {
    const path = entry.replace(/^-/, '').split('.')
    const at = fieldAt(context.model.schema, object, path)
    const solid = path.length === 1 && (systemFields as readonly string[]).includes(at.name)
    const type = typeOf(at.object, at.name)
    if (!isSortable(type)) throw new UnknownField(entry)
    const column = from.guarded.column(path)
    return {
      // A cursor carries the key, so that of a long text only the beginning is one.
      column:
        at.field?.type === 'longText' || at.field?.type === 'richText'
          ? sql`left(${column}, 1000) collate "C"`
          : column,
      type,
      descending: entry.startsWith('-'),
      solid,
    }
  })
  return [...keys, idKey(from, keys.at(-1)?.descending ?? false)]
}

/** What a question says of its records: with the place of its cursor, and without. */
export function conditions(
  query: Pick<Query, 'filter' | 'search' | 'after'>,
  object: ResolvedObject,
  keys: readonly SortKey[],
  allowed: Restriction,
  context: SelectContext,
  from: Source,
): Result<{ all: readonly Sql[]; unpaged: readonly Sql[] }> {
  const unpaged: Sql[] = []
  if (allowed === 'none') unpaged.push(raw('false'))
  else if (allowed !== 'all') unpaged.push(allowed)
  if (query.filter !== undefined) {
    const filter = filterCondition(query.filter, {
      schema: context.model.schema,
      object,
      host: from.guarded,
      compile: context.compile,
    })
    if (!filter.ok) return filter
    unpaged.push(filter.value)
  }
  if (query.search !== undefined && query.search.trim() !== '')
    unpaged.push(found(query.search, object, context, from.host))
  const all = [...unpaged]
  if (query.after !== undefined) {
    const values = decodeCursor(query.after, keys.length)
    if (!values?.every((value, index) => fitsKey(value, keys[index])))
      return failed(problem('query.badCursor', ['after']))
    all.push(after(keys, values))
  }
  return ok({
    all: all.length === 0 ? [raw('true')] : all,
    unpaged: unpaged.length === 0 ? [raw('true')] : unpaged,
  })
}

/** Lists and JSON have no order that means anything to a person. */
const isSortable = (type: string): boolean => !type.endsWith('[]') && type !== 'jsonb'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A cursor travels through the client, so its values are checked like any other input. */
function fitsKey(value: string | number | boolean | null, key: SortKey | undefined): boolean {
  if (key === undefined) return false
  if (value === null) return !key.solid
  const text = String(value)
  if (key.type === 'uuid') return uuid.test(text)
  if (key.type === 'integer') return /^-?\d{1,9}$/.test(text)
  if (key.type === 'numeric') return /^-?\d{1,60}(\.\d{1,60})?$/.test(text)
  if (key.type === 'boolean') return text === 'true' || text === 'false'
  if (key.type === 'date') return parseDate(text) !== undefined
  if (key.type === 'timestamptz') return parseInstant(text) !== undefined
  return key.type.startsWith('text') && !text.includes('\u0000')
}

/** Looks into each search field on those rows where the actor may read it: a hidden field is not found by either. */
function found(words: string, object: ResolvedObject, context: SelectContext, host: AccessHost): Sql {
  const tokens = queryTokens(words)
  const fields = tokens.length === 0 ? [] : (object.search ?? [])
  const conditions = fields.flatMap((field) => {
    const seen = visibility(context.model, context.actor, object.name, field, () => host)
    const match = sql`t.search_tokens @> ${tokens.map((token) => inField(field, token))}::text[]`
    return seen === 'none' ? [] : seen === 'all' ? [match] : [sql`(${match} and ${seen})`]
  })
  return conditions.length === 0 ? raw('false') : sql`(${join(conditions, ' or ')})`
}
