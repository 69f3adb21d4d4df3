// The same meaning as `decide`, in SQL: and-ed into every query before a row is read.
import { join, raw, type Sql, sql } from '#base/sql'
import type { SqlHost } from '#kernel/formula'
import { systemFields } from '#kernel/schema'
import type { Actor } from './actor.ts'
import { type AccessModel, type CompiledPolicy, grants, ownerOperation } from './model.ts'

/** Which rows: every one, none, or those for which the condition is true. */
export type Restriction = 'all' | 'none' | Sql

/** The rows of `object` on which the actor may do `operation`, as a condition over `host`. */
export const restrict = (
  model: AccessModel,
  actor: Actor,
  operation: string,
  object: string,
  host: SqlHost,
): Restriction =>
  anyOf(
    grants(model, actor, object, operation).map((policy) => condition(model, policy, actor, operation, host)),
  )

function condition(
  model: AccessModel,
  policy: CompiledPolicy,
  actor: Actor,
  operation: string,
  host: SqlHost,
): Restriction {
  const own: Restriction = policy.where ? policy.where.toCondition(host) : 'all'
  const { owner } = policy
  if (!owner) return own
  const there: SqlHost = { ...host, column: (path) => host.column([owner.field, ...path]) }
  const through = restrict(model, actor, ownerOperation(operation), owner.object, there)
  return bothOf(own, bothOf(ownerExists(there), through))
}

/** Conditions over an owner that is not there could hold, of blanks; a record without an owner is reached by nobody through it. */
const ownerExists = (there: SqlHost): Sql => sql`${there.column(['id'])} is not null`

const bothOf = (left: Restriction, right: Restriction): Restriction => {
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

/** When the field's value may be seen on a row that may be seen. */
export function visibility(
  model: AccessModel,
  actor: Actor,
  object: string,
  field: string,
  host: SqlHost,
): Restriction {
  const reading = grants(model, actor, object, 'read')
  if ((systemFields as readonly string[]).includes(field)) return reading.length === 0 ? 'none' : 'all'
  const granting = reading.filter((policy) => policy.readable.has(field))
  if (granting.length === reading.length) return reading.length === 0 ? 'none' : 'all'
  return anyOf(granting.map((policy) => condition(model, policy, actor, 'read', host)))
}

/** Restriction as a condition that can always be and-ed. */
export const asCondition = (restriction: Restriction): Sql =>
  restriction === 'all' ? raw('true') : restriction === 'none' ? raw('false') : restriction
