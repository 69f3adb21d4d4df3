// What a field begins with: a ready choice, a fixed value, or a formula; stored as a formula in any case. Pure.
import type { Field } from '#kernel/schema'

/** Ready choices as formulas, with the words for them (design.default.<name>). */
export const readyDefaults = (
  field: Field,
): readonly { readonly name: string; readonly formula: string }[] => {
  if (field.type === 'date') return [{ name: 'today', formula: 'TODAY()' }]
  if (field.type === 'datetime') return [{ name: 'now', formula: 'NOW()' }]
  if (field.type === 'person') return [{ name: 'me', formula: 'me.id' }]
  if (field.type === 'department') return [{ name: 'mine', formula: 'me.department' }]
  if (field.type !== 'boolean') return []
  return [
    { name: 'yes', formula: 'true' },
    { name: 'no', formula: 'false' },
  ]
}

const isNumber = ({ type }: Field): boolean => ['number', 'decimal', 'money', 'percent'].includes(type)
export const hasFixedDefault = (field: Field): boolean =>
  isNumber(field) || field.type === 'text' || field.type === 'longText' || field.type === 'select'

/** The fixed value as a formula; undefined for what is no value of the field. */
export function fixedFormula(field: Field, value: string): string | undefined {
  if (value === '') return undefined
  if (isNumber(field)) return /^-?\d+(\.\d+)?$/.test(value) ? value : undefined
  return `'${value.replaceAll("'", "''")}'`
}

/** The fixed value that a formula says; null for any other formula. */
export function fixedValue(field: Field, formula: string): string | null {
  const text = formula.trim()
  if (isNumber(field)) return /^-?\d+(\.\d+)?$/.test(text) ? text : null
  return /^'([^']|'')*'$/.test(text) ? text.slice(1, -1).replaceAll("''", "'") : null
}

export type DefaultMode = 'none' | 'fixed' | 'formula' | `ready:${string}`

export function modeOf(field: Field): DefaultMode {
  if (field.default === undefined) return 'none'
  const text = field.default.trim()
  const ready = readyDefaults(field).find(({ formula }) => formula.toLowerCase() === text.toLowerCase())
  if (ready) return `ready:${ready.name}`
  return hasFixedDefault(field) && fixedValue(field, text) !== null ? 'fixed' : 'formula'
}
