// Numbers as people and spreadsheets write them.
import { Decimal, formatDecimal } from '#base/values/decimal'

const plainNumber = /^-?\d{1,30}(\.\d{1,20})?$/
const grouped = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d{1,30})?(?:\.(\d{0,20}))?$/

export type NumberFormat = {
  readonly scale?: number
  readonly percent?: boolean
  readonly comma?: boolean
}

/**
 * The canonical decimal text of a number with thousands separators, currency sign, percent sign, full-width digits,
 * a comma for the point (`comma`), 万 and 亿 or brackets for minus. Undefined when it is no such number, exponents included.
 */
export function numberText(text: string, format: NumberFormat = {}): string | undefined {
  const [counted = text, unit] = /^(.*\d.*?)([万萬亿億])元?$/.exec(text.trim())?.slice(1) ?? []
  const plain = plainNumber.test(counted) && format.comma !== true ? counted : unwrapped(counted, format)
  if (plain === undefined) return undefined
  const isPercent = format.percent === true || /[%％]/.test(text)
  const times = unit === undefined ? 1 : '万萬'.includes(unit) ? 1e4 : 1e8
  const value = (isPercent ? new Decimal(plain).div(100) : new Decimal(plain)).times(times)
  return formatDecimal(value, format.scale)
}

function unwrapped(text: string, { comma = false }: NumberFormat): string | undefined {
  const narrow = text.normalize('NFKC').replace(/[\s%¥$€£'’]/g, '')
  const bracketed = /^\((.+)\)$/.exec(narrow)
  const pointed = comma ? swapped(bracketed?.[1] ?? narrow) : (bracketed?.[1] ?? narrow)
  const [, sign = '', whole, fraction] = grouped.exec(pointed) ?? []
  if (whole === undefined && !fraction) return undefined
  const digits = `${whole?.replaceAll(',', '') ?? '0'}${fraction ? `.${fraction}` : ''}`
  const isNegative = (sign === '-') !== (bracketed !== null)
  return isNegative ? `-${digits}` : digits
}

const swapped = (text: string): string => text.replace(/[.,]/g, (sign) => (sign === '.' ? ',' : '.'))
