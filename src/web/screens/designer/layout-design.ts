// The layouts of a design: which sections are seen on each occasion, and how fields and sections move in them. Pure.
import type { ObjectMetadata } from '#kernel/module'
import type { Field, FormLayout, Label, LayoutName, LayoutSection, ObjectDefinition } from '#kernel/schema'
import { blankLabel, type Design, freeName } from './design.ts'
import type { Difference } from './differences.ts'
import { bothLanguages, formOf, unfolded } from './publication.ts'

/** What each layout is called. */
export const layoutLabels: Readonly<Record<LayoutName, Label>> = {
  usual: { 'zh-CN': '通常', en: 'Usual' },
  create: { 'zh-CN': '新建', en: 'New' },
  edit: { 'zh-CN': '编辑', en: 'Edit' },
  view: { 'zh-CN': '查看', en: 'View' },
  phone: { 'zh-CN': '手机', en: 'Phone' },
}

type Sections = readonly LayoutSection[]

/** Everything that a form of the object may draw: shipped fields first, as they stand in its form. */
export function placeable(design: Design, known: ObjectMetadata | undefined): readonly Field[] {
  const shipped = design.isShipped ? (known?.fields ?? []).filter(({ layer }) => layer === 'system') : []
  return [...shipped, ...design.object.fields].filter(
    (field) => !field.retired && !field.hidden && field.type !== 'json',
  )
}

const ownLayout = ({ object }: Design, name: LayoutName): FormLayout | undefined =>
  object.layouts?.find((one) => one.name === name && one.sections.length > 0)

export const hasLayout = (design: Design, name: LayoutName): boolean => ownLayout(design, name) !== undefined

/** The sections as people see them on an occasion: its own, else the usual ones, else those that the form is drawn in without any layout. */
export function sectionsIn(design: Design, known: ObjectMetadata | undefined, name: LayoutName): Sections {
  const found = ownLayout(design, name) ?? ownLayout(design, 'usual')
  if (found) return found.sections
  const form = design.isShipped ? known?.form : formOf(design.object)
  const named = new Set((form ?? []).flatMap(({ fields }) => fields))
  const lines = placeable(design, known).filter((field) => field.type === 'lines' && !named.has(field.name))
  const all = [
    ...(form ?? []),
    ...(form ? lines.map((field) => ({ label: bothLanguages(field.label), fields: [field.name] })) : []),
  ]
  return all.map(({ label, fields }, index) => ({
    ...{ name: `s${index + 1}`, label, items: fields.map((field) => ({ field })) },
  }))
}

/** The design with what was done to the sections of one layout, which is its own from then on. */
export function editSections(
  design: Design,
  known: ObjectMetadata | undefined,
  name: LayoutName,
  edit: (sections: Sections) => Sections,
): Design {
  const before = sectionsIn(design, known, name)
  const sections = edit(before)
  if (sections === before) return design
  const others = (design.object.layouts ?? []).filter((one) => one.name !== name)
  return { ...design, object: { ...design.object, layouts: [...others, { name, sections }] } }
}

/** The layout is again what the usual one is, the usual one what the form was without any. */
export const dropLayout = (design: Design, name: LayoutName): Design => ({
  ...design,
  object: { ...design.object, layouts: (design.object.layouts ?? []).filter((one) => one.name !== name) },
})

export const addSection = (sections: Sections): Sections => [
  ...sections,
  { name: freeName('s1', new Set(sections.map(({ name }) => name))), label: blankLabel, items: [] },
]

/** Its fields are among the remaining ones again. */
export const dropSection = (sections: Sections, name: string): Sections =>
  sections.filter((one) => one.name !== name)

export const changeSection = (sections: Sections, changed: LayoutSection): Sections =>
  sections.map((one) => (one.name === changed.name ? changed : one))

export function moveSection(sections: Sections, name: string, by: number): Sections {
  const from = sections.findIndex((one) => one.name === name)
  const to = Math.max(0, Math.min(sections.length - 1, from + by))
  const moved = sections[from]
  if (moved === undefined || from === to) return sections
  return sections.filter((one) => one !== moved).toSpliced(to, 0, moved)
}

/** Where a field is put: into a section, before another field of it or at its end; into none, among the remaining. */
export type FieldPlace = { readonly section: string | null; readonly before?: string | undefined }

export function placeField(sections: Sections, field: string, { section: to, before }: FieldPlace): Sections {
  if (field === before) return sections
  const item = sections.flatMap(({ items }) => items).find((one) => one.field === field) ?? { field }
  return sections.map((section) => {
    const items = section.items.filter((one) => one.field !== field)
    const at = items.findIndex((one) => one.field === before)
    if (section.name === to)
      return { ...section, items: items.toSpliced(at < 0 ? items.length : at, 0, item) }
    return items.length === section.items.length ? section : { ...section, items }
  })
}

