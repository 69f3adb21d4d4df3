// One policy's meaning in JavaScript: for writes, buttons and single records already in hand.
import type { Environment, Paths } from '#kernel/formula'
import type { Row } from '#kernel/schema'
import { systemFields } from '#kernel/schema'
import type { Actor } from './actor.ts'
import { type AccessModel, type CompiledPolicy, grants, ownerOperation } from './model.ts'

/** What deciding may look at; `follow` gives records loaded beforehand (see `readsFor`). */
export type Sight = Pick<Environment, 'follow' | 'now' | 'zone'>

/** Whether the actor may do `operation` to this record. */
export const decide = (
  model: AccessModel,
  actor: Actor,
  operation: string,
  object: string,
  row: Row,
  sight: Sight,
): boolean =>
  grants(model, actor, object, operation).some((policy) => holds(model, policy, actor, operation, row, sight))

function holds(
  model: AccessModel,
  policy: CompiledPolicy,
  actor: Actor,
  operation: string,
  row: Row,
  sight: Sight,
): boolean {
  if (policy.where && policy.where.evaluate({ ...sight, row, me: actor }) !== true) return false
  if (policy.about && !isReadable(model.direct, actor, aboutOf(policy.about, row), sight)) return false
  if (!policy.owner) return true
  const id = row[policy.owner.field]
  const owner = typeof id === 'string' ? sight.follow(policy.owner.object, id) : undefined
  return (
    owner !== undefined && decide(model, actor, ownerOperation(operation), policy.owner.object, owner, sight)
  )
}

/** The record that one is about, as its two text fields name it. */
export type About = { readonly object: string; readonly record: string }

const aboutOf = (names: About, row: Row): About => ({
  object: String(row[names.object] ?? ''),
  record: String(row[names.record] ?? ''),
})

function isReadable(model: AccessModel, actor: Actor, { object, record }: About, sight: Sight): boolean {
  const row = model.policies.has(object) ? sight.follow(object, record) : undefined
  return row !== undefined && decide(model, actor, 'read', object, row, sight)
}

/** Fields of this record the actor may write by `operation` (create or update). */
export function writableFields(
  model: AccessModel,
  actor: Actor,
  operation: string,
  object: string,
  row: Row,
  sight: Sight,
): ReadonlySet<string> {
  return union(
    grants(model, actor, object, operation).filter((policy) =>
      holds(model, policy, actor, operation, row, sight),
    ),
    (policy) => policy.writable,
  )
}

/** Fields of this record the actor may read; empty when not even the record. The engine's own fields are read with the record. */
export function readableFields(
  model: AccessModel,
  actor: Actor,
  object: string,
  row: Row,
  sight: Sight,
): ReadonlySet<string> {
  const held = grants(model, actor, object, 'read').filter((policy) =>
    holds(model, policy, actor, 'read', row, sight),
  )
  const names = union(held, (policy) => policy.readable)
  return held.length === 0 ? names : new Set([...names, ...systemFields])
}

const union = (
  policies: readonly CompiledPolicy[],
  of: (policy: CompiledPolicy) => ReadonlySet<string>,
): ReadonlySet<string> => {
  const [first, ...rest] = policies
  if (!first) return new Set()
  return rest.length === 0 ? of(first) : new Set(policies.flatMap((policy) => [...of(policy)]))
}

/** Field paths that must be loaded before `decide` can answer for any record of the object. */
export function readsFor(model: AccessModel, actor: Actor, operation: string, object: string): Paths {
  return grants(model, actor, object, operation).flatMap((policy) => [
    ...(policy.where?.reads ?? []),
    ...ownerReads(model, actor, operation, policy),
  ])
}

/**
 * Records that this one is about and that must be loaded before `decide` can answer for it, beside those of `readsFor`; what reading
 * those takes is `readsFor(model.direct, actor, 'read', object)`.
 */
export function aboutsFor(
  model: AccessModel,
  actor: Actor,
  operation: string,
  object: string,
  row: Row,
): readonly About[] {
  const named = grants(model, actor, object, operation).flatMap(({ about }) =>
    about ? [aboutOf(about, row)] : [],
  )
  return named.filter((about) => model.policies.has(about.object))
}

function ownerReads(model: AccessModel, actor: Actor, operation: string, policy: CompiledPolicy): Paths {
  const { owner } = policy
  if (!owner) return []
  const deeper = readsFor(model, actor, ownerOperation(operation), owner.object)
  return [[owner.field, 'id'], ...deeper.map((path) => [owner.field, ...path])]
}
