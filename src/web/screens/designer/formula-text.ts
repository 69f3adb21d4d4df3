// Formulas are shown with the labels of today and published with names, so that renaming what they read breaks nothing. Pure.
import type { Policy } from '#kernel/access'
import type { Spelling } from '#kernel/formula'
import { respeltLayout } from '#kernel/print'
import {
  conditionNames,
  type Field,
  isLookUp,
  type ObjectDefinition,
  type Schema,
  type StagePath,
} from '#kernel/schema'
import { type Design, withObject } from './design.ts'
import type { FormulaLanguage } from './formula-language.ts'
import { respeltLayouts } from './layout-design.ts'

/** What it takes to read a formula and to write it again. */
export type Speller = {
  readonly schema: Schema
  readonly language: FormulaLanguage
  readonly spelling: Spelling
}

/** The same formula in another spelling; as it was written where it cannot be read. */
export function respelt(text: string, object: string, { schema, language, spelling }: Speller): string {
  const scope = { schema, object }
  const formula = schema.object(object) ? language.compileFormula(text, scope) : undefined
  return formula?.ok ? language.printFormula(formula.value.ast, scope, spelling) : text
}

function respeltField(field: Field, object: string, speller: Speller): Field {
  const own = (text: string): string => respelt(text, object, speller)
  const asked = conditionNames.flatMap((name) =>
    field[name] === undefined ? [] : [[name, own(field[name])]],
  )
  const conditioned: Field = { ...field, ...Object.fromEntries(asked) }
  const changed: Field =
    field.default === undefined ? conditioned : { ...conditioned, default: own(field.default) }
  // The way of a look-up is chosen, not written: it stands in names.
  if (isLookUp(changed)) return changed
  if (changed.type === 'formula') return { ...changed, formula: own(changed.formula) }
  if (changed.type !== 'rollup' || changed.where === undefined) return changed
  return { ...changed, where: respelt(changed.where, changed.object, speller) }
}

const respeltPath = (path: StagePath, object: string, speller: Speller): StagePath => ({
  ...path,
  stages: path.stages.map((stage) => ({
    ...stage,
    ...(stage.needs
      ? {
          needs: stage.needs.map((need) =>
            'formula' in need ? { ...need, formula: respelt(need.formula, object, speller) } : need,
          ),
        }
      : {}),
  })),
})

/** The layouts of an object with every formula in one spelling. */
export const respeltPrints = (
  { name, prints }: Pick<ObjectDefinition, 'name' | 'prints'>,
  speller: Speller,
): Pick<ObjectDefinition, 'prints'> => {
  const linesOf = (field: string): string | undefined => {
    const found = speller.schema.object(name)?.byName.get(field)
    return found?.type === 'lines' ? found.object : undefined
  }
  const spell = (text: string, on: string): string => respelt(text, on, speller)
  return prints ? { prints: prints.map((layout) => respeltLayout(layout, name, linesOf, spell)) } : {}
}

/** Policies of one object with their conditions in one spelling. */
export const respeltPolicies = (
  policies: readonly Policy[],
  object: string,
  speller: Speller,
): readonly Policy[] =>
  policies.map((policy) =>
    policy.where === undefined ? policy : { ...policy, where: respelt(policy.where, object, speller) },
  )

/** The design with every formula of its fields in one spelling. */
export function respeltDesign(design: Design, speller: Speller): Design {
  const respeltObject = (object: ObjectDefinition): ObjectDefinition => ({
    ...respeltLayouts(object, (text) => respelt(text, object.name, speller)),
    fields: object.fields.map((field) => respeltField(field, object.name, speller)),
    ...(object.checks === undefined
      ? {}
      : {
          checks: object.checks.map((check) => ({
            ...check,
            formula: respelt(check.formula, object.name, speller),
          })),
        }),
    ...(object.path === undefined ? {} : { path: respeltPath(object.path, object.name, speller) }),
    ...respeltPrints(object, speller),
  })
  const spelt = { ...design, policies: respeltPolicies(design.policies, design.object.name, speller) }
  return [spelt.object, ...spelt.parts].reduce((done, one) => withObject(done, respeltObject(one)), spelt)
}
