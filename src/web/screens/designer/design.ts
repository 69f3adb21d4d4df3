// An object as it is being designed: what a person changes before anything is published. Pure.
import type { Policy } from '#kernel/access'
import type { PublishedDefinitions } from '#kernel/module'
import type { Check, Field, Label, LinesField, ObjectDefinition } from '#kernel/schema'
import { canBeTitle, fieldKinds, type KindName } from './field-kinds.ts'
import { type FieldGrant, fieldGrantOf, type Grant, grantOf, noFieldGrant, rightsIn } from './grants.ts'
import { openedLayouts, renamedInLayouts } from './layout-design.ts'
import { openedPath } from './path-design.ts'
import { unfolded } from './publication.ts'

export type Design = {
  /** Of a shipped object only what was added to it; its fields are those additions. */
  readonly object: ObjectDefinition
  readonly isShipped: boolean
  readonly isNew: boolean
  /** The objects whose records are lines of this one. */
  readonly parts: readonly ObjectDefinition[]
  readonly grants: readonly Grant[]
  /** Of a shipped object: who sees and fills in each added field. */
  readonly fieldGrants: Readonly<Record<string, FieldGrant>>
  /** Of a shipped object: what is granted beside what is shipped, and what narrows that. */
  readonly policies: readonly Policy[]
  /** Names that may still follow what things are called: `x.noun`, or `x.noun field`. */
  readonly unnamed: readonly string[]
}

export const blankLabel: Label = { 'zh-CN': '', en: '' }
export const place = (object: string, field: string): string => `${object} ${field}`

/** A new object with one text field that names its records. */
export function newDesign(title: Label): Design {
  const name = 'x.new'
  const field: Field = { type: 'text', name: 'title', label: title, required: true }
  return {
    object: { name, label: blankLabel, kind: 'record', title: 'title', fields: [field] },
    isShipped: false,
    isNew: true,
    parts: [],
    grants: [],
    fieldGrants: {},
    policies: [],
    unnamed: [name],
  }
}

const opened = <T extends Pick<ObjectDefinition, 'label' | 'fields' | 'checks' | 'path' | 'layouts'>>(
  one: T,
): T => ({
  ...openedLayouts(one),
  label: unfolded(one.label),
  fields: one.fields.map((field) => ({ ...field, label: unfolded(field.label) })),
  ...(one.checks === undefined
    ? {}
    : { checks: one.checks.map((check) => ({ ...check, message: unfolded(check.message) })) }),
  ...(one.path === undefined ? {} : { path: openedPath(one.path) }),
})

/** The design of what has been published; null for an object that is neither the customer's nor known. */
export function designOf(
  name: string,
  shipped: Pick<ObjectDefinition, 'label' | 'kind' | 'title'> | undefined,
  { objects, extensions, policies }: Pick<PublishedDefinitions, 'objects' | 'extensions' | 'policies'>,
): Design | null {
  const own = objects.find((object) => object.name === name)
  if (own) {
    const parts = own.fields.flatMap((field) =>
      field.type === 'lines' ? objects.filter(({ name: part }) => part === field.object) : [],
    )
    const grants = policies.flatMap((policy) => (policy.object === name ? (grantOf(policy) ?? []) : []))
    return {
      object: opened(own),
      isShipped: false,
      isNew: false,
      parts: parts.map(opened),
      grants,
      fieldGrants: {},
      policies: [],
      unnamed: [],
    }
  }
  if (!shipped) return null
  const added = extensions.filter(({ object }) => object === name)
  const fields = added.flatMap((extension) => extension.fields ?? [])
  const checks = added.flatMap((extension) => extension.checks ?? [])
  const prints = added.flatMap((extension) => extension.prints ?? [])
  const layouts = added.flatMap((extension) => extension.layouts ?? [])
  const unique = added.flatMap((extension) => extension.unique ?? [])
  const { label, kind, title } = shipped
  const [path] = added.flatMap((extension) => extension.path ?? []).slice(-1)
  return {
    object: {
      ...opened({
        name,
        label,
        kind,
        title,
        fields,
        checks,
        prints,
        layouts,
        unique,
        ...(path ? { path } : {}),
      }),
      label,
    },
    isShipped: true,
    isNew: false,
    parts: [],
    grants: [],
    fieldGrants: Object.fromEntries(
      fields.map((field) => [field.name, fieldGrantOf(name, field.name, policies)]),
    ),
    policies: rightsIn(policies, name),
    unnamed: [],
  }
}

