// Values as people read them. Pure: the present, the zone and the language are parameters.
import { addDays, localDate, parseDate, parseInstant, wallTime, weekday } from '#base/values/date'
import { formatDecimal, parseDecimal, roundTo } from '#base/values/decimal'
import { parseDuration } from '#base/values/duration'
import { currencySign, formatNumber } from '#base/values/figures'

export { formatAmount, formatMinutes, formatMoney, formatNumber, formatPercent } from '#base/values/figures'

export type Language = 'zh-CN' | 'en'

/** A ratio as a percentage of so many digits: "0.93421" is "93.4%". */
export function formatShare(text: string, digits = 1): string {
  const value = parseDecimal(text)
  return value === undefined ? text : `${formatDecimal(roundTo(value.times(100), digits))}%`
}

const steps: Readonly<Record<Language, readonly (readonly [number, string])[]>> = {
  'zh-CN': [
    [1e8, '亿'],
    [1e4, '万'],
  ],
  en: [
    [1e9, 'B'],
    [1e6, 'M'],
    [1e3, 'K'],
  ],
}

/** A large number as it is said: "386.2万", "3.86M"; three or four digits that count. Small ones stay as they are. */
export function formatLarge(text: string, language: Language): string {
  const value = parseDecimal(text)
  if (value === undefined) return text
  const step = steps[language].find(([least]) => value.abs().gte(least))
  if (step === undefined) return formatNumber(formatDecimal(roundTo(value, value.abs().gte(100) ? 0 : 2)))
  const said = value.dividedBy(step[0])
  const digits = said.abs().gte(1000) ? 0 : said.abs().gte(100) ? 1 : 2
  return `${formatNumber(formatDecimal(roundTo(said, digits)))}${step[1]}`
}

/** The same with the sign of its currency. */
export function formatLargeMoney(text: string, currency: string, language: Language): string {
  const said = formatLarge(text, language)
  const symbol = currencySign(currency)
  return said.startsWith('-') ? `-${symbol}${said.slice(1)}` : `${symbol}${said}`
}

/** The ratio of a percentage that somebody typed: "13" is "0.13"; undefined when it is no number. */
export function readPercent(text: string): string | undefined {
  const value = parseDecimal(text.trim().replace(/%$/, ''))
  return value === undefined ? undefined : formatDecimal(value.dividedBy(100))
}

/** A number as somebody types or pastes it: separators, full-width digits and 万/亿 are understood. Undefined when it is none. */
export function readNumber(typed: string): string | undefined {
  const text = typed
    .normalize('NFKC')
    .replace(/[,\s¥$€]/g, '')
    .replace(/^\+/, '')
  const scaled = /^(-?[\d.]+)(万|亿)$/.exec(text)
  const plain = (scaled?.[1] ?? text).replace(/^(-?)\./, '$10.').replace(/\.$/, '')
  const value = parseDecimal(plain.replace(/^(-?)0+(?=\d)/, '$1'))
  if (value === undefined) return undefined
  return formatDecimal(value.times(scaled?.[2] === '万' ? 10_000 : scaled?.[2] === '亿' ? 100_000_000 : 1))
}

const minutesOfDay = 1440

/** The minutes of "90", "1h30" or "1小时30分"; undefined when it is no duration. */
export function readMinutes(typed: string): string | undefined {
  const minutes = parseDuration(typed.normalize('NFKC'), minutesOfDay)
  return minutes === undefined ? undefined : String(minutes)
}

const weekdays: Readonly<Record<Language, readonly string[]>> = {
  'zh-CN': ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
}
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const near: Readonly<Record<Language, readonly [string, string, string]>> = {
  'zh-CN': ['昨天', '今天', '明天'],
  en: ['yesterday', 'today', 'tomorrow'],
}

/** "11月26日 周四"; the year is written when it is not today's. */
export function formatDay(date: string, today: string, language: Language): string {
  if (parseDate(date) === undefined) return date
  const [year = '', month = '', day = ''] = date.split('-')
  const name = weekdays[language][weekday(date) - 1] ?? ''
  const isOtherYear = year !== today.slice(0, 4)
  if (language === 'zh-CN')
    return `${isOtherYear ? `${year}年` : ''}${Number(month)}月${Number(day)}日 ${name}`
  return `${name} ${Number(day)} ${months[Number(month) - 1] ?? ''}${isOtherYear ? ` ${year}` : ''}`
}

/** "11-26", or "2027-01-03" in another year; yesterday, today and tomorrow by name. */
export function formatShortDay(date: string, today: string, language: Language): string {
  if (parseDate(date) === undefined) return date
  const place = [addDays(today, -1), today, addDays(today, 1)].indexOf(date)
  if (place >= 0) return near[language][place] ?? date
  return date.slice(0, 4) === today.slice(0, 4) ? date.slice(5) : date
}

const clockText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** "今天 09:12": the day by name or short, and the wall clock of the zone. */
export function formatMoment(instant: string, now: string, zone: string, language: Language): string {
  const wall = parseInstant(instant) === undefined ? undefined : wallTime(instant, zone)
  const today = localDate(now, zone)
  if (wall === undefined || today === undefined) return instant
  return `${formatShortDay(wall.date, today, language)} ${clockText(wall.minutes)}`
}

/** "2026-11-26 09:12": everything, for a title on hover. */
export function formatExact(instant: string, zone: string): string {
  const wall = parseInstant(instant) === undefined ? undefined : wallTime(instant, zone)
  return wall === undefined ? instant : `${wall.date} ${clockText(wall.minutes)} (${zone})`
}

/** One of eight calm tints (tokens.css) that stays the same for the same key. */
export function tintOf(key: string): string {
  let sum = 0
  for (const letter of key) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0
  return `var(--tint-${(sum % tints) + 1})`
}
const tints = 8

/** What an avatar shows: the first character of a Chinese name, the initials of another. */
export function initialsOf(name: string): string {
  const trimmed = name.trim()
  if (/^\p{Script=Han}/u.test(trimmed)) return [...trimmed][0] ?? ''
  return trimmed
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase() ?? '')
    .join('')
}

/** Whole days of the wall calendar from now to an instant or a day; negative in the past. */
export function daysBetween(when: string, now: string, zone: string): number {
  const day = when.length === 10 ? when : (localDate(when, zone) ?? when.slice(0, 10))
  const today = localDate(now, zone) ?? now.slice(0, 10)
  return Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000)
}

/** "3 天前", "今天", "5 天后": how far a day is from today. */
export function formatDistance(days: number, language: Language): string {
  const [yesterday, today, tomorrow] = near[language]
  if (Math.abs(days) <= 1) return days === 0 ? today : days < 0 ? yesterday : tomorrow
  const count = Math.abs(days)
  if (language === 'zh-CN') return `${count} 天${days < 0 ? '前' : '后'}`
  return days < 0 ? `${count} days ago` : `in ${count} days`
}
