// The same meaning as `decide`, in SQL: and-ed into every query before a row is read.
import { join, raw, type Sql, sql } from '#base/sql'
import type { SqlHost } from '#kernel/formula'
import { systemFields } from '#kernel/schema'
import type { Actor } from './actor.ts'
import type { About } from './decide.ts'
import { type AccessModel, type CompiledPolicy, grants, ownerOperation } from './model.ts'

/** What a condition is written over. `among` is a table of the ids of an object's records that the actor may read by `model`; null for none. */
export type AccessHost = SqlHost & { readonly among: (model: AccessModel, object: string) => Sql | null }

/** Which rows: every one, none, or those for which the condition is true. */
export type Restriction = 'all' | 'none' | Sql

/** The rows of `object` on which the actor may do `operation`, as a condition over `host`. */
export const restrict = (
  model: AccessModel,
  actor: Actor,
  operation: string,
  object: string,
  host: AccessHost,
): Restriction =>
  anyOf(
    grants(model, actor, object, operation).map((policy) => condition(model, policy, actor, operation, host)),
  )

function condition(
  model: AccessModel,
  policy: CompiledPolicy,
  actor: Actor,
  operation: string,
  host: AccessHost,
): Restriction {
  const where: Restriction = policy.where ? policy.where.toCondition(host) : 'all'
  const own = policy.about ? bothOf(where, aboutReadable(model.direct, policy.about, host)) : where
  const { owner } = policy
  if (!owner) return own
  const there: AccessHost = { ...host, column: (path) => host.column([owner.field, ...path]) }
  const through = restrict(model, actor, ownerOperation(operation), owner.object, there)
  return bothOf(own, bothOf(ownerExists(there), through))
}

/**
 * Whether the record named by the two columns is one of those the actor may read: one look by its key in the one object that the row
 * names. An id that is none names nothing.
 */
function aboutReadable(model: AccessModel, about: About, host: AccessHost): Restriction {
  const object = host.column([about.object])
  const record = host.column([about.record])
  const id = sql`case when ${record} ~ ${raw(`'^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'`)} then ${record}::uuid end`
  const cases = [...model.policies.keys()].flatMap((name) => {
    const ids = host.among(model, name)
    return ids === null ? [] : [sql`when ${name} then exists (select 1 from ${ids} a where a.id = ${id})`]
  })
  return cases.length === 0 ? 'none' : sql`(case ${object} ${join(cases, ' ')} else false end)`
}

/** Conditions over an owner that is not there could hold, of blanks; a record without an owner is reached by nobody through it. */
const ownerExists = (there: SqlHost): Sql => sql`${there.column(['id'])} is not null`

/** The rows that are in both. */
export const bothOf = (left: Restriction, right: Restriction): Restriction => {
  if (left === 'none' || right === 'none') return 'none'
  if (left === 'all') return right
  return right === 'all' ? left : sql`(${left} and ${right})`
}

function anyOf(restrictions: readonly Restriction[]): Restriction {
  if (restrictions.includes('all')) return 'all'
  const conditions = restrictions.filter((one): one is Sql => typeof one !== 'string')
  const [first] = conditions
  if (!first) return 'none'
  return conditions.length === 1 ? first : sql`(${join(conditions, ' or ')})`
}

/** When the field's value may be seen on a row that may be seen. `host` is asked for only where that depends on the row. */
export function visibility(
  model: AccessModel,
  actor: Actor,
  object: string,
  field: string,
  host: () => AccessHost,
): Restriction {
  const granting = grantingPolicies(model, actor, object, field)
  if (typeof granting === 'string') return granting
  const there = host()
  return anyOf(granting.map((policy) => condition(model, policy, actor, 'read', there)))
}

type Granting = 'all' | 'none' | readonly CompiledPolicy[]
const known = new WeakMap<readonly CompiledPolicy[], Map<string, Granting>>()

/** The policies on which it depends whether a field is seen; the same for every row, so it is worked out once. */
function grantingPolicies(model: AccessModel, actor: Actor, object: string, field: string): Granting {
  const reading = grants(model, actor, object, 'read')
  const fields = known.get(reading) ?? new Map<string, Granting>()
  known.set(reading, fields)
  const found = fields.get(field)
  if (found !== undefined) return found
  const granting = isSystemField(field) ? reading : reading.filter((policy) => policy.readable.has(field))
  const answer = reading.length === 0 ? 'none' : granting.length === reading.length ? 'all' : granting
  fields.set(field, answer)
  return answer
}

const isSystemField = (field: string): boolean => (systemFields as readonly string[]).includes(field)

/** Restriction as a condition that can always be and-ed. */
export const asCondition = (restriction: Restriction): Sql =>
  restriction === 'all' ? raw('true') : restriction === 'none' ? raw('false') : restriction
