// What a computed amount says about tax, against what it is computed from.
import { type Problem, problem } from '#base/problem'
import { type Formula, isMixed, taxOfField } from '#kernel/formula'
import type { ResolvedField, ResolvedObject, Schema } from '#kernel/schema'

const words = {
  inclusive: { 'zh-CN': '含税', en: 'with tax' },
  exclusive: { 'zh-CN': '不含税', en: 'without tax' },
} as const

/** Problem: records.otherTax. */
function otherTax(
  object: ResolvedObject,
  field: ResolvedField,
  from: 'inclusive' | 'exclusive',
): readonly Problem[] {
  const said = words[from === 'inclusive' ? 'exclusive' : 'inclusive']
  const params = {
    ...{ 'field.zh-CN': field.label['zh-CN'], 'field.en': field.label.en },
    ...{ 'said.zh-CN': said['zh-CN'], 'said.en': said.en },
    ...{ 'from.zh-CN': words[from]['zh-CN'], 'from.en': words[from].en },
  }
  return [problem('records.otherTax', [object.name, field.name], params)]
}

/** A formula that says an amount has tax in it and comes to one without, or the other way. */
export function formulaTaxProblems(
  object: ResolvedObject,
  field: ResolvedField,
  { tax }: Formula,
): readonly Problem[] {
  const isOther = isMixed(taxOfField(field), tax)
  return isOther && (tax === 'inclusive' || tax === 'exclusive') ? otherTax(object, field, tax) : []
}

/** The same of roll-ups, by the field that they take. */
export const rollupTaxProblems = (schema: Schema, object: ResolvedObject): readonly Problem[] =>
  object.fields.flatMap((field) => {
    if (field.type !== 'rollup' || field.take === 'count') return []
    const taken = schema.object(field.object)?.byName.get(field.field ?? '')
    const tax = taken && taxOfField(taken)
    const isOther = isMixed(taxOfField(field), tax)
    return isOther && (tax === 'inclusive' || tax === 'exclusive') ? otherTax(object, field, tax) : []
  })
