// A published field as it becomes when it takes another type: what belongs to every type stays, what belonged to the old one goes. Pure.
import { isConvertible } from '#kernel/module'
import { type Field, type FieldType, isOtherwiseStored } from '#kernel/schema'
import { canBeUnique, type DesignedType, fieldKinds } from './field-kinds.ts'

const types: readonly DesignedType[] = [
  'text',
  'longText',
  'richText',
  'number',
  'decimal',
  'money',
  'percent',
  'boolean',
  'date',
  'datetime',
  'select',
  'multiSelect',
]

/** The types that the values of a published field can be made into, its own among them; none where there is nothing to choose. */
export function typesFor(stands: Field): readonly FieldType[] {
  const others = types.filter((type) => isConvertible(stands, fieldKinds[type].fresh('x', stands.label)))
  return others.length === 0 ? [] : [stands.type, ...others]
}

const ofEveryType = ['help', 'required', 'shownWhen', 'requiredWhen', 'fixedWhen', 'hidden'] as const

/** The field of another type; choices stay choices, and what it was published as is found again. */
export function retyped(field: Field, stands: Field, type: FieldType): Field {
  const model =
    type === stands.type ? stands : fieldKinds[type as DesignedType].fresh(field.name, field.label)
  const kept = Object.fromEntries(
    ofEveryType.flatMap((key) => (field[key] === undefined ? [] : [[key, field[key]]])),
  )
  const options =
    type !== stands.type && 'options' in model && 'options' in field && (field.options ?? []).length > 0
      ? { options: field.options }
      : {}
  const next = { ...model, ...kept, ...options, label: field.label, name: field.name } as Field
  return field.unique && canBeUnique(next) ? { ...next, unique: true } : next
}

/** Whether its stored values are made anew when it is published. */
export const isRetyped = (stands: Field | undefined, field: Field): boolean =>
  stands !== undefined && !stands.retired && !field.retired && isOtherwiseStored(stands, field)
