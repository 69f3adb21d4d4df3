// When a field is shown and when it must be filled in, judged over one record: the write path and the forms ask the same. Pure.
import type { Environment, Formula } from '#kernel/formula'
import type { Field } from '#kernel/schema'

/** A field's conditions that are known where they are judged; null or absent where there is none. */
export type FieldConditions = { readonly [name in 'shown' | 'required' | 'fixed']?: Formula | null }

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
