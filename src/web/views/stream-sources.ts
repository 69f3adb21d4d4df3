// Which records are told around one: those its definition names, else every kind of record that refers to it. Pure.
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Filter, Query } from '#kernel/records'
import type { Happening, Label, Surrounding } from '#kernel/schema'
import { target } from '#kernel/schema'
import { type Catalog, fieldsToAsk, titleNames } from '../data/catalog.ts'

export type Source = {
  /** Stands for the kind in the address. */
  readonly key: string
  readonly label: Label
  readonly object: ObjectMetadata
  readonly at: string
  readonly who: string
  readonly facts: readonly FieldMetadata[]
  readonly text: string | undefined
  readonly query: Query
}

export type Relation = { readonly from: ObjectMetadata; readonly field: FieldMetadata }

const mostRelations = 16

/** Objects of the navigation whose records name this one; its own parts are drawn with it. */
export function relationsOf(object: ObjectMetadata, { metadata }: Catalog): readonly Relation[] {
  const offered = new Set(metadata.menu.map(({ object: name }) => name))
  return metadata.objects
    .filter(({ name }) => offered.has(name))
    .flatMap((from) => {
      const field = from.fields.find(
        (candidate) =>
          (candidate.type === 'reference' && !candidate.owner && target(candidate) === object.name) ||
          (candidate.type === 'anyReference' && candidate.to.includes(object.name)),
      )
      return field === undefined ? [] : [{ from, field }]
    })
    .slice(0, mostRelations)
}

/** The records that a surrounding asks for around one record. */
export function filterAround({ by, where }: Surrounding, id: string): Filter {
  const naming: Filter = { field: by, is: 'eq', value: id }
  return where === undefined ? naming : { and: [naming, { formula: where }] }
}

/** The field at the end of a path of references, under the path's name; undefined where it leads nowhere. */
export function fieldAt(catalog: Catalog, object: ObjectMetadata, path: string): FieldMetadata | undefined {
  const [name = '', ...rest] = path.split('.')
  const field = object.fields.find((candidate) => candidate.name === name)
  if (field === undefined || rest.length === 0) return field
  const next = catalog.object(target(field) ?? '')
  const found = next && fieldAt(catalog, next, rest.join('.'))
  return found && { ...found, name: path }
}

export const fieldsAt = (
  catalog: Catalog,
  object: ObjectMetadata,
  paths: readonly string[],
): readonly FieldMetadata[] => paths.flatMap((path) => fieldAt(catalog, object, path) ?? [])

/** Names to ask for so that these fields can be drawn: shown names of references, and what amounts are in. */
export const askedNames = (object: ObjectMetadata, fields: readonly FieldMetadata[]): readonly string[] => [
  ...fieldsToAsk(
    object,
    fields.map(({ name }) => name),
  ),
  // Those of a record that is referred to, by the way that leads there.
  ...fields.flatMap((field) =>
    !field.name.includes('.')
      ? []
      : target(field) === null
        ? [field.name]
        : [field.name, `${field.name}$title`],
  ),
]

/** Everything told around a record besides its own history. */
export function sourcesOf(object: ObjectMetadata, id: string, catalog: Catalog): readonly Source[] {
  const { talk, stream = [] } = object.overview ?? {}
  const named = [...(talk ? [talk] : []), ...stream]
  const happenings = stream.length > 0 ? named : [...named, ...relatedHappenings(object, catalog, named)]
  return happenings.flatMap((happening) => sourceOf(happening, id, catalog))
}

function relatedHappenings(
  object: ObjectMetadata,
  catalog: Catalog,
  named: readonly Happening[],
): readonly Happening[] {
  const known = new Set(named.map(({ object: name }) => name))
  return relationsOf(object, catalog)
    .filter(({ from }) => !known.has(from.name))
    .map(({ from, field }) => ({
      object: from.name,
      by: field.name,
      at: 'createdAt',
      facts: (from.list?.columns ?? [])
        .filter((name) => name !== from.title && name !== field.name)
        .slice(0, 2),
    }))
}

/** How the records of a happening are asked for and told; nothing where the reader may not see their object. */
export function sourceOf(happening: Happening, id: string, catalog: Catalog): readonly Source[] {
  const object = catalog.object(happening.object)
  if (object === undefined) return []
  const { at, who = 'createdBy', text, facts: paths = [] } = happening
  const facts = fieldsAt(catalog, object, paths)
  const names = [at, who, ...(who === 'createdBy' ? [] : [`${who}$title`]), ...(text ? [text] : [])]
  const query: Query = {
    object: object.name,
    filter: filterAround(happening, id),
    fields: [...new Set(['createdAt', ...titleNames(object), ...names, ...askedNames(object, facts)])],
    sort: [`-${at}`],
    limit: 50,
  }
  const label = happening.label ?? object.label
  return [{ key: happening.object, label, object, at, who, facts, text, query }]
}
