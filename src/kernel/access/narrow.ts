// What a customer lets through of the policies that are shipped: never more than those say themselves. Pure.
import type { Policy, Who } from './policy.ts'

/** A policy as it holds on one object, and what it was narrowed by there. */
export type Standing = { readonly policy: Policy; readonly by: Policy | null }

export const covers = (pattern: string, object: string): boolean =>
  pattern === '*' || pattern === object || (pattern.endsWith('.*') && object.startsWith(pattern.slice(0, -1)))

/**
 * The policies that hold on an object. A shipped one that is narrowed there holds as far as one of those that narrow it lets it through:
 * operations, people, records and fields that both grant. What system actors are granted cannot be narrowed.
 */
export function standingOn(policies: readonly Policy[], object: string): readonly Standing[] {
  const narrowing = policies.filter((policy) => policy.narrows !== undefined && policy.object === object)
  const granting = policies.filter((policy) => policy.narrows === undefined && covers(policy.object, object))
  return granting.flatMap((policy): readonly Standing[] => {
    const by = policy.byCustomer ? [] : narrowing.filter(({ narrows }) => narrows === policy.name)
    if (by.length === 0) return [{ policy, by: null }]
    const { system, people } = parted(policy.who)
    return [
      ...(system === null ? [] : [{ policy: { ...policy, who: system }, by: null }]),
      ...(people === null
        ? []
        : by.map((one) => ({ policy: meeting({ ...policy, who: people }, one), by: one }))),
    ]
  })
}

/** The parts of the system and the people that are spoken of, each alone; null for none. */
export function parted({ system, ...people }: Who): {
  readonly system: Who | null
  readonly people: Who | null
} {
  return {
    system: system === undefined ? null : { system },
    people: Object.keys(people).length === 0 ? null : people,
  }
}

/** The operations and records of both. */
const meeting = (policy: Policy, { operations, where }: Policy): Policy => {
  const met: Policy = { ...policy, operations: [...common(new Set(policy.operations), new Set(operations))] }
  if (where === undefined) return met
  return { ...met, where: policy.where === undefined ? where : `(${policy.where}) and (${where})` }
}

/** `*` has everything in common with any other. */
export function common(left: ReadonlySet<string>, right: ReadonlySet<string>): ReadonlySet<string> {
  if (left.has('*')) return right
  return right.has('*') ? left : new Set([...left].filter((name) => right.has(name)))
}

/** What is left of a narrowing that no longer holds: it lets nothing through, so that nobody gets back what was taken from them. */
export const closed = ({ name, object, narrows }: Policy): Policy => ({
  name,
  object,
  ...(narrows === undefined ? {} : { narrows }),
  operations: ['*'],
  who: {},
})
