// What stands in the overlay and what is published on top of it, as one.
import type { Extension, Json, ObjectDefinition, Schema } from '#kernel/schema'
import type { Publication } from './engine.ts'
import { keptFlow } from './own-flows.ts'
import { keptNumbers } from './own-numbers.ts'
import { isSwitch, keptOff } from './switched.ts'

type Kept = { readonly kind: string; readonly name: string; readonly body: Json }
type Content = {
  readonly objects: readonly ObjectDefinition[]
  readonly extensions: readonly Extension[]
  readonly others: readonly Kept[]
}

/**
 * Definitions by name: the same name again replaces, a field that it leaves out is retired; extensions of an object add to or replace its
 * fields; what an extension says of layouts is all of them. A policy without operations grants nothing and is taken out, and so is a flow
 * without steps that differ.
 */
export function merged(content: Content, publication: Publication): Content {
  const objects = new Map(content.objects.map((object) => [object.name, object]))
  for (const object of publication.objects ?? []) {
    const earlier = objects.get(object.name)
    objects.set(object.name, { ...object, fields: withRetired(object.fields, earlier?.fields) })
  }
  const others = new Map(content.others.map((one) => [`${one.kind} ${one.name}`, one]))
  for (const policy of publication.policies ?? []) {
    const key = `policy ${policy.name}`
    if (policy.operations.length === 0) others.delete(key)
    else others.set(key, { kind: 'policy', name: policy.name, body: policy as unknown as Json })
  }
  for (const change of publication.flows ?? []) {
    const one = keptFlow(change)
    if (change.steps.length === 0) others.delete(`${one.kind} ${one.name}`)
    else others.set(`${one.kind} ${one.name}`, one)
  }
  for (const one of keptNumbers(publication)) others.set(`${one.kind} ${one.name}`, one)
  if (publication.off !== undefined) {
    for (const [key, one] of others) if (isSwitch(one)) others.delete(key)
    for (const one of keptOff(publication.off)) others.set(`${one.kind} ${one.name}`, one)
  }
  return {
    objects: [...objects.values()],
    extensions: mergedExtensions([...content.extensions, ...(publication.extensions ?? [])]),
    others: [...others.values()],
  }
}

/**
 * The content `then` brought back over what stands now. What was made since stays as it is, out of use: its columns and values are
 * kept, and it can be taken back.
 */
export function restored(now: Content, then: Content): Content {
  const stood = new Map(then.objects.map((object) => [object.name, object]))
  const objects = now.objects.map((object) => {
    const before = stood.get(object.name)
    return before
      ? {
          ...before,
          fields: withRetired(before.fields, object.fields),
          checks: withRetired(before.checks, object.checks),
        }
      : { ...object, retired: true }
  })
  const gone = then.objects.filter(({ name }) => !now.objects.some((object) => object.name === name))
  const added = new Map(then.extensions.map((extension) => [extension.object, extension]))
  const extensions = now.extensions.map((extension): Extension => {
    const { object } = extension
    const before: Extension = added.get(object) ?? { object }
    return {
      ...before,
      fields: withRetired(before.fields, extension.fields),
      checks: withRetired(before.checks, extension.checks),
    }
  })
  const lost = then.extensions.filter(({ object }) => !now.extensions.some((one) => one.object === object))
  return { objects: [...objects, ...gone], extensions: [...extensions, ...lost], others: then.others }
}

/** What stood, and behind it whatever came later, retired. */
function withRetired<T extends { readonly name: string; readonly retired?: boolean }>(
  then: readonly T[] = [],
  now: readonly T[] = [],
): readonly T[] {
  const later = now.filter(({ name }) => !then.some((one) => one.name === name))
  return [...then, ...later.map((one) => ({ ...one, retired: true }))]
}

/** One extension for each object; what has the same name again replaces. */
function mergedExtensions(extensions: readonly Extension[]): readonly Extension[] {
  const byObject = new Map<string, Extension>()
  for (const later of extensions) {
    const earlier = byObject.get(later.object)
    const room = { ...earlier?.room, ...later.room }
    const overview = later.overview ?? earlier?.overview
    const board = { ...earlier?.board, ...later.board }
    const path = later.path ?? earlier?.path
    const prints = later.prints ?? earlier?.prints
    const layouts = later.layouts ?? earlier?.layouts
    byObject.set(later.object, {
      object: later.object,
      fields: byName(earlier?.fields, later.fields),
      ...(later.unique || earlier?.unique ? { unique: later.unique ?? earlier?.unique ?? [] } : {}),
      indexes: byName(earlier?.indexes, later.indexes),
      checks: byName(earlier?.checks, later.checks),
      search: [...new Set([...(earlier?.search ?? []), ...(later.search ?? [])])],
      ...(Object.keys(room).length > 0 ? { room } : {}),
      ...(Object.keys(board).length > 0 ? { board } : {}),
      ...(overview ? { overview } : {}),
      ...(path ? { path } : {}),
      ...(prints ? { prints } : {}),
      ...(layouts ? { layouts } : {}),
    })
  }
  return [...byObject.values()]
}

const byName = <T extends { readonly name: string }>(
  earlier: readonly T[] | undefined,
  later: readonly T[] | undefined,
): readonly T[] => [...new Map([...(earlier ?? []), ...(later ?? [])].map((one) => [one.name, one])).values()]

/** The objects that a publication speaks of, and the parents of those: their roll-ups may be new or filled anew. */
export function touched({ objects = [], extensions = [] }: Publication, schema: Schema): ReadonlySet<string> {
  const own = [...objects.map(({ name }) => name), ...extensions.map(({ object }) => object)]
  return new Set([
    ...own,
    ...own.flatMap((name) => schema.incomingRollups(name).map(({ parent }) => parent.name)),
  ])
}
