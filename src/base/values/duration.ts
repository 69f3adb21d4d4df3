// Durations are whole minutes; people read and write them in working days, hours and minutes.
import { parseDecimal, sum, zero } from './decimal.ts'

export type DurationLocale = 'zh-CN' | 'en'

type Unit = {
  readonly minutes: (minutesPerDay: number) => number
  readonly shown: Readonly<Record<DurationLocale, string>>
  readonly read: readonly string[]
}

const units: readonly Unit[] = [
  {
    minutes: (minutesPerDay) => minutesPerDay,
    shown: { 'zh-CN': '天', en: 'd' },
    read: ['天', '日', '工作日', '个工作日', 'd', 'day', 'days'],
  },
  {
    minutes: () => 60,
    shown: { 'zh-CN': '小时', en: 'h' },
    read: ['小时', '个小时', '时', 'h', 'hr', 'hrs', 'hour', 'hours'],
  },
  {
    minutes: () => 1,
    shown: { 'zh-CN': '分钟', en: 'm' },
    read: ['分钟', '分', 'm', 'min', 'mins', 'minute', 'minutes'],
  },
]

const separators: Readonly<Record<DurationLocale, string>> = { 'zh-CN': '', en: ' ' }

/** Longest duration that is read or shown: a hundred years of minutes. */
export const maxDurationMinutes = 52_596_000
const maxTextLength = 60

/**
 * A duration in working days of so many minutes (1–1440), hours and minutes: 630 with days of 480 is '1天2小时30分钟' or
 * '1d 2h 30m'. Parts that are zero are left out; nothing at all is '0分钟' or '0m'. What `parseDuration` reads back.
 */
export function formatDuration(minutes: number, minutesPerDay: number, locale: DurationLocale): string {
  if (!isDuration(minutes)) throw new RangeError(`not a duration: ${minutes}`)
  let left = Math.abs(minutes)
  const parts: string[] = []
  for (const unit of units) {
    const size = unit.minutes(checkedDay(minutesPerDay))
    const count = Math.floor(left / size)
    left -= count * size
    if (count > 0) parts.push(`${count}${unit.shown[locale]}`)
  }
  const text = parts.length > 0 ? parts.join(separators[locale]) : `0${units.at(-1)?.shown[locale] ?? ''}`
  return minutes < 0 ? `-${text}` : text
}

/**
 * The whole minutes of a text such as '1天2小时', '1d 2h', '90分钟' or '1.5h': each unit at most once, larger before
 * smaller, blanks anywhere between, an optional minus before all. A number without a unit is minutes where it stands
 * alone or after hours: '90', '1h30'. Undefined for anything else, for a sum that is not whole minutes, and for more than
 * a hundred years.
 */
export function parseDuration(text: string, minutesPerDay: number): number | undefined {
  if (text.length > maxTextLength) return undefined
  const matched = /^\s*(-?)\s*(?=[0-9.])((?:[0-9.]+\s*[^\s0-9.-]+\s*)*(?:[0-9.]+\s*)?)$/u.exec(text)
  if (matched === null) return undefined
  const minutes = minutesOf(matched[2] ?? '', checkedDay(minutesPerDay))
  if (minutes === undefined || !isDuration(minutes)) return undefined
  return matched[1] === '-' && minutes !== 0 ? -minutes : minutes
}

function minutesOf(text: string, minutesPerDay: number): number | undefined {
  let from = 0
  let total = zero
  for (const [, count, name] of text.matchAll(/([0-9.]+)\s*([^\s0-9.-]*)/gu)) {
    const place = name ? placeOf(name, from) : minutesMayFollow(from) ? units.length - 1 : -1
    const unit = units[place]
    const amount = parseDecimal(count)
    if (unit === undefined || amount === undefined) return undefined
    total = sum([total, amount.times(unit.minutes(minutesPerDay))])
    from = place + 1
  }
  return total.isInteger() ? total.toNumber() : undefined
}

const placeOf = (name: string, from: number): number =>
  units.findIndex((unit, index) => index >= from && unit.read.includes(name.toLowerCase()))

/** At the very beginning, or right after hours. */
const minutesMayFollow = (from: number): boolean => from === 0 || from === units.length - 1

const isDuration = (minutes: number): boolean =>
  Number.isInteger(minutes) && Math.abs(minutes) <= maxDurationMinutes

function checkedDay(minutesPerDay: number): number {
  if (Number.isInteger(minutesPerDay) && minutesPerDay >= 1 && minutesPerDay <= 1440) return minutesPerDay
  throw new RangeError(`not a working day in minutes: ${minutesPerDay}`)
}
