// Which referenced records have to be at hand before a formula can be computed.
import type { Paths } from '#kernel/formula'
import { leadsTo, type ResolvedObject, type Schema } from '#kernel/schema'

/** References to load, by field, and what to load from there on. */
export type Follow = readonly { readonly field: string; readonly to: string; readonly next: Follow }[]

/** The references behind paths of two and more steps. */
export function followTree(schema: Schema, object: ResolvedObject, paths: Paths): Follow {
  const byField = new Map<string, string[][]>()
  for (const [first, ...rest] of paths) {
    if (first !== undefined && rest.length > 0) byField.set(first, [...(byField.get(first) ?? []), rest])
  }
  return [...byField].flatMap(([name, rest]) => {
    const to = leadsTo(object, name)
    const referred = to === null ? undefined : schema.object(to)
    return referred ? [{ field: name, to: referred.name, next: followTree(schema, referred, rest) }] : []
  })
}
