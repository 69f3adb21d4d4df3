// The policies of one definition version, compiled once and asked for every actor.
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { alone, type CompileFormula, type Formula } from '#kernel/formula'
import type { FormulaText, ResolvedObject, Schema } from '#kernel/schema'
import { target } from '#kernel/schema'
import type { Actor } from './actor.ts'
import { common, covers, parted, type Standing, standingOn } from './narrow.ts'
import type { FieldGrant, Policy, Who } from './policy.ts'
import { speaksOf } from './who.ts'

export type CompiledPolicy = {
  readonly policy: Policy
  /** Also asked of the actor, each: a policy on top speaks only to those to whom the one below it speaks, a narrowed one to those who are left. */
  readonly also: readonly Who[]
  readonly operations: ReadonlySet<string>
  readonly where: Formula | null
  /** Object named by the `via` owner field. */
  readonly owner: { readonly field: string; readonly object: string } | null
  readonly about: Policy['about'] | null
  readonly readable: ReadonlySet<string>
  readonly writable: ReadonlySet<string>
}

export type AccessModel = {
  readonly schema: Schema
  readonly policies: ReadonlyMap<string, readonly CompiledPolicy[]>
  /** The same without the policies that hold by `about`: what the record that another is about is judged by, so that nothing goes in circles. */
  readonly direct: AccessModel
}

/** What people are not granted, whatever policies say. System actors still read it. */
export type AccessLimits = {
  readonly isOff: (object: string) => boolean
  /** Fields that nobody sees or writes. */
  readonly hides: (object: ResolvedObject) => ReadonlySet<string>
  /** A further condition of every record. */
  readonly where: (object: ResolvedObject) => FormulaText | undefined
}

/**
 * Problems: those of formulas, with the policy's name as path; access.unknownOwner when `via` or `about` names no such field;
 * access.ownerCircle; access.onTop; access.narrowing and access.unknownPolicy of one that narrows.
 */
export function compileAccess(
  schema: Schema,
  policies: readonly Policy[],
  compile: CompileFormula,
  limits?: AccessLimits,
): Result<AccessModel> {
  const problems: Problem[] = policies.flatMap((policy) => narrowingProblems(policy, policies, schema))
  const byObject = new Map<string, CompiledPolicy[]>()
  for (const object of schema.objects.values()) {
    const compiled: CompiledPolicy[] = []
    const onTop: CompiledPolicy[] = []
    const hidden = limits?.hides(object) ?? new Set<string>()
    for (const one of limited(standingOn(policies, object.name), object, limits)) {
      const { policy, by } = one
      const found = compileStanding(schema, object, one, compile, isOfSystem(policy) ? nothing : hidden)
      if (found.ok) (policy.onTop === true ? onTop : compiled).push(found.value)
      else
        problems.push(
          ...found.problems.map((fault) => ({
            ...fault,
            path: [by?.name ?? policy.name, object.name, ...fault.path],
          })),
        )
    }
    byObject.set(object.name, [...compiled, ...onTop.flatMap((top) => compiled.map((one) => laid(top, one)))])
  }
  problems.push(...ownerCircles(byObject))
  return problems.length > 0 ? failed(...problems) : ok(withDirect(schema, byObject))
}

const nothing: ReadonlySet<string> = new Set()
const isOfSystem = ({ who }: Policy): boolean => who.system !== undefined

/** What narrows names one shipped policy that speaks of its object, and says who, what, which records and which fields: nothing else. */
function narrowingProblems(
  { name, object, narrows, via, about, onTop, who }: Policy,
  policies: readonly Policy[],
  schema: Schema,
): readonly Problem[] {
  if (narrows === undefined) return []
  const isNamed = policies.some(
    (one) =>
      one.name === narrows && one.narrows === undefined && !one.byCustomer && covers(one.object, object),
  )
  if (!isNamed || !schema.object(object))
    return [problem('access.unknownPolicy', [name, object], { name: narrows })]
  const isMore = via !== undefined || about !== undefined || onTop !== undefined || who.system !== undefined
  return isMore ? [problem('access.narrowing', [name, object], { name })] : []
}

