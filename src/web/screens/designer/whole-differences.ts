// What a whole configuration would change, object by object, as sentences to be said in the reader's language. Pure.
import type { Policy } from '#kernel/access'
import type { FlowChange } from '#kernel/flow'
import { type Configuration, type Metadata, merged, restored } from '#kernel/module'
import type { Field, Label, ObjectDefinition } from '#kernel/schema'
import { designOf } from './design.ts'
import { type Difference, differences } from './differences.ts'
import { grantOf, rightsIn } from './grants.ts'
import type { Scope } from './rights.ts'

/** The differences of one object; those of numbers and tiles stand last, under no object. */
export type ObjectDifferences = {
  readonly object: string | null
  readonly label: Label | null
  readonly differences: readonly Difference[]
}

type Shipped = (name: string) => Pick<ObjectDefinition, 'label' | 'kind' | 'title'> | undefined

/** What would stand after `content` was brought: in place of everything, or added to it. */
export function broughtOver(
  now: Configuration,
  content: Configuration,
  way: 'whole' | 'added',
): Configuration {
  const none = { others: [] }
  const nothing = { objects: [], extensions: [], others: [] }
  const { objects, extensions } = content
  if (way === 'whole')
    return { ...content, ...restored({ ...now, ...none }, merged(nothing, { objects, extensions })) }
  const byName = <T extends { readonly name: string }>(
    then: readonly T[],
    more: readonly T[],
  ): readonly T[] => [...new Map([...then, ...more].map((one) => [one.name, one])).values()]
  return {
    ...merged({ ...now, ...none }, { objects, extensions }),
    off: content.off ?? now.off ?? [],
    policies: byName(now.policies, content.policies).filter(({ operations }) => operations.length > 0),
    metrics: byName(now.metrics, content.metrics),
    tiles: byName(now.tiles, content.tiles),
    flows: byName(now.flows, content.flows).filter(({ steps }) => steps.length > 0),
  }
}

/** What modules and flows are called here. */
type Names = {
  readonly moduleLabel?: (name: string) => Label | undefined
  readonly flowLabel?: (name: string) => Label | undefined
  /** What is shipped for an object, where it is known. */
  readonly scope?: (name: string) => Scope | null
}

export const namesIn = ({ groups, flows }: Pick<Metadata, 'groups' | 'flows'>): Names => ({
  moduleLabel: (name) => groups[name],
  flowLabel: (name) => flows.find((flow) => flow.name === name)?.label,
})

export function wholeDifferences(
  before: Configuration,
  wished: Configuration,
  shipped: Shipped,
  { moduleLabel = () => undefined, flowLabel = () => undefined, scope = () => null }: Names = {},
): readonly ObjectDifferences[] {
  // Stored definitions keep no order of keys, files have one of their own.
  const [now, then] = [inOrder(before), inOrder(wished)]
  const names = new Set(
    [now, then].flatMap(({ objects, extensions, policies }) => [
      ...objects
        .filter((object) => !isPart(object, [...now.objects, ...then.objects]))
        .map(({ name }) => name),
      ...extensions.map(({ object }) => object),
      ...policies.map(({ object }) => object),
    ]),
  )
  const parts = new Set(
    [...now.objects, ...then.objects]
      .filter((object) => isPart(object, [...now.objects, ...then.objects]))
      .map(({ name }) => name),
  )
  const found = [...names]
    .filter((name) => !parts.has(name))
    .map((name) => objectDifferences(name, [now, then], shipped, scope(name)))
  const rest = [
    ...moduleDifferences(now, then, moduleLabel),
    ...numberDifferences(now, then),
    ...flowDifferences(now, then, flowLabel),
  ]
  return [...found, { object: null, label: null, differences: rest }].filter(
    (one) => one.differences.length > 0,
  )
}

const isOwner = (field: Field): boolean => field.type === 'reference' && field.owner === true

/** Lines are told with the record that they belong to. */
const isPart = ({ name, fields }: ObjectDefinition, all: readonly ObjectDefinition[]): boolean =>
  fields.some(isOwner) &&
  all.some((whole) => whole.fields.some((field) => field.type === 'lines' && field.object === name))

