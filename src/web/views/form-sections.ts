// Which sections a record is drawn in, and what stands in each: by the layout of the occasion, else as the definition says. Pure.
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import {
  type Label,
  type LayoutItem,
  type LayoutSection,
  type LinesField,
  layoutFor,
  type Occasion,
} from '#kernel/schema'
import { drawnFields } from '../data/catalog.ts'

export type LinesMetadata = FieldMetadata & LinesField
export type Placed = Pick<LayoutItem, 'span'> & { readonly field: FieldMetadata }

/** One card, or one tab, of an object's page. */
export type Section = {
  /** Stays the same while others come and go. */
  readonly key: string
  /** Null for what no section names. */
  readonly label: Label | null
  readonly columns?: 1 | 2 | 3
  /** The row of tabs that it is one of, which stays the same while tabs come and go. */
  readonly row: string | null
  readonly items: readonly Placed[]
}

/** What stands together in a section: fields beside each other, or lines over its whole width. */
export type Run = LinesMetadata | readonly Placed[]

export const isLines = (field: FieldMetadata): field is LinesMetadata => field.type === 'lines'
export const isRunOfLines = (run: Run): run is LinesMetadata => 'type' in run

export const isWide = (field: FieldMetadata): boolean =>
  ['longText', 'richText', 'json', 'file'].includes(field.type) ||
  (field.type === 'text' && field.format === 'address')

/** How wide a field is drawn: over all columns, or over so many. */
export function widthOf({ field, span }: Placed, columns: Section['columns']) {
  const isWhole = span === undefined ? isWide(field) : span >= (columns ?? 3)
  return { 'data-wide': isWhole, ...(span === undefined || isWhole ? {} : { 'data-span': span }) }
}

/**
 * The sections that hold anything of what is shown: those of the layout, else those of the definition with their lines in front. What none
 * of them names follows: lines each on their own, then the rest; where nothing is named, that is all there is and comes first.
 */
export function sectionsOf(
  object: ObjectMetadata,
  isShown: (field: string) => boolean = () => true,
  occasion: Occasion = 'view',
  isNarrow = false,
): readonly Section[] {
  const drawn = drawnFields(object).filter(({ name }) => isShown(name))
  const byName = new Map(drawn.map((field) => [field.name, field]))
  const own = namedSections(object, byName, occasion, isNarrow)
  const named = new Set(own.flatMap(({ items }) => items.map(({ field }) => field.name)))
  const left = drawn.filter(({ name }) => !named.has(name))
  const lines = left.filter(isLines).map(
    (field): Section => ({
      ...{ key: `lines ${field.name}`, label: field.label, row: null, items: [{ field }] },
    }),
  )
  const items = left.filter((field) => !isLines(field)).map((field): Placed => ({ field }))
  const rest: Section = { key: 'rest', label: null, row: null, items }
  const all = own.length === 0 ? [rest, ...lines] : [...own, ...lines, rest]
  return all.filter((section) => section.items.length > 0)
}

function namedSections(
  { layouts, form = [] }: ObjectMetadata,
  byName: ReadonlyMap<string, FieldMetadata>,
  occasion: Occasion,
  isNarrow: boolean,
): readonly Section[] {
  const layout = layoutFor(layouts, occasion, isNarrow)
  if (layout !== undefined)
    return withRows(layout.sections).map(({ name, label, columns, row, items }) => ({
      ...{ key: `section ${name}`, label, row },
      ...(columns === undefined ? {} : { columns }),
      items: items.flatMap(({ field: of, ...width }) => {
        const field = byName.get(of)
        return field === undefined ? [] : [{ field, ...width }]
      }),
    }))
  return form.map(({ label, fields }, index) => {
    const found = fields.flatMap((name) => byName.get(name) ?? [])
    const ordered = [...found.filter(isLines), ...found.filter((field) => !isLines(field))]
    return { key: `form ${index}`, label, row: null, items: ordered.map((field) => ({ field })) }
  })
}

/** Tabs that stand beside each other in the layout are one row, named after the first. */
function withRows(sections: readonly LayoutSection[]) {
  let row: string | null = null
  return sections.map((section) => {
    row = section.tab === true ? (row ?? section.name) : null
    return { ...section, row }
  })
}

export function runsOf({ items }: Section): readonly Run[] {
  const runs: (LinesMetadata | Placed[])[] = []
  for (const item of items) {
    const last = runs.at(-1)
    if (isLines(item.field)) runs.push(item.field)
    else if (Array.isArray(last)) last.push(item)
    else runs.push([item])
  }
  return runs
}

/** Sections one after the other, those that are tabs of one row together. */
export function rowsOf<S extends Pick<Section, 'row'>>(sections: readonly S[]): readonly (readonly S[])[] {
  const rows: S[][] = []
  for (const section of sections) {
    const last = rows.at(-1)
    if (section.row !== null && last?.[0]?.row === section.row) last.push(section)
    else rows.push([section])
  }
  return rows
}