/** The object itself or one of its parts. */
export const objectIn = ({ object, parts }: Design, name: string): ObjectDefinition | undefined =>
  object.name === name ? object : parts.find((part) => part.name === name)

export function withObject(design: Design, changed: ObjectDefinition): Design {
  if (changed.name === design.object.name) return { ...design, object: changed }
  return { ...design, parts: design.parts.map((part) => (part.name === changed.name ? changed : part)) }
}

/** Rights on a shipped object, edited as a list. */
export const editRights = (
  design: Design,
  edit: (policies: readonly Policy[]) => readonly Policy[],
): Design => ({ ...design, policies: edit(design.policies) })

/** Sentences that must be true of every record, edited as a list. */
export function editChecks(
  design: Design,
  object: string,
  edit: (checks: readonly Check[]) => readonly Check[],
): Design {
  const found = objectIn(design, object)
  return found ? withObject(design, { ...found, checks: edit(found.checks ?? []) }) : design
}

export type Unique = NonNullable<ObjectDefinition['unique']>[number]

/** Fields that together are not repeated, edited as a list. */
export const editUniques = (
  design: Design,
  edit: (uniques: readonly Unique[]) => readonly Unique[],
): Design => ({ ...design, object: { ...design.object, unique: edit(design.object.unique ?? []) } })

/** Every combination without a name, or with another one; what has fewer than two fields left is gone. */
export const renamedIn = (unique: readonly Unique[], from: string, to: string | null): readonly Unique[] =>
  unique.flatMap((one) => {
    if (!one.fields.includes(from)) return [one]
    const fields = one.fields.flatMap((name) => (name !== from ? [name] : to === null ? [] : [to]))
    return fields.length < 2 ? [] : [{ ...one, fields }]
  })

const withFields = (
  design: Design,
  object: string,
  edit: (fields: readonly Field[]) => readonly Field[],
): Design => {
  const found = objectIn(design, object)
  return found ? withObject(design, { ...found, fields: edit(found.fields) }) : design
}

export const changeField = (design: Design, object: string, changed: Field): Design =>
  withFields(design, object, (fields) =>
    fields.map((field) => (field.name === changed.name ? changed : field)),
  )

/** A name that `taken` does not hold: the wished one, or the first that a number makes free. */
export function freeName(wish: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wish)) return wish
  for (let count = 2; ; count++) if (!taken.has(`${wish}${count}`)) return `${wish}${count}`
}

const titled = (object: ObjectDefinition): ObjectDefinition =>
  object.fields.some((field) => field.name === object.title && canBeTitle(field))
    ? object
    : { ...object, title: object.fields.find(canBeTitle)?.name ?? object.title }

/** Adds a field at the end; lines bring an object of their own. `taken` are the names of all objects and of the shipped fields. */
export function addField(
  design: Design,
  object: string,
  kind: KindName,
  taken: ReadonlySet<string>,
): { readonly design: Design; readonly name: string } {
  const found = objectIn(design, object)
  if (!found) return { design, name: '' }
  const own = new Set([...found.fields.map((field) => field.name), ...taken])
  const name = freeName(kind, own)
  const field = fieldKinds[kind].fresh(name, blankLabel)
  const added = withFields(design, object, (fields) => [...fields, field])
  const named: Design = {
    ...added,
    unnamed: [...added.unnamed, place(object, name)],
    fieldGrants: design.isShipped ? { ...added.fieldGrants, [name]: noFieldGrant } : added.fieldGrants,
  }
  const grown = field.type === 'lines' ? withPart(named, field, taken) : named
  const changed = objectIn(grown, object)
  return { design: changed && !design.isShipped ? withObject(grown, titled(changed)) : grown, name }
}

