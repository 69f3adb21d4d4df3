// What a person or a program wrote into a field, as the one value that is stored; one entry per field type.

import { isUuid } from '#base/ids'
import { type Problem, problem } from '#base/problem'
import { parseDate } from '#base/values/date'
import { formatDecimal, parseDecimal, roundTo } from '#base/values/decimal'
import {
  boundsOf,
  type Field,
  type FieldType,
  isDeeper,
  isWhole,
  type Json,
  mostJson,
  mostRich,
  namable,
  namedAs,
  namedBy,
  type ResolvedField,
  readJson,
  richTextOf,
  scaleOf,
  shapeOf,
  textFormat,
  type Value,
} from '#kernel/schema'

/** The stored value, or the reason why there is none. */
export type Coerced =
  | { readonly value: Value }
  | { readonly code: string; readonly params?: Problem['params'] }

const maximum = { text: 1000, longText: 100_000, list: 200, tag: 40 }
const wrong = (expected: string): Coerced => ({ code: 'records.wrongType', params: { expected } })

function text(value: unknown, most: number): Coerced {
  if (typeof value !== 'string' && typeof value !== 'number') return wrong('text')
  const plain = String(value)
  if (plain.includes('\u0000')) return wrong('text')
  if (plain.length > most) return { code: 'records.tooLong', params: { most } }
  return { value: plain }
}

function shortText(value: unknown, field: Field): Coerced {
  if (field.type !== 'text') return text(value, maximum.text)
  const most = field.maxLength ?? maximum.text
  if (field.format === undefined) return text(value, most)
  const given = text(value, Math.max(most, maximum.text))
  if (!('value' in given)) return given
  const { normalise, holds, label, rule } = textFormat(field.format)
  const normal = normalise(String(given.value))
  return holds(normal)
    ? text(normal, most)
    : {
        code: 'records.badFormat',
        params: { format: label['zh-CN'], formatEn: label.en, rule: rule['zh-CN'], ruleEn: rule.en },
      }
}

function number(value: unknown, field: Field): Coerced {
  const decimal = typeof value === 'string' || typeof value === 'number' ? parseDecimal(value) : undefined
  if (decimal === undefined) return wrong('number')
  const scale = scaleOf(field)
  const rounded = scale === null ? roundTo(decimal, 10) : roundTo(decimal, scale)
  if (rounded.abs().gte('1e20')) return { code: 'records.tooLarge', params: { most: '1e20' } }
  if (isWhole(field) && !decimal.isInteger()) return { code: 'records.notWhole' }
  const { min, max } = boundsOf(field)
  if (min !== undefined && rounded.lt(min)) return { code: 'records.tooSmall', params: { least: min } }
  if (max !== undefined && rounded.gt(max)) return { code: 'records.tooLarge', params: { most: max } }
  return { value: scale === null ? formatDecimal(rounded) : formatDecimal(rounded, scale) }
}

const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/

export function datetime(value: unknown): Coerced {
  if (typeof value !== 'string' || !instantPattern.test(value) || parseDate(value.slice(0, 10)) === undefined)
    return wrong('datetime')
  const ms = Date.parse(value)
  return Number.isNaN(ms) ? wrong('datetime') : { value: new Date(ms).toISOString() }
}

function option(value: unknown, field: Field): Coerced {
  const options = 'options' in field ? field.options : undefined
  const known = options?.some((one) => one.key === value)
  return known === false
    ? { code: 'records.unknownOption', params: { value: String(value).slice(0, 50) } }
    : { value: value as string }
}

function list(value: unknown, each: (one: unknown) => Coerced): Coerced {
  if (!Array.isArray(value) || value.length > maximum.list) return wrong('list')
  const coerced = value.map(each)
  const bad = coerced.find((one) => !('value' in one))
  return bad ?? { value: [...new Set(coerced.map((one) => ('value' in one ? String(one.value) : '')))] }
}

const id = (value: unknown): Coerced => (isUuid(value) ? { value } : wrong('id'))

