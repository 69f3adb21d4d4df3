// Which fields a person types.
import type { Field } from '#kernel/schema'

/** Whether a person types it. */
export const isTyped = (field: Field): boolean =>
  !field.readOnly && !['autoNumber', 'formula', 'rollup'].includes(field.type)
