// Which kind of value each type of field holds.
import type { Field, FieldType, ResultType } from '#kernel/schema'
import { listed, target } from '#kernel/schema'
import type { Kind, KindOf } from './contract.ts'

const resultKinds: Readonly<Record<ResultType, Kind>> = {
  text: 'text',
  decimal: 'number',
  money: 'number',
  percent: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
}

const fieldKinds: Readonly<Record<Exclude<FieldType, 'formula' | 'rollup' | 'lines'>, Kind>> = {
  text: 'text',
  longText: 'text',
  richText: 'text',
  select: 'text',
  autoNumber: 'text',
  number: 'number',
  decimal: 'number',
  money: 'number',
  percent: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
  multiSelect: 'list',
  file: 'list',
  person: 'record',
  department: 'record',
  reference: 'record',
  persons: 'list',
  departments: 'list',
  references: 'list',
  anyReference: 'text',
  tags: 'list',
  json: 'json',
}

/** A list of ids bears the object they are of; a list of texts does not. */
const listObjects: Partial<Record<FieldType, string>> = { file: 'files.file' }

/** The kind a field has in formulas; undefined for `lines`, which hold no value. */
export function kindOfField(field: Field): KindOf | undefined {
  if (field.type === 'lines') return undefined
  if (field.type === 'formula' || field.type === 'rollup') return { kind: resultKinds[field.result] }
  const object = target(field) ?? listed(field) ?? listObjects[field.type]
  return kindOf(fieldKinds[field.type], object)
}

export const kindOf = (kind: Kind, object?: string | null): KindOf => (object ? { kind, object } : { kind })
