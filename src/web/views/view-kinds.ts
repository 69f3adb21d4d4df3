// The ways to look at an object's records, and for which objects each of them is offered. Pure.
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import { target } from '#kernel/schema'
import { filterKind } from './filter-tree.ts'
import { canGroup } from './groups.ts'

export const viewKinds = ['list', 'board', 'calendar', 'gantt', 'gallery', 'tree', 'chart'] as const
export type ViewKind = (typeof viewKinds)[number]

const offered: Readonly<Record<ViewKind, (object: ObjectMetadata) => boolean>> = {
  list: () => true,
  board: ({ list }) => list?.board !== undefined,
  calendar: (object) => dayFields(object).length > 0,
  gantt: (object) => spanFields(object) !== null,
  gallery: (object) => pictureFields(object).length > 0,
  tree: (object) => parentFields(object).length > 0,
  chart: (object) => chartFields(object).length > 0,
}

export const isOffered = (kind: ViewKind, object: ObjectMetadata): boolean => offered[kind](object)

export const kindsOf = (object: ObjectMetadata): readonly ViewKind[] =>
  viewKinds.filter((kind) => isOffered(kind, object))

/** Whether its values are instants, told apart from days. */
export const isInstant = (field: FieldMetadata): boolean => filterKind(field) === 'datetime'

/** The fields that put a record on a day: the promised one first, then those of the list. */
export function dayFields(object: ObjectMetadata): readonly FieldMetadata[] {
  const days = object.fields.filter((field) => {
    const kind = filterKind(field)
    return !field.hidden && (kind === 'date' || kind === 'datetime')
  })
  const rank = ({ name }: FieldMetadata): number => {
    if (name === object.room?.promised) return -1
    const at = object.list?.columns.indexOf(name) ?? -1
    return at < 0 ? days.length + 100 : at
  }
  return days.toSorted((left, right) => rank(left) - rank(right))
}

/** From which day to which a record lasts where nobody has chosen: to the promised one, else as the fields follow each other. */
export function spanFields(
  object: ObjectMetadata,
): { readonly from: FieldMetadata; readonly to: FieldMetadata } | null {
  const days = dayFields(object)
  const ordered = object.fields.filter((field) => days.includes(field))
  const promised = days.find(({ name }) => name === object.room?.promised)
  const [from, to = promised] = promised ? ordered.filter((field) => field !== promised) : ordered
  const end = promised ?? to
  return from === undefined || end === undefined || from === end ? null : { from, to: end }
}

/** The fields that bars of a chart can stand for: states first, names that differ for every record not at all. */
export function chartFields(object: ObjectMetadata): readonly FieldMetadata[] {
  const fields = object.fields.filter(
    (field) =>
      (canGroup(field) || (field.type === 'datetime' && !field.hidden)) && field.name !== object.title,
  )
  const rank = (field: FieldMetadata): number =>
    field.name === object.list?.board ? 0 : field.type === 'select' ? 1 : target(field) !== null ? 2 : 3
  return fields.toSorted((left, right) => rank(left) - rank(right))
}

/** The fields whose files may hold a picture of the record, those of pictures alone first. */
export const pictureFields = ({ fields }: ObjectMetadata): readonly FieldMetadata[] =>
  fields
    .filter((field) => field.type === 'file' && field.shownAs !== 'signature' && !field.hidden)
    .toSorted((left, right) => Number(isPictures(right)) - Number(isPictures(left)))

const isPictures = (field: FieldMetadata): boolean => field.type === 'file' && field.shownAs !== undefined

/** The references to records of the same object, below which these stand. */
export const parentFields = ({ name, fields }: ObjectMetadata): readonly FieldMetadata[] =>
  fields.filter((field) => !field.hidden && field.type === 'reference' && target(field) === name)
