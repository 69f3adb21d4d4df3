// When a field is shown and when it must be filled in, judged over one record: the write path and the forms ask the same. Pure.
import type { Environment, Formula } from '#kernel/formula'
import { type Field, type FormulaText, hasConditions, type SectionCondition } from '#kernel/schema'

/**
 * When a field is required and fixed; null where that does not depend on the record, or is not known. It is shown where all of `shown` are
 * true: its own condition and those of the sections that hold it.
 */
export type FieldConditions = {
  readonly shown: readonly Formula[]
  readonly required: Formula | null
  readonly fixed: Formula | null
}

/** Of the fields that carry any, by name; what is compiled is null where it cannot be judged where it is asked. */
export const conditionsOf = <F extends Field>(
  fields: readonly F[],
  compile: (text: FormulaText | undefined, field: F) => Formula | null,
  section: (condition: SectionCondition) => Formula | null = () => null,
): ReadonlyMap<string, FieldConditions> =>
  new Map(
    fields.filter(hasConditions).map((field) => [
      field.name,
      {
        shown: [compile(field.shownWhen, field), ...(field.shownWithin ?? []).map(section)].filter(
          (formula) => formula !== null,
        ),
        required: compile(field.requiredWhen, field),
        fixed: compile(field.fixedWhen, field),
      },
    ]),
  )

/** Whether the field is drawn and asked for. */
export const isShown = (conditions: FieldConditions | undefined, environment: Environment): boolean =>
  (conditions?.shown ?? []).every((formula) => formula.evaluate(environment) === true)

/** Whether the field must hold something. What is not shown is not asked for. */
export function isRequired(
  field: Field,
  conditions: FieldConditions | undefined,
  environment: Environment,
): boolean {
  const isAsked = field.required === true || conditions?.required?.evaluate(environment) === true
  return isAsked && isShown(conditions, environment)
}
