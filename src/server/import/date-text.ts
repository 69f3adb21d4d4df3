// Dates and times as files write them.
import { parseDate } from '#base/values/date'

type Reader = (text: string) => Parts | undefined
type Parts = { readonly [part: string]: number }

const tokens: Readonly<Record<string, readonly [string, string]>> = {
  YYYY: ['year', '(\\d{4})'],
  YY: ['shortYear', '(\\d{2})'],
  MM: ['month', '(\\d{2})'],
  M: ['month', '(\\d{1,2})'],
  DD: ['day', '(\\d{2})'],
  D: ['day', '(\\d{1,2})'],
  HH: ['hour', '(\\d{2})'],
  H: ['hour', '(\\d{1,2})'],
  mm: ['minute', '(\\d{2})'],
  ss: ['second', '(\\d{2})'],
}

/** Dates as the ISO standard writes them, with or without a time and fractions of a second, in whatever place. */
const isoPattern =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/

/** Year first, as people in China write it: no other reading is possible. */
const yearFirst = (text: string): string =>
  text
    .replace(/^(\d{4})[/.年](\d{1,2})[/.月](\d{1,2})日?(?=$|[T ])/, '$1-$2-$3')
    .replace(/^((?:19|20)\d{2})(\d{2})(\d{2})$/, '$1-$2-$3')
    .replace(/^(\d{4}-\d{1,2}-\d{1,2}[T ])(\d:)/, '$10$2')

function iso(text: string): Parts | undefined {
  const found = isoPattern.exec(yearFirst(text))
  if (!found) return undefined
  const [, year, month, day, hour = '0', minute = '0', second = '0'] = found
  return numbers({ year, month, day, hour, minute, second })
}

const numbers = (parts: Readonly<Record<string, string | undefined>>): Parts =>
  Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, Number(text)]))

const known = new Map<string, Reader>()

function readerOf(format: string | undefined): Reader {
  if (format === undefined) return iso
  const reader = known.get(format) ?? compiled(format)
  known.set(format, reader)
  return reader
}

function compiled(format: string): Reader {
  const names: string[] = []
  const pattern = format.replace(/YYYY|YY|MM?|DD?|HH?|mm|ss|[.*+?^${}()|[\]\\]/g, (token) => {
    const entry = tokens[token]
    if (!entry) return `\\${token}`
    names.push(entry[0])
    return entry[1]
  })
  const exact = new RegExp(`^${pattern}$`)
  return (text) => {
    const found = exact.exec(text)
    return found ? numbers(Object.fromEntries(names.map((name, at) => [name, found[at + 1]]))) : undefined
  }
}

const two = (value: number | undefined): string => String(value ?? 0).padStart(2, '0')

function dayOf(parts: Parts): string | undefined {
  const year = parts.year ?? (parts.shortYear === undefined ? undefined : 2000 + parts.shortYear)
  if (year === undefined) return undefined
  return parseDate(`${String(year).padStart(4, '0')}-${two(parts.month)}-${two(parts.day)}`)
}

/** The ISO date; undefined when the text is none or the day does not exist. */
export function dateText(text: string, format?: string, addDays = 0): string | undefined {
  const parts = readerOf(format)(text)
  const day = parts && dayOf(parts)
  if (day === undefined || addDays === 0) return day
  return new Date(Date.parse(`${day}T00:00:00Z`) + addDays * 86_400_000).toISOString().slice(0, 10)
}

/** The instant with its offset; the text's own offset wins over `offset`. */
export function instantText(text: string, format?: string, offset = 'Z'): string | undefined {
  const parts = readerOf(format)(text)
  const day = parts && dayOf(parts)
  if (!parts || day === undefined) return undefined
  const { hour = 0, minute = 0, second = 0 } = parts
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const own = format === undefined ? isoPattern.exec(yearFirst(text))?.[7] : undefined
  return `${day}T${two(hour)}:${two(minute)}:${two(second)}${own ?? offset}`
}
