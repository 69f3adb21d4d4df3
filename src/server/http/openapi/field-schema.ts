// A field as JSON Schema, in the form its values have on the wire.
import { type Field, type FieldType, namable, type ResultType } from '#kernel/schema'
import type { Locale } from '../locale.ts'

export type JsonSchema = { readonly [keyword: string]: unknown }

const decimal = { type: ['string', 'null'], pattern: '^-?\\d+(\\.\\d+)?$' }
const uuid = { type: ['string', 'null'], format: 'uuid' }
const text = { type: ['string', 'null'] }
const date = { type: ['string', 'null'], format: 'date' }
const datetime = { type: ['string', 'null'], format: 'date-time' }
const truth = { type: ['boolean', 'null'] }

const results: Readonly<Record<ResultType, JsonSchema>> = {
  text,
  decimal,
  money: decimal,
  percent: decimal,
  boolean: truth,
  date,
  datetime,
}

const uuids: JsonSchema = { type: ['array', 'null'], items: { type: 'string', format: 'uuid' } }

const keys = (field: Field): readonly string[] =>
  'options' in field && field.options ? field.options.map(({ key }) => key) : []

const byType: Readonly<Record<FieldType, (field: Field) => JsonSchema>> = {
  text: (field) => ('maxLength' in field ? { ...text, maxLength: field.maxLength } : text),
  longText: (field) => ('maxLength' in field ? { ...text, maxLength: field.maxLength } : text),
  richText: () => ({
    type: ['object', 'string', 'null'],
    description:
      'Words alone, or a tree of paragraph, heading, bulletList, orderedList, listItem, blockquote, text and hardBreak with the marks bold, italic and link',
    properties: { text: { type: 'string' }, doc: { type: 'object' } },
  }),
  number: () => decimal,
  decimal: () => decimal,
  money: () => decimal,
  percent: () => decimal,
  boolean: () => truth,
  date: () => date,
  datetime: () => datetime,
  select: (field) => ({ enum: [...keys(field), null] }),
  multiSelect: (field) => ({ type: ['array', 'null'], items: { enum: keys(field) } }),
  person: () => uuid,
  department: () => uuid,
  reference: () => uuid,
  persons: () => uuids,
  departments: () => uuids,
  references: () => uuids,
  anyReference: (field) => ({
    ...text,
    pattern: `^(${namable(field).join('|').replaceAll('.', '[.]')})/[0-9a-f-]{36}$`,
  }),
  tags: () => ({ type: ['array', 'null'], items: { type: 'string', maxLength: 40 } }),
  lines: (field) => ({ type: 'array', items: reference('object' in field ? field.object : '') }),
  autoNumber: () => text,
  file: () => uuids,
  json: () => ({}),
  formula: (field) => ('result' in field ? results[field.result] : {}),
  rollup: (field) => ('result' in field ? results[field.result] : {}),
}

export const reference = (component: string): JsonSchema => ({ $ref: `#/components/schemas/${component}` })

/** The schema of a field's values; blank is null. */
export function fieldSchema(field: Field, locale: Locale): JsonSchema {
  const described = field.help ? `${field.label[locale]}: ${field.help[locale]}` : field.label[locale]
  const schema = byType[field.type](field)
  const isComputed = ['formula', 'rollup', 'autoNumber'].includes(field.type)
  return { ...schema, description: described, ...(isComputed ? { readOnly: true } : {}) }
}
