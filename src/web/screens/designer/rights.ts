// Rights on a shipped object: what is shipped, what a customer adds to it and takes from it, and what that comes to for whom. Pure.
import { type Actor, type FieldGrant, type Policy, type Standing, speaksOf, standingOn } from '#kernel/access'
import type { ShippedRight } from '#kernel/module'
import type { Label } from '#kernel/schema'
import { freeName } from './design.ts'
import { keysOf, type WhoKey, whoOf } from './grants.ts'

/** Who it comes to what for: everyone, a role, a department, or a person with all of theirs. */
export type Holder = Pick<Actor, 'id' | 'roles' | 'department'>

const nobody: Holder = { id: '', roles: [], department: null }

/** Whoever is nothing but this. */
export function holderOf(key: WhoKey): Holder {
  const at = key.indexOf(':')
  const name = key.slice(at + 1)
  if (key.startsWith('role:')) return { ...nobody, roles: [name] }
  if (key.startsWith('department:')) return { ...nobody, department: name }
  return key.startsWith('person:') ? { ...nobody, id: name } : nobody
}

/** Which records: all, where a formula is true, those of an owner that one may do it to, or those about what one may read. */
export type Reason = { readonly where?: string; readonly via?: string; readonly about?: true }

/** One policy as it holds on the object. */
type Held = {
  readonly standing: Standing
  readonly read: readonly string[]
  readonly write: readonly string[]
}

export type Rights = { readonly held: readonly Held[]; readonly operations: readonly string[] }

/** What may be asked of any object; the object's own actions come behind. */
export const plainOperations = [
  ...['read', 'create', 'update', 'remove', 'export', 'import', 'asOf', 'print'],
  ...['copy', 'share', 'override'],
] as const

/** What it takes to work out rights on an object. */
export type Scope = {
  readonly object: string
  readonly shipped: readonly ShippedRight[]
  /** The fields of the object, those that were added included. */
  readonly fields: readonly { readonly name: string; readonly label: Label }[]
  /** The names of the object's own actions. */
  readonly actions: readonly string[]
}

/** What holds with these policies of the customer's. */
export function rightsOn(
  { object, shipped, fields: all, actions }: Scope,
  published: readonly Policy[],
): Rights {
  const fields = all.map(({ name }) => name)
  const told = new Map(shipped.map(({ policy, read, write }) => [policy.name, { read, write }]))
  const own = published.map((policy): Policy => ({ ...policy, byCustomer: true }))
  const standing = standingOn([...shipped.map(({ policy }) => policy), ...own], object)
  const held = standing.map((one): Held => {
    const { policy, by } = one
    const shippedFields = policy.byCustomer ? undefined : told.get(policy.name)
    const of = (what: 'read' | 'write'): readonly string[] => {
      const base = shippedFields?.[what] ?? namesIn(policy.fields?.[what], fields)
      const left = by === null ? null : new Set(namesIn(by.fields?.[what], fields))
      return left === null ? base : base.filter((name) => left.has(name))
    }
    return { standing: one, read: of('read'), write: of('write') }
  })
  return { held, operations: [...plainOperations, ...actions] }
}

export function namesIn(grant: FieldGrant | undefined, all: readonly string[]): readonly string[] {
  if (grant === undefined || grant === '*') return all
  const { except } = Array.isArray(grant) ? { except: null } : (grant as { except: readonly string[] })
  return except === null ? (grant as readonly string[]) : all.filter((name) => !except.includes(name))
}

const isFor = ({ standing: { policy, by } }: Held, holder: Holder): boolean => {
  const actor: Actor = {
    ...{ kind: 'person', name: '', locale: 'en', departments: [], headed: [] },
    ...holder,
  }
  return speaksOf(policy.who, actor) && (by === null || speaksOf(by.who, actor))
}

const granting = ({ held }: Rights, holder: Holder, operation: string): readonly Held[] =>
  held.filter(
    (one) =>
      one.standing.policy.onTop !== true &&
      [operation, '*'].some((name) => one.standing.policy.operations.includes(name)) &&
      isFor(one, holder),
  )