/** The policies that hold on the object, with what limits leave of them: people and system actors are asked apart. */
function limited(
  standing: readonly Standing[],
  object: ResolvedObject,
  limits: AccessLimits | undefined,
): readonly Standing[] {
  const own = standing.map((one) => ({ ...one, policy: withoutEntries(one.policy, object) }))
  if (limits === undefined) return own
  const isOff = limits.isOff(object.name)
  const further = limits.where(object)
  return own.flatMap(({ policy, by }): readonly Standing[] => {
    const { system, people } = parted(policy.who)
    const { where } = policy
    const condition =
      further === undefined || policy.onTop === true
        ? {}
        : { where: where === undefined ? further : `(${where}) and ${further}` }
    return [
      ...(system === null
        ? []
        : [{ policy: { ...policy, who: system, ...(isOff ? { operations: ['read'] } : {}) }, by }]),
      ...(isOff || people === null ? [] : [{ policy: { ...policy, who: people, ...condition }, by }]),
    ]
  })
}

const writing = ['create', 'update', 'remove', 'import']
const reading = ['read', 'export', 'print']

/** Whether no entry of the object may be granted at run time: what is posted comes from the product's own actions. */
export const isShippedLedger = ({ kind, layer }: Pick<ResolvedObject, 'kind' | 'layer'>): boolean =>
  kind !== 'record' && layer === 'system'

/** Operations of a published policy that no ledger of the product knows: making entries by hand. */
export const entriesOf = (operations: readonly string[]): readonly string[] =>
  operations.filter((name) => name === '*' || writing.includes(name))

function withoutEntries(policy: Policy, object: ResolvedObject): Policy {
  if (!policy.byCustomer || !isShippedLedger(object) || entriesOf(policy.operations).length === 0)
    return policy
  const left = policy.operations.filter((name) => !entriesOf([name]).includes(name))
  return {
    ...policy,
    operations: policy.operations.includes('*') ? [...new Set([...left, ...reading])] : left,
  }
}

/** The fields of `top` where `one` holds. A policy on top has no condition of its own: it could not take part in that of the other. */
const laid = (top: CompiledPolicy, one: CompiledPolicy): CompiledPolicy => ({
  ...one,
  policy: top.policy,
  also: [...top.also, one.policy.who, ...one.also],
  operations: common(top.operations, one.operations),
  readable: top.readable,
  writable: top.writable,
})

function withDirect(schema: Schema, policies: AccessModel['policies']): AccessModel {
  const kept = [...policies].map(
    ([name, all]) => [name, all.filter((policy) => policy.about === null)] as const,
  )
  const direct: { schema: Schema; policies: AccessModel['policies']; direct: AccessModel } = {
    schema,
    policies: new Map(kept),
    get direct() {
      return direct
    },
  }
  return { schema, policies, direct }
}

/** A `via` that leads back to its own object would be followed for ever. */
function ownerCircles(byObject: ReadonlyMap<string, readonly CompiledPolicy[]>): Problem[] {
  const leadsTo = (from: string, to: string, seen: Set<string>): boolean => {
    if (from === to) return true
    if (seen.has(from)) return false
    seen.add(from)
    return (byObject.get(from) ?? []).some(({ owner }) => owner !== null && leadsTo(owner.object, to, seen))
  }
  return [...byObject].flatMap(([object, policies]) =>
    policies
      .filter(({ owner }) => owner !== null && leadsTo(owner.object, object, new Set()))
      .map(({ policy }) => problem('access.ownerCircle', [policy.name, object], { field: policy.via ?? '' })),
  )
}

/** As the policy holds, with what it is narrowed by. */
function compileStanding(
  schema: Schema,
  object: ResolvedObject,
  { policy, by }: Standing,
  compile: CompileFormula,
  hidden: ReadonlySet<string>,
): Result<CompiledPolicy> {
  const narrowing = by === null ? null : compilePolicy(schema, object, by, compile, hidden)
  if (narrowing && !narrowing.ok) return narrowing
  const compiled = compilePolicy(schema, object, policy, compile, hidden)
  if (!compiled.ok || narrowing === null || by === null) return compiled
  const { readable, writable } = compiled.value
  return ok({
    ...compiled.value,
    policy: { ...policy, name: by.name, narrows: policy.name },
    also: [by.who],
    readable: common(readable, narrowing.value.readable),
    writable: common(writable, narrowing.value.writable),
  })
}

