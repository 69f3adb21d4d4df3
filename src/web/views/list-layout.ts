// Where the columns of a list stand: their order, their widths, and which of them stay while the others scroll.
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import { holdsSeveral } from '#kernel/schema'
import { mayDo } from '../data/catalog.ts'
import type { ListLayout } from '../data/preferences.ts'
import { columnWidth, isNumeric, isTyped } from '../fields/index.tsx'

export type Column = {
  readonly field: FieldMetadata
  /** Pixels from the left at which it stays; null where it scrolls. */
  readonly left: number | null
  /** Pixels, the space around the text included. */
  readonly width: number
  /** The width was chosen, or belongs to a column that stays: it does not grow. */
  readonly isFixed: boolean
  readonly canEdit: boolean
}

export const widths = { mark: 36, least: 56, most: 900, step: 16 } as const
const around = 16

const notInPlace = ['longText', 'richText', 'lines', 'json']

/** Whether some policy lets the reader change it in a cell. */
const canEdit = (object: ObjectMetadata, field: FieldMetadata): boolean =>
  field.writable &&
  isTyped(field) &&
  !notInPlace.includes(field.type) &&
  !holdsSeveral(field) &&
  field.type !== 'anyReference' &&
  mayDo(object, 'update')

/** The columns as they are drawn: those that stay come first, beside the marks. */
export function columnsIn(
  object: ObjectMetadata,
  names: readonly string[],
  { widths: chosen = {}, pinned = [] }: ListLayout,
): readonly Column[] {
  const stays = (name: string): boolean => pinned.includes(name)
  const ordered = [...names.filter(stays), ...names.filter((name) => !stays(name))]
  let left: number = widths.mark
  return ordered.flatMap((name) => {
    const field = object.fields.find((one) => one.name === name)
    if (field === undefined) return []
    const width = boundedWidth(chosen[name] ?? columnWidth(field) + around)
    const at = stays(name) ? left : null
    if (at !== null) left += width
    const isFixed = at !== null || chosen[name] !== undefined
    return [{ field, width, left: at, isFixed, canEdit: canEdit(object, field) }]
  })
}

export const boundedWidth = (width: number): number =>
  Math.round(Math.max(widths.least, Math.min(widths.most, width)))

/** Tracks of the grid; the last one takes what is left over when all the others are fixed. */
export function tracks(columns: readonly Column[]): string {
  const isAllFixed = columns.every(({ isFixed }) => isFixed)
  const own = columns.map(({ field, width, isFixed }) =>
    isFixed || isNumeric(field) || width <= 126
      ? `${width}px`
      : `minmax(${Math.round(width * 0.7)}px, ${width}fr)`,
  )
  return [`${widths.mark}px`, ...own, ...(isAllFixed ? ['1fr'] : [])].join(' ')
}

export const leastWidth = (columns: readonly Column[]): number =>
  columns.reduce<number>((sum, { width, isFixed }) => sum + (isFixed ? width : width * 0.85), widths.mark)

/** The names with one of them moved so that it stands where another stands. */
export function moved(names: readonly string[], name: string, to: number): readonly string[] {
  const rest = names.filter((one) => one !== name)
  const at = Math.max(0, Math.min(rest.length, to))
  return [...rest.slice(0, at), name, ...rest.slice(at)]
}