/** On which records somebody may do something: an empty list is all of them, null none. */
export function mayDo(rights: Rights, holder: Holder, operation: string): readonly Reason[] | null {
  const found = granting(rights, holder, operation).map(
    ({ standing: { policy } }): Reason => ({
      ...(policy.where === undefined ? {} : { where: policy.where }),
      ...(policy.via === undefined ? {} : { via: policy.via }),
      ...(policy.about === undefined ? {} : { about: true }),
    }),
  )
  if (found.length === 0) return null
  if (found.some((reason) => Object.keys(reason).length === 0)) return []
  return [...new Map(found.map((reason) => [JSON.stringify(reason), reason])).values()]
}

/** The fields that somebody sees, or fills in, on some record. */
export function fieldsFor(rights: Rights, holder: Holder, what: 'read' | 'write'): ReadonlySet<string> {
  const operations = what === 'read' ? ['read'] : ['create', 'update']
  const below = operations.flatMap((name) => granting(rights, holder, name))
  if (below.length === 0) return new Set()
  const onTop = rights.held.filter(
    (one) =>
      one.standing.policy.onTop === true &&
      operations.some((name) => one.standing.policy.operations.includes(name)) &&
      isFor(one, holder),
  )
  return new Set([...below, ...onTop].flatMap((one) => one[what]))
}

/** What changes for whom. `kind` names the sentence. */
export type RightsChange = {
  readonly kind: 'gained' | 'lost' | 'otherRecords' | 'sees' | 'seesNot' | 'fills' | 'fillsNot'
  readonly who: WhoKey
  readonly operations?: readonly string[]
  readonly reasons?: readonly Reason[]
  readonly fields?: readonly string[]
}

/** From what held to what will, for everybody that one of the policies that differ speaks of. */
export function rightsChanges(
  scope: Scope,
  before: readonly Policy[],
  after: readonly Policy[],
): readonly RightsChange[] {
  const [then, now] = [rightsOn(scope, before), rightsOn(scope, after)]
  return concerned(scope.shipped, before, after).flatMap((who) => changesFor(who, then, now))
}

function concerned(
  shipped: readonly ShippedRight[],
  before: readonly Policy[],
  after: readonly Policy[],
): readonly WhoKey[] {
  const same = (one: Policy, all: readonly Policy[]): boolean =>
    all.some((other) => JSON.stringify(other) === JSON.stringify(one))
  const changed = [...before.filter((one) => !same(one, after)), ...after.filter((one) => !same(one, before))]
  const narrowed = shipped.filter(({ policy }) => changed.some(({ narrows }) => narrows === policy.name))
  const keys = [...changed, ...narrowed.map(({ policy }) => policy)].flatMap(({ who }) => peopleKeys(who))
  return [...new Set(keys)].filter((key) => key !== definers)
}

/** Administrators may do everything anyhow. */
export const definers: WhoKey = 'role:admin'

function changesFor(who: WhoKey, then: Rights, now: Rights): readonly RightsChange[] {
  const holder = holderOf(who)
  const gained: string[] = []
  const lost: string[] = []
  const other = new Map<string, { reasons: readonly Reason[]; operations: string[] }>()
  for (const operation of now.operations) {
    const [was, is] = [mayDo(then, holder, operation), mayDo(now, holder, operation)]
    const key = JSON.stringify(is)
    if (JSON.stringify(was) === key) continue
    if (is === null) lost.push(operation)
    else if (was === null) gained.push(operation)
    else {
      const found = other.get(key) ?? { reasons: is, operations: [] }
      found.operations.push(operation)
      other.set(key, found)
    }
  }
  return [
    ...(gained.length > 0 ? [{ kind: 'gained', who, operations: gained } as const] : []),
    ...(lost.length > 0 ? [{ kind: 'lost', who, operations: lost } as const] : []),
    ...[...other.values()].map((one) => ({ kind: 'otherRecords', who, ...one }) as const),
    ...fieldChanges(who, then, now, 'read', ['sees', 'seesNot']),
    ...fieldChanges(who, then, now, 'write', ['fills', 'fillsNot']),
  ]
}