function objectDifferences(
  name: string,
  [now, then]: readonly [Configuration, Configuration],
  shipped: Shipped,
  scope: Scope | null,
): ObjectDifferences {
  const known = shipped(name)
  const after = designOf(name, known, then)
  const told = after === null ? [] : differences(designOf(name, known, now), after, scope)
  const label = known?.label ?? after?.object.label ?? null
  const more: readonly Difference[] = [
    ...(told.every(isOfRights) && !same(shapesOf(name, now), shapesOf(name, then))
      ? [{ key: 'otherwise', label: label ?? { 'zh-CN': name, en: name } }]
      : []),
    ...(after?.isShipped || same(otherRights(name, now.policies), otherRights(name, then.policies))
      ? []
      : [{ key: 'otherRights', label: label ?? { 'zh-CN': name, en: name } }]),
  ]
  return { object: name, label, differences: [...told, ...more] }
}

const isOfRights = ({ key, right }: Difference): boolean => right !== undefined || /(Grant|Rights)$/.test(key)

const shapesOf = (name: string, { objects, extensions }: Configuration): readonly unknown[] => [
  ...objects.filter((object) => object.name === name),
  ...extensions.filter(({ object }) => object === name),
]

/** Rights that no one ticked: written elsewhere, with conditions of their own. */
const otherRights = (name: string, policies: readonly Policy[]): readonly Policy[] =>
  policies
    .filter((policy) => policy.object === name && policy.via === undefined && policy.onTop !== true)
    .filter((policy) => grantOf(policy) === null)
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))

function moduleDifferences(
  { off: before = [] }: Configuration,
  { off: after = [] }: Configuration,
  label: (name: string) => Label | undefined,
): readonly Difference[] {
  const told = (key: string, names: readonly string[]): readonly Difference[] =>
    names.map((name) => ({ key, label: label(name) ?? { 'zh-CN': name, en: name } }))
  return [
    ...told(
      'moduleOff',
      after.filter((name) => !before.includes(name)),
    ),
    ...told(
      'moduleOn',
      before.filter((name) => !after.includes(name)),
    ),
  ]
}

type Number = { readonly name: string; readonly label: Label }

function numberDifferences(now: Configuration, then: Configuration): readonly Difference[] {
  const told = (kind: string, before: readonly Number[], after: readonly Number[]): readonly Difference[] => [
    ...after.flatMap((one): readonly Difference[] => {
      const was = before.find(({ name }) => name === one.name)
      return same(was, one) ? [] : [{ key: `${was ? 'changed' : 'new'}${kind}`, label: one.label }]
    }),
    ...before
      .filter(({ name }) => !after.some((one) => one.name === name))
      .map(({ label }) => ({ key: `gone${kind}`, label })),
  ]
  return [...told('Number', now.metrics, then.metrics), ...told('Tile', now.tiles, then.tiles)]
}

function flowDifferences(
  { flows: before }: Configuration,
  { flows: after }: Configuration,
  label: (name: string) => Label | undefined,
): readonly Difference[] {
  const names = [...new Set([...before, ...after].map(({ name }) => name))]
  const of = (list: readonly FlowChange[], name: string): FlowChange | undefined =>
    list.find((one) => one.name === name)
  return names
    .filter((name) => !same(of(before, name), of(after, name)))
    .map((name) => ({
      key: of(after, name) ? 'changedFlow' : 'shippedFlow',
      label: label(name) ?? { 'zh-CN': name, en: name },
    }))
}

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right)

/** Keys by the alphabet, and lists and groups that say nothing left out. */
function inOrder<T>(value: T): T {
  const ordered = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(ordered)
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(
      Object.entries(one)
        .filter(([, inner]) => inner !== undefined && !(Array.isArray(inner) && inner.length === 0))
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .map(([key, inner]) => [key, ordered(inner)]),
    )
  }
  // The lists of a configuration stand even when they are empty.
  const top = value as Record<string, unknown>
  return Object.fromEntries(Object.entries(top).map(([key, one]) => [key, ordered(one)])) as T
}

/** Objects rights to which differ: what is shipped for them has to be known to say whom that changes what for. */
export const objectsOfRights = (now: Configuration, then: Configuration): readonly string[] => {
  const names = new Set([...now.policies, ...then.policies].map(({ object }) => object))
  return [...names].filter((name) => !same(rightsIn(now.policies, name), rightsIn(then.policies, name)))
}
