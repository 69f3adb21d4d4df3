// Another name for what was never published yet: a field or an object, and everything in the design that speaks of it. Pure.
import { type Field, isLookUp, type ObjectDefinition, type PrintLayout, target, wayOf } from '#kernel/schema'
import { changeField, type Design, objectIn, place, renamedIn, withObject } from './design.ts'
import { renamedInLayouts } from './layout-design.ts'
import { renamedInPath } from './path-design.ts'

/** Tables of a lines field go on being tables of it. */
const withTable = (prints: readonly PrintLayout[], from: string, to: string): readonly PrintLayout[] =>
  prints.map((layout) => ({
    ...layout,
    blocks: layout.blocks.map((block) =>
      block.kind === 'lines' && block.of === from ? { ...block, of: to } : block,
    ),
  }))

/** A look-up whose way goes over the field under its new name. */
function renamedOnWay(
  design: Design,
  on: string,
  look: Field,
  object: string,
  from: string,
  to: string,
): Field {
  if (!isLookUp(look)) return look
  let at = on
  const way = wayOf(look).map((name) => {
    const here = at
    const field = objectIn(design, here)?.fields.find((one) => one.name === name)
    at = (field && target(field)) ?? ''
    return here === object && name === from ? to : name
  })
  return { ...look, formula: way.join('.') }
}

/** Gives a field that was never published another name; everything that speaks of it follows. */
export function renameField(design: Design, object: string, from: string, to: string): Design {
  const found = objectIn(design, object)
  if (!found || from === to || found.fields.some(({ name }) => name === to)) return design
  const changed: ObjectDefinition = {
    ...renamedInLayouts(found, from, to),
    title: found.title === from ? to : found.title,
    fields: found.fields.map((field) => (field.name === from ? { ...field, name: to } : field)),
    ...(found.unique === undefined ? {} : { unique: renamedIn(found.unique, from, to) }),
    ...(found.checks === undefined
      ? {}
      : { checks: found.checks.map((one) => (one.field === from ? { ...one, field: to } : one)) }),
    ...(found.path === undefined
      ? {}
      : { path: renamedInPath(found.path, (name) => (name === from ? to : name)) }),
    ...(found.prints === undefined ? {} : { prints: withTable(found.prints, from, to) }),
  }
  const swap = (names: readonly string[]): readonly string[] =>
    names.map((name) => (name === from ? to : name))
  const { [from]: grant, ...others } = design.fieldGrants
  const isOwn = object === design.object.name
  const followed = [design.object, ...design.parts].reduce(
    (done, { name, fields }) => {
      const looks = fields.filter(isLookUp)
      return looks.reduce(
        (next, look) => changeField(next, name, renamedOnWay(design, name, look, object, from, to)),
        done,
      )
    },
    withObject(design, changed),
  )
  return {
    ...followed,
    grants: isOwn
      ? design.grants.map((one) => ({ ...one, hidden: swap(one.hidden), fixed: swap(one.fixed) }))
      : design.grants,
    fieldGrants: isOwn && grant ? { ...others, [to]: grant } : design.fieldGrants,
    unnamed: design.unnamed.map((one) => (one === place(object, from) ? place(object, to) : one)),
  }
}

/** Gives an object that was never published another name; its parts follow. */
export function renameObject(design: Design, to: string): Design {
  const from = design.object.name
  const moved = (name: string): string => (name.startsWith(from) ? to + name.slice(from.length) : name)
  const inField = (field: Field): Field => {
    if (field.type === 'lines' || field.type === 'rollup') return { ...field, object: moved(field.object) }
    if (field.type === 'anyReference') return { ...field, to: field.to.map(moved) }
    return field.type === 'reference' || field.type === 'references'
      ? { ...field, to: moved(field.to) }
      : field
  }
  const renamed = (object: ObjectDefinition): ObjectDefinition => ({
    ...object,
    name: moved(object.name),
    fields: object.fields.map(inField),
  })
  return {
    ...design,
    object: renamed(design.object),
    parts: design.parts.map(renamed),
    unnamed: design.unnamed.map((one) => moved(one)),
  }
}