/** Of whom it is said already that they may do it or no longer, nothing is said about fields. */
function fieldChanges(
  who: WhoKey,
  then: Rights,
  now: Rights,
  what: 'read' | 'write',
  [more, less]: readonly ['sees' | 'fills', 'seesNot' | 'fillsNot'],
): readonly RightsChange[] {
  const holder = holderOf(who)
  const [was, is] = [fieldsFor(then, holder, what), fieldsFor(now, holder, what)]
  if (was.size === 0 || is.size === 0) return []
  const added = [...is].filter((name) => !was.has(name))
  const gone = [...was].filter((name) => !is.has(name))
  return [
    ...(added.length > 0 ? [{ kind: more, who, fields: added }] : []),
    ...(gone.length > 0 ? [{ kind: less, who, fields: gone }] : []),
  ]
}

/** People too, which other grants of the designer do not name. */
export const peopleKeys = (who: Policy['who']): readonly WhoKey[] => [
  ...keysOf(who),
  ...(who.people ?? []).map((id) => `person:${id}`),
]

export function whoOfKeys(keys: readonly WhoKey[]): Policy['who'] {
  const people = keys.flatMap((key) => (key.startsWith('person:') ? [key.slice('person:'.length)] : []))
  const who = whoOf(keys)
  return who.everyone || people.length === 0 ? who : { ...who, people }
}

const isAnybody = ({ who }: Policy): boolean => peopleKeys(who).length > 0

/** A grant begins with looking. */
export function addGrant(policies: readonly Policy[], object: string): readonly Policy[] {
  const name = freeName(`${object} grant`, new Set(policies.map((policy) => policy.name)))
  return [...policies, { name, object, operations: ['read'], who: {}, layer: 'overlay' }]
}

/** A narrowing begins with all that is shipped, each kind of people apart. */
export function narrow(
  policies: readonly Policy[],
  object: string,
  { policy }: ShippedRight,
): readonly Policy[] {
  const left = [...asShipped(policies, policy.name)]
  for (const key of peopleKeys(policy.who).filter((one) => one !== definers)) {
    const who = whoOfKeys([key])
    left.push(narrowing(left, object, policy.name, { operations: policy.operations, who }))
  }
  return left
}

export function narrowing(
  policies: readonly Policy[],
  object: string,
  narrows: string,
  rest: Pick<Policy, 'operations' | 'who'>,
): Policy {
  const name = freeName(`${object} ${narrows}`, new Set(policies.map((policy) => policy.name)))
  return { name, object, narrows, ...rest, layer: 'overlay' }
}

export const asShipped = (policies: readonly Policy[], narrows: string): readonly Policy[] =>
  policies.filter((policy) => policy.narrows !== narrows)

/** Nobody has the shipped right any more. */
export const switchOff = (
  policies: readonly Policy[],
  object: string,
  narrows: string,
): readonly Policy[] => {
  const left = asShipped(policies, narrows)
  return [...left, narrowing(left, object, narrows, { operations: ['*'], who: {} })]
}

/** As they are published: what says nothing is left out, and a shipped right of which nothing is left is switched off. */
export function finishedRights(policies: readonly Policy[]): readonly Policy[] {
  const isSaying = (policy: Policy): boolean => policy.operations.length > 0 && isAnybody(policy)
  const narrowed = new Set(policies.flatMap(({ narrows }) => narrows ?? []))
  return [
    ...policies.filter(isSaying),
    ...[...narrowed]
      .filter((narrows) => !policies.some((one) => one.narrows === narrows && isSaying(one)))
      .flatMap((narrows) => policies.find((one) => one.narrows === narrows) ?? [])
      .map(
        ({ name, object, narrows = '' }): Policy => ({
          ...{ name, object, narrows },
          ...{ operations: ['*'], who: {}, layer: 'overlay' },
        }),
      ),
  ]
}
