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
 * a comma for the point (`comma`) or brackets for minus. Undefined when it is no such number, exponents included.
 */
export function numberText(text: string, format: NumberFormat = {}): string | undefined {
  const plain = plainNumber.test(text) && format.comma !== true ? text : unwrapped(text, format)
  if (plain === undefined) return undefined
  const isPercent = format.percent === true || /[%％]/.test(text)
  const value = isPercent ? new Decimal(plain).div(100) : new Decimal(plain)
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
