// How a field is stored: one table of column types.
import type { Field, FieldType, ResultType } from './definition.ts'

type Storage =
  | 'text'
  | 'numeric'
  | 'boolean'
  | 'date'
  | 'timestamptz'
  | 'text[]'
  | 'uuid'
  | 'uuid[]'
  | 'jsonb'

const byType: Readonly<Record<Exclude<FieldType, 'lines' | 'formula' | 'rollup'>, Storage>> = {
  text: 'text',
  longText: 'text',
  richText: 'jsonb',
  number: 'numeric',
  decimal: 'numeric',
  money: 'numeric',
  percent: 'numeric',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamptz',
  select: 'text',
  multiSelect: 'text[]',
  person: 'uuid',
  department: 'uuid',
  reference: 'uuid',
  persons: 'uuid[]',
  departments: 'uuid[]',
  references: 'uuid[]',
  anyReference: 'text',
  tags: 'text[]',
  autoNumber: 'text',
  file: 'uuid[]',
  json: 'jsonb',
}

const byResult: Readonly<Record<ResultType, Storage>> = {
  text: 'text',
  decimal: 'numeric',
  money: 'numeric',
  percent: 'numeric',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamptz',
}

/** Whether the field is of a type and result that exist. */
export const isStorable = (field: Field): boolean =>
  field.type === 'formula' || field.type === 'rollup'
    ? Object.hasOwn(byResult, field.result)
    : field.type === 'lines' || Object.hasOwn(byType, field.type)

/** The column type of a field, or null for a field that holds no column. */
export function storage(field: Field): Storage | null {
  if (field.type === 'lines') return null
  if (field.type === 'formula' || field.type === 'rollup') return byResult[field.result]
  return byType[field.type]
}

/** The type of a field's column as `format_type` names it; null for a field that holds no column. */
export function standingType(field: Field): string | null {
  const type = storage(field)
  return type === 'timestamptz' ? 'timestamp with time zone' : type
}

/** Whether a value is a list of values. */
export const holdsSeveral = (field: Field): boolean => storage(field)?.endsWith('[]') === true

/** Text compares by code point everywhere, in formulas as in indexes. */
export const columnType = (type: Storage): string => (type === 'text' ? 'text collate "C"' : type)

const scales: Partial<Record<string, number>> = { money: 2, percent: 4 }

/** Fraction digits a numeric field always carries; null when it keeps what it is given. */
export function scaleOf(field: Field): number | null {
  if (field.type === 'decimal') return field.scale
  if (field.type === 'money' || field.type === 'percent') return field.scale ?? scales[field.type] ?? null
  if (field.type === 'formula') return field.scale ?? scales[field.result] ?? null
  if (field.type !== 'rollup') return null
  return field.take === 'count' ? 0 : (field.scale ?? scales[field.result] ?? null)
}