function anyReference(value: unknown, field: Field): Coerced {
  const named = namedBy(value)
  if (named === null || !isUuid(named.id)) return wrong('record')
  return namable(field).includes(named.object)
    ? { value: namedAs(named) }
    : { code: 'records.otherObject', params: { object: named.object.slice(0, 60) } }
}

/** Told apart by their letters alone: no blank ones, none twice. */
function tag(value: unknown): Coerced {
  const given = text(value, maximum.tag)
  if (!('value' in given)) return given
  const word = String(given.value).normalize('NFC').replace(/\s+/gu, ' ').trim()
  return word === '' ? wrong('text') : { value: word }
}

/** A text is read as what it says; there is no value that is a text alone. */
function json(given: unknown): Coerced {
  const read = typeof given === 'string' ? readJson(given) : { value: given }
  if ('fault' in read) return { code: 'records.badJson', params: read.fault }
  const { value } = read
  if (isDeeper(value, mostJson.depth)) return { code: 'records.tooDeep', params: { most: mostJson.depth } }
  const written = JSON.stringify(value)
  if (written === undefined || written.includes('\\u0000')) return wrong('json')
  return written.length > mostJson.length
    ? { code: 'records.tooLong', params: { most: mostJson.length } }
    : { value: value as Json }
}

function richText(value: unknown): Coerced {
  const rich = richTextOf(value)
  if (rich === 'tooLarge') return { code: 'records.tooLong', params: { most: mostRich.letters } }
  return rich === undefined ? wrong('text') : { value: rich as Value }
}

function files(value: unknown, field: Field): Coerced {
  const most = shapeOf(field) === 'signature' ? 1 : maximum.list
  if (Array.isArray(value) && value.length > most && value.length <= maximum.list)
    return { code: 'records.tooMany', params: { most } }
  return list(value, id)
}

const coercions: Partial<Record<FieldType, (value: unknown, field: Field) => Coerced>> = {
  text: shortText,
  longText: (value, field) =>
    text(value, field.type === 'longText' ? (field.maxLength ?? maximum.longText) : maximum.longText),
  richText,
  number,
  decimal: number,
  money: number,
  percent: number,
  boolean: (value) => (typeof value === 'boolean' ? { value } : wrong('boolean')),
  date: (value) => {
    const date = parseDate(value)
    return date === undefined ? wrong('date') : { value: date }
  },
  datetime,
  select: option,
  multiSelect: (value, field) => list(value, (one) => option(one, field)),
  person: id,
  department: id,
  reference: id,
  persons: (value) => list(value, id),
  departments: (value) => list(value, id),
  references: (value) => list(value, id),
  anyReference,
  tags: (value) => list(value, tag),
  autoNumber: (value) => text(value, 100),
  file: files,
  json,
}

/** The value as stored; blank text and empty lists are null. Problems are of this part: records.wrongType, records.tooLong, … */
export function coerce(value: unknown, field: ResolvedField): Coerced {
  if (
    value === null ||
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0 && field.type !== 'json')
  )
    return { value: null }
  return coercions[field.type]?.(value, field) ?? { code: 'records.computed' }
}

/** Below 10^18, so that no bound needs to be looked at. */
const plainNumber = /^(?:0|-?[1-9]\d{0,17})(?:\.\d{1,20})?$/

/** A computed value brought to the field's scale; numbers beyond the bounds are blank. */
export function fitted(value: Value, field: Field): Value {
  if (value === null || typeof value !== 'string') return value
  const scale = scaleOf(field)
  if (scale === null || ('result' in field && field.result === 'text')) return value
  if (plainNumber.test(value)) {
    const point = value.indexOf('.')
    const missing = scale - (point < 0 ? 0 : value.length - point - 1)
    // Most numbers need no rounding, only their last zeros.
    if (missing === 0) return value
    if (missing > 0) return `${value}${point < 0 ? '.' : ''}${'0'.repeat(missing)}`
  }
  const decimal = parseDecimal(value)
  return decimal === undefined || decimal.abs().gte('1e20')
    ? null
    : formatDecimal(roundTo(decimal, scale), scale)
}

export const coercionProblem = (
  coerced: { readonly code: string; readonly params?: Problem['params'] },
  path: readonly string[],
): Problem => problem(coerced.code, path, coerced.params ?? {})
