// A value as it stands on paper: written as screens write it, but for days, which paper gives in full.
import { wallTime } from '#base/values/date'
import { currencyCode, formatAmount, formatMinutes, formatNumber, formatPercent } from '#base/values/figures'
import {
  type Label,
  namable,
  type Option,
  plainText,
  type ResolvedField,
  type Row,
  type Value,
} from '#kernel/schema'
import { type Printable, siblingOf } from './compile.ts'

export type Language = keyof Label
export type Saying = { readonly language: Language; readonly zone: string }

const yes: Label = { 'zh-CN': '是', en: 'Yes' }
const no: Label = { 'zh-CN': '否', en: 'No' }

const textOf = (value: Value | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

function moment(instant: string, zone: string): string {
  const wall = wallTime(instant, zone)
  if (wall === undefined) return instant
  const two = (count: number): string => String(count).padStart(2, '0')
  return `${wall.date} ${two(Math.floor(wall.minutes / 60))}:${two(wall.minutes % 60)}`
}

const optionOf = (options: readonly Option[], key: string, language: Language): string =>
  options.find((option) => option.key === key)?.label[language] ?? key

/** A value of a field, or of a formula where no field says how it is written. */
export type Sayable = Pick<Printable, 'path' | 'field'> & { readonly formula: Printable['formula'] | null }

type Said = (text: string, printable: Sayable, row: Row, saying: Saying) => string

const amount: Said = (text, { path, field }, row) => {
  const currency = field && 'currency' in field ? field.currency : undefined
  const code = typeof currency === 'object' ? row[siblingOf(path ?? '', currency.field)] : currency
  return formatAmount(text, currencyCode(code), field && 'scale' in field ? field.scale : undefined)
}
const chosen: Said = (text, { field }, _, { language }) =>
  field && 'options' in field && field.options ? optionOf(field.options, text, language) : text
const named: Said = (_, { path }, row) => textOf(row[`${path ?? ''}$title`])
const nothing: Said = () => ''
const plain: Said = (text) => text
const figure: Said = (text) => formatNumber(text)
const share: Said = (text) => formatPercent(text)
const instant: Said = (text, _, __, { zone }) => moment(text, zone)

/** What a value is written as that is text on the wire; others are asked by their result. */
const byType: Readonly<Partial<Record<ResolvedField['type'], Said>>> = {
  number: (text, { field }, _, { language }) =>
    field?.type === 'number' && field.shownAs === 'duration'
      ? formatMinutes(text, language)
      : field?.type === 'number' && field.shownAs === 'rating'
        ? `${formatNumber(text)} / ${field.max ?? '5'}`
        : formatNumber(text),
  decimal: figure,
  money: amount,
  percent: share,
  datetime: instant,
  select: chosen,
  person: named,
  department: named,
  reference: named,
  file: nothing,
  json: nothing,
  lines: nothing,
}
const byResult: Readonly<Record<string, Said>> = {
  text: chosen,
  decimal: figure,
  money: amount,
  percent: share,
  datetime: instant,
}

/** The text of a value; blank where there is none. `row` holds what was read beside it. */
export function said(printable: Sayable, value: Value, row: Row, saying: Saying): string {
  const { field, formula, path } = printable
  if (value === null) return ''
  if (typeof value === 'boolean') return (value ? yes : no)[saying.language]
  if (Array.isArray(value)) return severalSaid(printable, value, row, saying.language)
  if (field?.type === 'anyReference') return severalSaid(printable, [value], row, saying.language)
  const text = plainText(value) ?? textOf(value)
  if (field !== null) {
    const say = 'result' in field ? byResult[field.result] : byType[field.type]
    return (say ?? plain)(text, printable, row, saying)
  }
  if (path?.endsWith('By')) return textOf(row[`${path}.name`])
  if (formula?.result.kind === 'number') return formatNumber(text)
  if (formula?.result.kind === 'datetime') return moment(text, saying.zone)
  return formula?.result.kind === 'record' ? '' : text
}

/** Choices by what they are called, records by their names, which were read beside them; other lists as they are. */
function severalSaid({ field, path }: Sayable, keys: readonly Value[], row: Row, language: Language): string {
  if (field?.type === 'file') return ''
  const names = field && namable(field).length > 0 ? row[`${path ?? ''}$title`] : undefined
  const shown = Array.isArray(names) ? names : keys
  return shown
    .map((key) =>
      field?.type === 'multiSelect' ? optionOf(field.options, textOf(key), language) : textOf(key),
    )
    .filter(Boolean)
    .join(language === 'en' ? ', ' : '、')
}

export const isNumeric = ({ formula }: Printable): boolean => formula.result.kind === 'number'
