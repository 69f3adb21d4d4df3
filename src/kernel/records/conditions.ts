// When a field is shown and when it must be filled in, judged over one record: the write path and the forms ask the same. Pure.
import type { Environment, Formula } from '#kernel/formula'
import { type Field, type FormulaText, hasConditions } from '#kernel/schema'

/** When a field is shown, required and fixed; null where that does not depend on the record, or is not known. */
export type FieldConditions = { readonly [name in 'shown' | 'required' | 'fixed']: Formula | null }

/** Of the fields that carry any, by name; `compile` answers null for what cannot be judged where it is asked. */
export const conditionsOf = <F extends Field>(
  fields: readonly F[],
  compile: (text: FormulaText | undefined, field: F) => Formula | null,
): ReadonlyMap<string, FieldConditions> =>
  new Map(
    fields.filter(hasConditions).map((field) => [
      field.name,
      {
        shown: compile(field.shownWhen, field),
        required: compile(field.requiredWhen, field),
        fixed: compile(field.fixedWhen, field),
      },
    ]),
  )

/** Whether the field is drawn and asked for. */
export const isShown = (conditions: FieldConditions | undefined, environment: Environment): boolean =>
  !conditions?.shown || conditions.shown.evaluate(environment) === true

/** Whether the field must hold something. What is not shown is not asked for. */
export function isRequired(
  field: Field,
  conditions: FieldConditions | undefined,
  environment: Environment,
): boolean {
  const isAsked = field.required === true || conditions?.required?.evaluate(environment) === true
  return isAsked && isShown(conditions, environment)
}
