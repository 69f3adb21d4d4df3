// What a publication may not do with rights, and the rights that are shipped, as they are told to those who may change them. Pure.
import { type Problem, problem } from '#base/problem'
import { type Actor, compileAccess, entriesOf, grants, isShippedLedger, type Policy } from '#kernel/access'
import type { Directory } from '#kernel/identity'
import type { Compiled } from './compile.ts'
import { systemPolicies } from './compile.ts'
import type { Publication, ShippedRight } from './engine.ts'
import type { Module } from './manifest.ts'
import { speakers } from './portable.ts'
import { limitsOf } from './switched.ts'

/** The role whose people may define; they must be able to do everything everywhere. */
export const definer = 'admin'

const nobody = '00000000-0000-0000-0000-000000000000'

/** Somebody with this role, of no department, who has made nothing. */
export const somebody = (role: string, locale: Actor['locale']): Actor => ({
  ...{ kind: 'person', id: nobody, name: '', locale, department: null, departments: [], headed: [] },
  roles: [role],
})

/**
 * Problems: access.lockedOut where administrators could no longer do everything with an object, access.ledger where a published policy
 * would let people make entries of a shipped ledger by hand.
 */
export const rightsProblems = (compiled: Compiled, published: readonly Policy[] = []): readonly Problem[] => [
  ...lockedOut(compiled),
  ...published.flatMap((policy) => ofLedgers(compiled, policy)),
]

function lockedOut({ access, schema }: Compiled): readonly Problem[] {
  const administrator = somebody(definer, 'en')
  const narrowed = [...access.policies].filter(([, all]) =>
    all.some(({ policy }) => policy.narrows !== undefined),
  )
  return narrowed.flatMap(([name]) => {
    const object = schema.object(name)
    const isWhole = grants(access, administrator, name, '*').some(
      ({ owner, about, policy }) =>
        owner === null && about === null && policy.narrows === undefined && !policy.byCustomer,
    )
    return isWhole || !object ? [] : [problem('access.lockedOut', [name], labels(object.label))]
  })
}

function ofLedgers({ schema }: Compiled, policy: Policy): readonly Problem[] {
  const object = schema.object(policy.object)
  if (!object || policy.narrows !== undefined || !isShippedLedger(object)) return []
  return entriesOf(policy.operations).length === 0
    ? []
    : [problem('access.ledger', [policy.name, policy.object], labels(object.label))]
}

/** Problems: access.unknownRole for a role that nothing declares and nobody has; what it grants would be granted to nobody. */
export function roleProblems(
  { policies = [], ...named }: Pick<Publication, 'objects' | 'extensions' | 'policies'>,
  modules: readonly Module[],
  { withRole }: Directory,
): readonly Problem[] {
  const declared = new Set([
    definer,
    ...modules.flatMap((module) => module.roles ?? []).map(({ name }) => name),
  ])
  const granting = policies.filter(({ operations }) => operations.length > 0)
  return speakers({ ...named, policies: granting }).flatMap(([spoken, { roles = [] }]) =>
    roles
      .filter((name) => !declared.has(name) && withRole(name).length === 0)
      .map((name) => problem('access.unknownRole', [spoken], { name })),
  )
}

const labels = (label: { readonly 'zh-CN': string; readonly en: string }): Record<string, string> => ({
  'object.zh-CN': label['zh-CN'],
  'object.en': label.en,
})

const known = new WeakMap<Compiled, ReadonlyMap<string, readonly ShippedRight[]>>()

/** The shipped policies that speak of people, by object, as nothing narrows them. */
export function shippedRightsIn(
  compiled: Compiled,
  modules: readonly Module[],
): ReadonlyMap<string, readonly ShippedRight[]> {
  const found = known.get(compiled) ?? readShipped(compiled, modules)
  known.set(compiled, found)
  return found
}

function readShipped(
  { schema, compile, off }: Compiled,
  modules: readonly Module[],
): ReadonlyMap<string, readonly ShippedRight[]> {
  const access = compileAccess(schema, systemPolicies(modules), compile, limitsOf(modules, off, schema))
  // What is shipped compiles: the workspace is open.
  if (!access.ok) return new Map()
  return new Map(
    [...access.value.policies].map(([name, policies]) => [
      name,
      policies.flatMap((one): readonly ShippedRight[] => {
        const { policy, owner, readable, writable } = one
        if (policy.who.system !== undefined) return []
        return [
          {
            policy,
            read: [...readable],
            write: [...writable],
            ...(owner === null ? {} : { owner: owner.object }),
            isKept: policy.operations.includes('*') && policy.who.roles?.includes(definer) === true,
          },
        ]
      }),
    ]),
  )
}
