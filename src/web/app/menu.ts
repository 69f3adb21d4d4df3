// The navigation as the workspace defines it: groups in order, each with its objects. Pure.
import type { ObjectMetadata } from '#kernel/module'
import type { Label } from '#kernel/schema'
import type { Catalog } from '../data/catalog.ts'

export type MenuGroup = {
  readonly key: string
  readonly label: Label | string
  readonly objects: readonly ObjectMetadata[]
}

/** Groups that the workspace has no name for belong to the settings. */
export const isNamed = ({ metadata }: Catalog, { key }: MenuGroup): boolean =>
  metadata.groups[key] !== undefined

/** Groups with at least one object that the person may read; the order is that of the definitions. */
export function menuGroups({ metadata, object }: Catalog): readonly MenuGroup[] {
  const groups = new Map<string, ObjectMetadata[]>()
  for (const entry of metadata.menu) {
    const found = object(entry.object)
    if (found === undefined) continue
    const list = groups.get(entry.group) ?? []
    if (!list.includes(found)) list.push(found)
    groups.set(entry.group, list)
  }
  return [...groups].map(([key, objects]) => ({ key, label: metadata.groups[key] ?? key, objects }))
}
