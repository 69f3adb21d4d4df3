// A made-up record, so that a layout can be looked at before there is anything to print.
import type { ResolvedField, ResolvedObject, Row, Schema, Value } from '#kernel/schema'
import { fieldAlong } from './compile.ts'
import type { Language } from './said.ts'

type Present = { readonly language: Language; readonly now: string; readonly today: string }

/** Values for these paths, as a query would have answered them; `place` tells lines apart. */
export const sampleRow = (
  schema: Schema,
  object: ResolvedObject,
  paths: readonly string[],
  present: Present,
  place = 1,
): Row => Object.fromEntries(paths.map((path) => [path, sampleAt(schema, object, path, present, place)]))

function sampleAt(
  schema: Schema,
  object: ResolvedObject,
  path: string,
  present: Present,
  place: number,
): Value {
  const isTitle = path.endsWith('$title')
  const plain = isTitle ? path.slice(0, -'$title'.length) : path
  const field = fieldAlong(schema, object, plain.split('.'))
  if (field === null) return plain.endsWith('At') ? present.now : plain
  return isTitle ? named(field, present.language, place) : sampleOf(field, plain, present, place)
}

const named = (field: ResolvedField, language: Language, place: number): string =>
  place > 1 ? `${field.label[language]} ${place}` : field.label[language]

function sampleOf(field: ResolvedField, path: string, present: Present, place: number): Value {
  const kind = 'result' in field ? field.result : field.type
  if ('options' in field && field.options) {
    const key = field.options[0]?.key ?? ''
    return field.type === 'multiSelect' ? [key] : key
  }
  if (field.type === 'text' && field.name === 'currency') return 'CNY'
  if (kind === 'money') return String(1280 * place)
  if (kind === 'number' || kind === 'decimal') return String(10 * place)
  if (kind === 'percent') return '0.13'
  if (kind === 'boolean') return true
  if (kind === 'date') return present.today
  if (kind === 'datetime') return present.now
  // What is referred to is known by the way that leads to it.
  if (kind === 'reference' || kind === 'person' || kind === 'department') return `sample ${path}`
  if (kind === 'file') return [`sample ${path}`]
  return kind === 'json' || kind === 'lines' ? null : named(field, present.language, place)
}
