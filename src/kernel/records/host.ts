// Turns field paths into SQL columns of one statement, arranging the joins they need.

import { ident, join, raw, type Sql, sql } from '#base/sql'
import {
  type AccessHost,
  type AccessModel,
  type Actor,
  asCondition,
  restrict,
  visibility,
} from '#kernel/access'
import type { Gathering, RelatedHost } from '#kernel/formula'
import {
  columnName,
  columnType,
  leadsTo,
  type ResolvedField,
  type ResolvedObject,
  type Schema,
  storage,
  systemFields,
} from '#kernel/schema'
import { workdaysSql } from './workdays.ts'

/** The instant and zone in which one statement or write lives. */
export type Moment = { readonly now: string; readonly zone: string }

export type Source = {
  /** Columns for policies and derivations: everything is visible, nothing is masked. */
  readonly host: AccessHost
  /** Columns for what a person asked: joined rows they may not read are blank, and so are fields hidden from them. */
  readonly guarded: AccessHost
  /** Values as they are stored, guarded like what a person asked. */
  readonly stored: (path: readonly string[]) => Sql
  /** `from` clause with all joins asked for so far; read it last. */
  readonly from: () => Sql
  readonly alias: string
  /** The same source with the joins it has by now, to which others can be added without changing this one. */
  readonly fork: (moment: Moment) => Source
}

export class UnknownField extends Error {
  constructor(readonly path: string) {
    super(`unknown field ${path}`)
  }
}

/** A question along more references than one statement should join. */
export class TooManyJoins extends Error {
  readonly most = maximum.joins
}

const maximum = { joins: 60 }

/** A source of rows of `object`. Paths that name no field throw UnknownField, too many paths TooManyJoins. */
export const source = (model: AccessModel, actor: Actor, object: ResolvedObject, moment: Moment): Source =>
  sourceWith(model, actor, object, moment, new Map(), 't')

/** A joined table by the path that leads to it. */
type Joins = Map<string, { readonly alias: string; readonly clause: Sql }>

function sourceWith(
  model: AccessModel,
  actor: Actor,
  object: ResolvedObject,
  moment: Moment,
  joins: Joins,
  own: string,
): Source {
  const { schema } = model
  const calendar = workdaysSql(schema)
  const common = { me: actor, moment, among, ...(calendar && { calendar }) }
  const hostAt = (at: ResolvedObject, alias: string, prefix: string, guard: boolean): AccessHost => ({
    ...common,
    column: (path) => column(at, alias, prefix, path, guard),
    referring: (relation) => referring(relation, raw(`${alias}.id`), guard),
  })

  /** A source of its own for the records that refer to a row; what the actor may not read of them counts for nothing. */
  function referring(
    { object: name, by }: Gathering['relation'],
    id: Sql,
    guard: boolean,
  ): RelatedHost | undefined {
    const to = schema.object(name)
    if (!to) return undefined
    const inner = sourceWith(model, actor, to, moment, new Map(), 'r')
    const host = guard ? inner.guarded : inner.host
    const allowed = guard ? asCondition(restrict(model, actor, 'read', name, inner.host)) : raw('true')
    return {
      column: (field) => host.column([field]),
      id: raw('r.id'),
      from: inner.from,
      where: sql`${host.column([by])} = ${id} and ${allowed}`,
    }
  }

  function column(
    at: ResolvedObject,
    alias: string,
    prefix: string,
    path: readonly string[],
    guard: boolean,
    isStored = false,
  ): Sql {
    const [name = '', ...rest] = path
    const own = isStored ? ownColumn(at, alias, name) : ownWords(at, alias, name)
    if (rest.length === 0) return guard ? masked(at, alias, prefix, name, own, isStored) : own
    const to = referred(schema, at, name)
    if (rest.length === 1 && rest[0] === 'id' && !guard) return own
    const next = joined(to, `${prefix}.${name}`, guard ? masked(at, alias, prefix, name, own) : own, guard)
    return column(to, next.alias, next.prefix, rest, guard, isStored)
  }

  function joined(
    to: ResolvedObject,
    path: string,
    key: Sql,
    guard: boolean,
  ): { alias: string; prefix: string } {
    const prefix = guard ? `guarded${path}` : path
    const known = joins.get(prefix)
    if (known) return { alias: known.alias, prefix }
    if (joins.size >= maximum.joins) throw new TooManyJoins()
    const alias = `${own === 't' ? '' : own}j${joins.size + 1}`
    const table = guard ? readable(to) : whole(to)
    joins.set(prefix, { alias, clause: sql` left join ${table} ${raw(alias)} on ${raw(alias)}.id = ${key}` })
    return { alias, prefix }
  }

  const whole = (to: ResolvedObject): Sql => ident(schema.namespace, to.table)

  /** The rows of `to` that the actor may read, as a table of its own: its policies may need joins that stand inside it. */
  function readable(to: ResolvedObject): Sql {
    const inner = source(model, actor, to, moment)
    const allowed = restrict(model, actor, 'read', to.name, inner.host)
    if (allowed === 'all') return whole(to)
    const columns = [
      ...systemFields.map(columnName),
      ...to.fields.flatMap((field) => (field.column === null ? [] : [field.column])),
    ]
    return sql`(select ${raw(columns.map((column) => `t."${column}"`).join(', '))} from ${inner.from()} where ${asCondition(allowed)})`
  }

  function among(by: AccessModel, name: string): Sql | null {
    const to = schema.object(name)
    if (!to) return null
    const inner = source(by, actor, to, moment)
    const allowed = restrict(by, actor, 'read', name, inner.host)
    if (allowed === 'none') return null
    return allowed === 'all' ? whole(to) : sql`(select t.id from ${inner.from()} where ${allowed})`
  }

  function masked(
    at: ResolvedObject,
    alias: string,
    prefix: string,
    name: string,
    own: Sql,
    isStored = false,
  ): Sql {
    const seen = visibility(model, actor, at.name, name, () => hostAt(at, alias, `mask${prefix}`, false))
    if (seen === 'all') return own
    return seen === 'none'
      ? sql`null::${raw(isStored && isRich(at, name) ? 'jsonb' : typeOf(at, name))}`
      : sql`case when ${seen} then ${own} end`
  }

  return {
    alias: own,
    host: hostAt(object, own, '', false),
    guarded: hostAt(object, own, '', true),
    stored: (path) => column(object, own, '', path, true, true),
    from: () =>
      sql`${ident(schema.namespace, object.table)} ${raw(own)}${join(
        [...joins.values()].map(({ clause }) => clause),
        '',
      )}`,
    fork: (then) => sourceWith(model, actor, object, then, new Map(joins), own),
  }
}