/** The place one step on or back from where a field is seen, across sections; null where there is none. */
export function stepOf(
  sections: Sections,
  isSeen: (field: string) => boolean,
  field: string,
  by: number,
): FieldPlace | null {
  const seen = sections.map(({ name, items }) => ({
    name,
    fields: items.map((item) => item.field).filter(isSeen),
  }))
  const at = seen.findIndex(({ fields }) => fields.includes(field))
  const last = seen.at(-1)
  if (at < 0) return by < 0 && last ? { section: last.name } : null
  const { name = '', fields = [] } = seen[at] ?? {}
  const place = fields.indexOf(field)
  if (by < 0) {
    if (place > 0) return { section: name, before: fields[place - 1] }
    const former = seen[at - 1]
    return former ? { section: former.name } : null
  }
  if (place < fields.length - 1) return { section: name, before: fields[place + 2] }
  const next = seen[at + 1]
  return next ? { section: next.name, before: next.fields[0] } : { section: null }
}

/** One wider each time, then as it is by itself again. */
export const widened = (sections: Sections, field: string, columns: number): Sections =>
  sections.map((section) => ({
    ...section,
    items: section.items.map((item) => {
      if (item.field !== field) return item
      const span = (item.span ?? 0) + 1
      return span > columns ? { field } : { field, span: span as 1 | 2 | 3 }
    }),
  }))

const editLaid = <T extends Pick<ObjectDefinition, 'layouts'>>(
  one: T,
  edit: (section: LayoutSection) => LayoutSection,
): T =>
  one.layouts === undefined
    ? one
    : { ...one, layouts: one.layouts.map((layout) => ({ ...layout, sections: layout.sections.map(edit) })) }

export const openedLayouts = <T extends Pick<ObjectDefinition, 'layouts'>>(one: T): T =>
  editLaid(one, (section) => ({ ...section, label: unfolded(section.label) }))

export const respeltLayouts = <T extends Pick<ObjectDefinition, 'layouts'>>(
  one: T,
  spell: (text: string) => string,
): T =>
  editLaid(one, (section) =>
    section.when === undefined ? section : { ...section, when: spell(section.when) },
  )

/** Every layout without a field, or with it under another name. */
export const renamedInLayouts = <T extends Pick<ObjectDefinition, 'layouts'>>(
  one: T,
  from: string,
  to: string | null,
): T =>
  editLaid(one, (section) => ({
    ...section,
    items: section.items.flatMap((item) =>
      item.field !== from ? [item] : to === null ? [] : [{ ...item, field: to }],
    ),
  }))

/** As they are published: named in both languages, without what says nothing. */
export const finishedLayouts = (object: ObjectDefinition): Pick<ObjectDefinition, 'layouts'> => {
  const { layouts } = editLaid(
    { ...(object.layouts ? { layouts: object.layouts } : {}) },
    ({ when, ...section }) => ({
      ...section,
      label: bothLanguages(section.label),
      ...(when === undefined || when.trim() === '' ? {} : { when }),
    }),
  )
  return layouts === undefined ? {} : { layouts: layouts.filter(({ sections }) => sections.length > 0) }
}

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right)

/** Layouts that are new, gone or otherwise, section by section. */
export function layoutDifferences(
  before: readonly FormLayout[] = [],
  after: readonly FormLayout[] = [],
): readonly Difference[] {
  const found = after.flatMap(({ name, sections }): readonly Difference[] => {
    const was = before.find((one) => one.name === name)?.sections
    const label = layoutLabels[name]
    const told = sectionDifferences(was ?? [], sections).map((one) => ({ ...one, of: label }))
    return was === undefined ? [{ key: 'newLayout', label }, ...told] : told
  })
  const gone = before.filter(({ name }) => !after.some((one) => one.name === name))
  return [...found, ...gone.map(({ name }) => ({ key: 'goneLayout', label: layoutLabels[name] }))]
}

function sectionDifferences(before: Sections, after: Sections): readonly Difference[] {
  const found = after.flatMap((section): readonly Difference[] => {
    const label = bothLanguages(section.label)
    const was = before.find(({ name }) => name === section.name)
    if (was === undefined) return [{ key: section.when ? 'newBlock' : 'newSection', label }]
    const old = bothLanguages(was.label)
    const { label: _, when: left = '', ...rest } = section
    const { label: __, when: right = '', ...former } = was
    return [
      ...(same(old, label) ? [] : [{ key: 'renamedSection', label, was: old }]),
      ...(left === right ? [] : [{ key: 'sectionWhen', label }]),
      ...(same(rest, former) ? [] : [{ key: 'changedSection', label }]),
    ]
  })
  const gone = before.filter(({ name }) => !after.some((one) => one.name === name))
  const order = (all: Sections, others: Sections): readonly string[] =>
    all.map(({ name }) => name).filter((name) => others.some((one) => one.name === name))
  return [
    ...found,
    ...gone.map(({ label }) => ({ key: 'goneSection', label: bothLanguages(label) })),
    ...(same(order(after, before), order(before, after)) ? [] : [{ key: 'movedSections' }]),
  ]
}