const longestNoun = 30

function withPart(design: Design, field: LinesField, taken: ReadonlySet<string>): Design {
  const names = new Set([...taken, ...design.parts.map(({ name }) => name)])
  const noun = design.object.name.slice('x.'.length).slice(0, longestNoun - 6)
  const name = freeName(`x.${noun}Line`, names)
  const label = design.object.label
  const part: ObjectDefinition = {
    name,
    label: { 'zh-CN': `${label['zh-CN']}明细`, en: `${label.en} line`.trim() },
    kind: 'record',
    title: 'item',
    fields: [
      { type: 'reference', name: field.by, label, to: design.object.name, owner: true, required: true },
      { type: 'text', name: 'item', label: { 'zh-CN': '名称', en: 'Item' }, required: true },
    ],
  }
  const linked = changeField(design, design.object.name, { ...field, object: name })
  return { ...linked, parts: [...linked.parts, part] }
}

const withoutIn = (object: ObjectDefinition | undefined, name: string): ObjectDefinition | undefined =>
  object &&
  renamedInLayouts(
    object.unique === undefined ? object : { ...object, unique: renamedIn(object.unique, name, null) },
    name,
    null,
  )

/** Takes out a field that was never published. */
export function dropField(design: Design, object: string, name: string): Design {
  const found = objectIn(design, object)
  const field = found?.fields.find((one) => one.name === name)
  if (!found || !field) return design
  const { [name]: _, ...fieldGrants } = design.fieldGrants
  const left = withFields(design, object, (fields) => fields.filter((one) => one !== field))
  const changed = withoutIn(objectIn(left, object), name)
  return {
    ...(changed ? withObject(left, design.isShipped ? changed : titled(changed)) : left),
    parts: left.parts.filter((part) => field.type !== 'lines' || part.name !== field.object),
    fieldGrants: design.isShipped ? fieldGrants : design.fieldGrants,
    unnamed: design.unnamed.filter((one) => one !== place(object, name)),
  }
}

/** Takes a field out of use or back into it. */
export function retireField(design: Design, object: string, name: string, retired: boolean): Design {
  const next = withFields(design, object, (fields) =>
    fields.map((field) => (field.name === name ? withRetired(field, retired) : field)),
  )
  const changed = objectIn(next, object)
  return changed && !design.isShipped ? withObject(next, titled(changed)) : next
}

function withRetired<T extends Field | ObjectDefinition>(one: T, retired: boolean): T {
  const { retired: _, ...rest } = one
  return (retired ? { ...rest, retired: true } : rest) as T
}

export const retireObject = (design: Design, retired: boolean): Design => ({
  ...design,
  object: withRetired(design.object, retired),
  parts: design.parts.map((part) => withRetired(part, retired)),
})

/** Moves a field by so many places among those in use. */
export function moveField(design: Design, object: string, name: string, by: number): Design {
  return withFields(design, object, (fields) => {
    const used = fields.filter(({ retired }) => retired !== true)
    const from = used.findIndex((field) => field.name === name)
    const to = Math.max(0, Math.min(used.length - 1, from + by))
    const [moved] = used.slice(from, from + 1)
    if (from < 0 || moved === undefined) return fields
    const rest = used.filter((field) => field !== moved)
    return [
      ...rest.slice(0, to),
      moved,
      ...rest.slice(to),
      ...fields.filter(({ retired }) => retired === true),
    ]
  })
}

export const isUnnamed = ({ unnamed }: Design, object: string, field?: string): boolean =>
  unnamed.includes(field === undefined ? object : place(object, field))

/** The name is the person's own choice from now on. */
export const settleName = (design: Design, object: string, field?: string): Design => ({
  ...design,
  unnamed: design.unnamed.filter((one) => one !== (field === undefined ? object : place(object, field))),
})