function ownColumn(object: ResolvedObject, alias: string, name: string): Sql {
  const field = object.byName.get(name)
  const column = field
    ? field.column
    : (systemFields as readonly string[]).includes(name)
      ? columnName(name)
      : null
  if (column === null) throw new UnknownField(`${object.name}.${name}`)
  return raw(`${alias}."${column}"`)
}

const isRich = (object: ResolvedObject, name: string): boolean => object.byName.get(name)?.type === 'richText'

/** What is asked, sorted and reckoned with: of a text with headings and lists its words. */
const ownWords = (object: ResolvedObject, alias: string, name: string): Sql => {
  const own = ownColumn(object, alias, name)
  return isRich(object, name) ? sql`((${own} ->> 'text') collate "C")` : own
}

function referred(schema: Schema, object: ResolvedObject, name: string): ResolvedObject {
  const to = leadsTo(object, name)
  const found = to === null ? undefined : schema.object(to)
  if (!found) throw new UnknownField(`${object.name}.${name}`)
  return found
}

const systemTypes: Readonly<Record<string, string>> = {
  id: 'uuid',
  version: 'integer',
  createdAt: 'timestamptz',
  createdBy: 'uuid',
  updatedAt: 'timestamptz',
  updatedBy: 'uuid',
}

/** SQL type of a field's column, system fields included. */
export function typeOf(object: ResolvedObject, name: string): string {
  const field = object.byName.get(name)
  const type = field ? (field.type === 'richText' ? 'text' : storage(field)) : null
  return type === null ? (systemTypes[name] ?? 'text') : columnType(type)
}

/** The field at the end of a path, and the object it belongs to; throws UnknownField. */
export function fieldAt(
  schema: Schema,
  object: ResolvedObject,
  path: readonly string[],
): { object: ResolvedObject; name: string; field: ResolvedField | undefined } {
  const [name = '', ...rest] = path
  if (rest.length > 0) return fieldAt(schema, referred(schema, object, name), rest)
  const field = object.byName.get(name)
  if (!(field ? field.column !== null : (systemFields as readonly string[]).includes(name)))
    throw new UnknownField(`${object.name}.${name}`)
  return { object, name, field }
}
