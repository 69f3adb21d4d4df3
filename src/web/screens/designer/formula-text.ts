// Formulas are shown with the labels of today and published with names, so that renaming what they read breaks nothing. Pure.
import { compileFormula, printFormula, type Spelling } from '#kernel/formula'
import type { Field, ObjectDefinition, Schema } from '#kernel/schema'
import { type Design, withObject } from './design.ts'

/** The same formula in another spelling; as it was written where it cannot be read. */
export function respelt(text: string, schema: Schema, object: string, spelling: Spelling): string {
  const scope = { schema, object }
  const formula = schema.object(object) ? compileFormula(text, scope) : undefined
  return formula?.ok ? printFormula(formula.value.ast, scope, spelling) : text
}

function respeltField(field: Field, object: string, schema: Schema, spelling: Spelling): Field {
  const own = (text: string): string => respelt(text, schema, object, spelling)
  const changed: Field = field.default === undefined ? field : { ...field, default: own(field.default) }
  if (changed.type === 'formula') return { ...changed, formula: own(changed.formula) }
  if (changed.type !== 'rollup' || changed.where === undefined) return changed
  return { ...changed, where: respelt(changed.where, schema, changed.object, spelling) }
}

/** The design with every formula of its fields in one spelling. */
export function respeltDesign(design: Design, schema: Schema, spelling: Spelling): Design {
  const respeltObject = (object: ObjectDefinition): ObjectDefinition => ({
    ...object,
    fields: object.fields.map((field) => respeltField(field, object.name, schema, spelling)),
  })
  return [design.object, ...design.parts].reduce((done, one) => withObject(done, respeltObject(one)), design)
}
