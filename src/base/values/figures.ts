// Numbers, amounts and shares as people read them, on screens and on paper. Pure: the language is a parameter.
import { formatDecimal, parseDecimal } from './decimal.ts'
import { type DurationLocale, formatDuration, maxDurationMinutes } from './duration.ts'

const symbols: Readonly<Record<string, string>> = { CNY: '¥', USD: '$', EUR: '€', GBP: '£', HKD: 'HK$' }

/** What stands before the digits of an amount; a code without a symbol stands for itself. */
export const currencySign = (currency: string): string => symbols[currency] ?? `${currency} `

/** Digits in groups of three, exactly as stored; `scale` pads or rounds, otherwise fraction zeros are dropped. */
export function formatNumber(text: string, scale?: number): string {
  const value = parseDecimal(text)
  if (value === undefined) return text
  const [whole = '', fraction] = formatDecimal(value, scale).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

/** An amount with its currency; a code without a symbol is written before the digits. */
export function formatMoney(text: string, currency: string, scale = 2): string {
  const digits = formatNumber(text, scale)
  const sign = currencySign(currency)
  return digits.startsWith('-') ? `-${sign}${digits.slice(1)}` : `${sign}${digits}`
}

/** An amount as its field shows it: two digits, more where a unit price says more; zeros beyond the second say nothing. */
export function formatAmount(text: string, currency: string, scale = 2): string {
  if (scale === 0) return formatMoney(text, currency, 0)
  const shown = text.replace(/(\.\d\d\d*?)0+$/, '$1')
  return formatMoney(text, currency, Math.max(2, Math.min(scale, shown.split('.')[1]?.length ?? 0)))
}

/** The code of a currency that a field gives; CNY where it says nothing that could be one. */
export const currencyCode = (code: unknown): string =>
  typeof code === 'string' && /^[A-Z]{3}$/.test(code) ? code : 'CNY'

/** A ratio as a percentage: "0.13" is "13%". */
export function formatPercent(text: string): string {
  const value = parseDecimal(text)
  return value === undefined ? text : `${formatDecimal(value.times(100))}%`
}

const minutesOfDay = 1440

/** Minutes as days of 24 hours, hours and minutes; a number that is no duration as it stands. */
export function formatMinutes(text: string, language: DurationLocale): string {
  const minutes = Number(text)
  return Number.isInteger(minutes) && Math.abs(minutes) <= maxDurationMinutes
    ? formatDuration(minutes, minutesOfDay, language)
    : formatNumber(text)
}