function compilePolicy(
  schema: Schema,
  object: ResolvedObject,
  policy: Policy,
  compile: CompileFormula,
  hidden: ReadonlySet<string>,
): Result<CompiledPolicy> {
  const where =
    policy.where === undefined
      ? null
      : compile(policy.where, { schema, object: object.name, without: alone }, 'boolean')
  if (where && !where.ok) return where
  const owner = policy.via === undefined ? null : ownerOf(object, policy.via)
  if (policy.via !== undefined && owner === null) {
    return failed(problem('access.unknownOwner', [], { field: policy.via ?? '' }))
  }
  const nameless = Object.values(policy.about ?? {}).find((name) => object.byName.get(name)?.type !== 'text')
  if (nameless !== undefined)
    return failed({ code: 'access.unknownOwner', path: [], params: { field: nameless } })
  if (policy.onTop === true && (where !== null || owner !== null || policy.about))
    return failed(problem('access.onTop', [], { name: policy.name }))
  return ok({
    policy,
    also: [],
    operations: new Set(policy.operations),
    where: where ? where.value : null,
    owner,
    about: policy.about ?? null,
    readable: but(granted(object, policy, policy.fields?.read ?? '*'), hidden),
    writable: but(granted(object, policy, policy.fields?.write ?? '*'), hidden),
  })
}

function ownerOf(object: ResolvedObject, name: string): CompiledPolicy['owner'] {
  const field = object.byName.get(name)
  const to = field ? target(field) : null
  return to === null ? null : { field: name, object: to }
}

type Reach = Readonly<Record<'system' | 'overlay', ReadonlySet<string>>>

const reaches = new WeakMap<ResolvedObject, Reach>()

/** The names of an object's fields by how far up a policy reaches. */
function reachOf(object: ResolvedObject): Reach {
  const found = reaches.get(object) ?? {
    system: new Set(object.fields.filter(({ layer }) => layer === 'system').map(({ name }) => name)),
    overlay: new Set(object.fields.map(({ name }) => name)),
  }
  reaches.set(object, found)
  return found
}

/** `*` never reaches a field of a layer above the policy's own: a field added at run time is hidden until granted. */
function granted(object: ResolvedObject, policy: Policy, grant: FieldGrant): ReadonlySet<string> {
  if (Array.isArray(grant)) return new Set(grant as readonly string[])
  const reach = reachOf(object)[policy.layer === 'overlay' ? 'overlay' : 'system']
  return grant === '*' ? reach : but(reach, new Set((grant as { readonly except: readonly string[] }).except))
}

const but = (names: ReadonlySet<string>, hidden: ReadonlySet<string>): ReadonlySet<string> =>
  hidden.size === 0 ? names : new Set([...names].filter((name) => !hidden.has(name)))

const cache = new WeakMap<AccessModel, WeakMap<Actor, Map<string, readonly CompiledPolicy[]>>>()

/** The policies that grant this actor this operation on this object, whatever the record. */
export function grants(
  model: AccessModel,
  actor: Actor,
  object: string,
  operation: string,
): readonly CompiledPolicy[] {
  const actors = cache.get(model) ?? new WeakMap<Actor, Map<string, readonly CompiledPolicy[]>>()
  cache.set(model, actors)
  const found = actors.get(actor) ?? new Map<string, readonly CompiledPolicy[]>()
  actors.set(actor, found)
  const key = `${object}\n${operation}`
  const known = found.get(key)
  if (known) return known
  const matching = (model.policies.get(object) ?? []).filter(
    (policy) =>
      (policy.operations.has(operation) || policy.operations.has('*')) &&
      speaksOf(policy.policy.who, actor) &&
      policy.also.every((who) => speaksOf(who, actor)),
  )
  found.set(key, matching)
  return matching
}

/** The operation asked of the owner when a record is reached through it. */
export const ownerOperation = (operation: string): string =>
  operation === 'read' || operation === 'export' ? operation : 'update'
