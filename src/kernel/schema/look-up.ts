// A look-up: a stored formula that is nothing but the way over references to a field of another record, shown as that field is. Pure.
import type { Field, FormulaField, ResultType } from './definition.ts'
import { type ResolvedField, type ResolvedObject, target } from './schema.ts'

type LookUp = FormulaField & { readonly shownAs: 'lookUp' }

export const isLookUp = (field: Field): field is LookUp =>
  field.type === 'formula' && field.shownAs === 'lookUp'

/** References that a look-up goes over, at the most. */
export const mostHops = 3

/** The names on the way; the last is that of the field taken. */
export const wayOf = ({ formula }: Pick<FormulaField, 'formula'>): readonly string[] =>
  formula === '' ? [] : formula.split('.')

const results: Partial<Readonly<Record<Field['type'], ResultType>>> = {
  text: 'text',
  longText: 'text',
  richText: 'text',
  autoNumber: 'text',
  select: 'text',
  number: 'decimal',
  decimal: 'decimal',
  money: 'money',
  percent: 'percent',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
}

/** What a look-up of this field is; undefined where there is none. An amount whose currency each record names is a number elsewhere. */
export function resultTaking(field: Field): ResultType | undefined {
  const result = field.type === 'formula' || field.type === 'rollup' ? field.result : results[field.type]
  return result === 'money' && !('currency' in field && typeof field.currency === 'string')
    ? 'decimal'
    : result
}

type Objects = Pick<ReadonlyMap<string, Pick<ResolvedObject, 'byName'>>, 'get'>

/** The field at the end of the way; undefined where a name does not exist or leads nowhere. */
export function fieldAt(objects: Objects, object: string, way: readonly string[]): ResolvedField | undefined {
  const [name = '', ...further] = way
  const field = objects.get(object)?.byName.get(name)
  if (field === undefined || further.length === 0) return field
  const to = target(field)
  return to === null ? undefined : fieldAt(objects, to, further)
}

/** What a look-up takes; undefined where its way leads to nothing that can be taken. */
export function lookedUp(objects: Objects, object: string, field: LookUp): ResolvedField | undefined {
  const way = wayOf(field)
  if (way.length < 2 || way.length > mostHops + 1) return undefined
  const found = fieldAt(objects, object, way)
  return found !== undefined && resultTaking(found) === field.result ? found : undefined
}

/** The field as its source is shown today: its choices, digits, currency and format. */
export function asItsSource<F extends Field>(objects: Objects, object: string, field: F, most = mostHops): F {
  if (!isLookUp(field)) return field
  const found = lookedUp(objects, object, field)
  if (found === undefined) return field
  const place = objectOf(objects, object, wayOf(field))
  const source: Field = most > 0 ? asItsSource(objects, place, found, most - 1) : found
  const shown = source as Partial<Pick<FormulaField, 'scale' | 'currency' | 'tax' | 'options' | 'format'>>
  const { currency, tax } = field.result === 'money' ? shown : {}
  return {
    ...field,
    ...given('scale', shown.scale),
    ...given('currency', currency),
    ...given('tax', tax),
    ...given('options', source.type === 'multiSelect' ? undefined : shown.options),
    ...given('format', shown.format),
  }
}

const objectOf = (objects: Objects, object: string, way: readonly string[]): string =>
  way.slice(0, -1).reduce((at, name) => target(objects.get(at)?.byName.get(name) ?? nothing) ?? '', object)
const nothing: Field = { type: 'boolean', name: '', label: { 'zh-CN': '', en: '' } }

const given = <K extends string, V>(key: K, value: V | undefined): { readonly [key in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [key in K]: V })
