// Names that nobody chose follow what things are called, once, when they are published: objects, fields, and the keys of choices. Pure.
import type { Field, Option } from '#kernel/schema'
import { changeField, type Design, freeName, isUnnamed, objectIn, settleName } from './design.ts'
import { renamedInPath, withPath } from './path-design.ts'
import { renameField, renameObject } from './renaming.ts'

/** A key that nobody chose. */
const automatic = /^new\d*$/

export const newKey = (options: readonly Option[]): string =>
  freeName('new', new Set(options.map(({ key }) => key)))

/** One thing that waits for its name, and what it is called. `key` is that of a choice. */
export type Waiting = {
  readonly object: string
  readonly field?: string
  readonly key?: string
  readonly text: string
}

const called = ({ label }: Pick<Field, 'label'>): string => (label.en || label['zh-CN']).trim()

export const optionsOf = (field: Field | undefined): readonly Option[] =>
  field && (field.type === 'select' || field.type === 'multiSelect') ? field.options : []

/** What waits for a name: choices before their fields, fields before their objects, so that each is found where it was. */
export function waiting(design: Design, before: Design | null): readonly Waiting[] {
  const found = [design.object, ...design.parts].flatMap(({ name: object, fields }): readonly Waiting[] => {
    const known = before === null ? undefined : objectIn(before, object)
    const choices = fields.flatMap((field) => {
      const old = optionsOf(known?.fields.find(({ name }) => name === field.name)).map(({ key }) => key)
      return optionsOf(field)
        .filter(({ key }) => automatic.test(key) && !old.includes(key))
        .map((option) => ({ object, field: field.name, key: option.key, text: called(option) }))
    })
    const own = fields
      .filter(({ name }) => isUnnamed(design, object, name))
      .map((field) => ({ object, field: field.name, text: called(field) }))
    return [...choices, ...own]
  })
  const whole = isUnnamed(design, design.object.name)
    ? [{ object: design.object.name, text: called(design.object) }]
    : []
  return [...found, ...whole].filter(({ text }) => text !== '')
}

/** The design with everything that waits under the wished name, or the next that is free. */
export const withNames = (
  design: Design,
  all: readonly Waiting[],
  wishes: readonly string[],
  taken: ReadonlySet<string>,
): Design => all.reduce((done, one, at) => withName(done, one, wishes[at] ?? '', taken), design)

function withName(design: Design, one: Waiting, wish: string, taken: ReadonlySet<string>): Design {
  const { object, field, key } = one
  if (wish === '') return design
  if (field === undefined) {
    const others = new Set([...taken].filter((name) => name !== object))
    return settleName(renameObject(design, freeName(`x.${wish}`, others)), freeName(`x.${wish}`, others))
  }
  if (key !== undefined) return withKey(design, object, field, key, wish)
  const own = (objectIn(design, object)?.fields ?? [])
    .map(({ name }) => name)
    .filter((name) => name !== field)
  const next = freeName(wish, new Set([...taken, ...own]))
  return settleName(renameField(design, object, field, next), object, next)
}

/** A default and a stage that name the choice follow. */
function withKey(design: Design, object: string, name: string, key: string, wish: string): Design {
  const field = objectIn(design, object)?.fields.find((one) => one.name === name)
  if (!field || (field.type !== 'select' && field.type !== 'multiSelect')) return design
  const next = freeName(wish, new Set(field.options.map((option) => option.key)))
  const options = field.options.map((option) => (option.key === key ? { ...option, key: next } : option))
  const isDefault = field.default === `'${key}'`
  const changed = { ...field, options, ...(isDefault ? { default: `'${next}'` } : {}) }
  return withStageKey(changeField(design, object, changed), object, name, (one) => (one === key ? next : one))
}

function withStageKey(design: Design, object: string, field: string, key: (one: string) => string): Design {
  const { path } = design.object
  return object === design.object.name && path?.field === field
    ? withPath(
        design,
        renamedInPath(path, (name) => name, key),
      )
    : design
}
