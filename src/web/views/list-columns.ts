// Which columns a list has where nobody has chosen any. Pure.
import type { ObjectMetadata } from '#kernel/module'

/** The columns of a generic list: those of the definition, else the first eight that are drawn. */
export function listColumns(object: ObjectMetadata): readonly string[] {
  const drawn = new Set(object.fields.map(({ name }) => name))
  const named = object.list?.columns.filter((name) => drawn.has(name)) ?? []
  if (named.length > 0) return named
  return object.fields
    .filter(
      ({ hidden, type }) => !hidden && !['lines', 'json', 'longText', 'richText', 'file'].includes(type),
    )
    .map(({ name }) => name)
    .slice(0, 8)
}
