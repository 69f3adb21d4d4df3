// How a record's fields stand on forms and pages: sections as data, in one layout for every occasion or in one for each. Pure.
import { type Problem, problem } from '#base/problem'
import type { FormulaText, Label } from './definition.ts'
import { fieldNamePattern } from './names.ts'
import type { ResolvedField, ResolvedObject } from './schema.ts'

/** `usual` stands in for the others. */
export const layoutNames = ['usual', 'create', 'edit', 'view', 'phone'] as const
export type LayoutName = (typeof layoutNames)[number]
/** What somebody does with a record. */
export type Occasion = Exclude<LayoutName, 'usual' | 'phone'>

export const mostLayout = { sections: 30, items: 500, columns: 3, title: 80 } as const

export type FormLayout = {
  readonly name: LayoutName
  /** Without any, the layout is taken back. */
  readonly sections: readonly LayoutSection[]
}

export type LayoutSection = {
  /** Stable within the layout. */
  readonly name: string
  readonly label: Label
  /** How many fields stand beside each other at the most; as many as there is room for when absent. */
  readonly columns?: 1 | 2 | 3
  /** Stands in one row of tabs with those beside it that are tabs too. */
  readonly tab?: boolean
  /** Its fields are shown only where this is true of the record, in every layout and through every door; over the record's own fields. */
  readonly when?: FormulaText
  readonly items: readonly LayoutItem[]
}

/** A field and how many columns wide it is drawn; as wide as fields of its type are when absent. */
export type LayoutItem = { readonly field: string; readonly span?: 1 | 2 | 3 }

/** A condition under which a field is shown because of where it stands. */
export type SectionCondition = { readonly layout: LayoutName; readonly when: FormulaText }

type Laid = { readonly layouts?: readonly FormLayout[] }

/** Layouts by name: a later one replaces an earlier. Nothing where neither has any. */
export function mergedLayouts({ layouts: earlier }: Laid, { layouts: later }: Laid): Laid {
  if (earlier === undefined && later === undefined) return {}
  return {
    layouts: [...new Map([...(earlier ?? []), ...(later ?? [])].map((one) => [one.name, one])).values()],
  }
}

/** Layouts without these fields. */
export const layoutsWithout = ({ layouts }: Laid, isGone: (field: string) => boolean): Laid =>
  layouts === undefined
    ? {}
    : {
        layouts: layouts.map((layout) => ({
          ...layout,
          sections: layout.sections.map((section) => ({
            ...section,
            items: section.items.filter(({ field }) => !isGone(field)),
          })),
        })),
      }

/** The layout by which a record is drawn; nothing where the object has none for it. A telephone's goes before that of the occasion. */
export function layoutFor(
  layouts: readonly FormLayout[] = [],
  occasion: Occasion,
  isNarrow: boolean,
): FormLayout | undefined {
  const order: readonly LayoutName[] = [...(isNarrow ? ['phone' as const] : []), occasion, 'usual']
  return order.flatMap((name) => layouts.find((one) => one.name === name) ?? [])[0]
}

/** The fields with the conditions of all sections that hold them; what was said of that before is forgotten. */
export function withSectionConditions<F extends ResolvedFieldLike>(
  fields: readonly F[],
  layouts: readonly FormLayout[] = [],
): readonly F[] {
  const held = new Map<string, SectionCondition[]>()
  for (const { name: layout, sections } of layouts)
    for (const { when, items } of sections)
      for (const { field } of when === undefined ? [] : items)
        held.set(field, [...(held.get(field) ?? []), { layout, when: when ?? '' }])
  return fields.map((field) => {
    const { shownWithin: _, ...rest } = field
    const shownWithin = held.get(field.name)
    // What is left out and put back is optional in every field.
    return (shownWithin === undefined ? rest : { ...rest, shownWithin }) as F
  })
}

type ResolvedFieldLike = Pick<ResolvedField, 'name' | 'shownWithin'>

/** The path that leads away from the record, if a condition reads one. */
export const farRead = (reads: readonly (readonly string[])[]): string | undefined =>
  reads.find((path) => path.length > 1)?.join('.')

/** Whether a title can be drawn: something to read, of one line, not too long. */
export const isTitle = (label: Label): boolean =>
  [label['zh-CN'], label.en].every(
    (text) =>
      typeof text === 'string' &&
      text.trim() !== '' &&
      text.length <= mostLayout.title &&
      !/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u.test(text),
  )

/** Problems with a path of the object, `layouts` and the layout: schema.badName, schema.duplicate, schema.unknownField, schema.tooMany, schema.badSection. */
export function layoutProblems({ name: object, layouts = [], byName }: ResolvedObject): readonly Problem[] {
  const found: Problem[] = []
  const seen = new Set<string>()
  for (const { name: layout, sections } of layouts) {
    const note = (code: string, params: Record<string, string | number>): void =>
      void found.push(problem(code, [object, 'layouts', String(layout)], params))
    const once = (names: Set<string>, name: string): void => {
      if (names.has(name)) note('schema.duplicate', { name })
      names.add(name)
    }
    once(seen, layout)
    if (!layoutNames.includes(layout)) note('schema.badName', { name: String(layout).slice(0, 80) })
    const items = sections.flatMap((section) => section.items)
    if (sections.length > mostLayout.sections) note('schema.tooMany', { most: mostLayout.sections })
    if (items.length > mostLayout.items) note('schema.tooMany', { most: mostLayout.items })
    const [sectionNames, fields] = [new Set<string>(), new Set<string>()]
    for (const { name, label, columns } of sections) {
      once(sectionNames, name)
      if (!fieldNamePattern.test(name)) note('schema.badName', { name: String(name).slice(0, 80) })
      if (!isTitle(label) || !isCount(columns)) note('schema.badSection', { most: mostLayout.title })
    }
    for (const { field, span } of items) {
      once(fields, field)
      if (!byName.has(field)) note('schema.unknownField', { name: String(field).slice(0, 80) })
      if (!isCount(span)) note('schema.badSection', { most: mostLayout.title })
    }
  }
  return found
}

const isCount = (count: number | undefined): boolean =>
  count === undefined || (Number.isInteger(count) && count >= 1 && count <= mostLayout.columns)
