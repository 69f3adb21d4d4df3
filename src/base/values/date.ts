// Local dates ('2025-09-28') and instants ('2025-09-28T01:00:00.000Z') as text, and the way between them in a zone.

/** A day in nobody's zone in particular: 'YYYY-MM-DD', years 1900–2999. Compares as text. */
export type LocalDate = string

/** A point in time: 'YYYY-MM-DDTHH:mm:ss.sssZ', years 1900–2999. Compares as text. */
export type Instant = string

export const minuteMs = 60_000
export const dayMs = 86_400_000
export const minutesInDay = 1440

const firstDate = '1900-01-01'
const lastDate = '2999-12-31'
const firstInstantMs = Date.parse(`${firstDate}T00:00:00.000Z`)
const lastInstantMs = Date.parse(`${lastDate}T23:59:59.999Z`)
const firstDay = firstInstantMs / dayMs
const lastDay = (lastInstantMs + 1) / dayMs - 1

const datePattern = /^(?:19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}$/
const instantPattern = /^(?:19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/

/** The text itself when it is a day that exists; anything else is undefined. */
export const parseDate = (input: unknown): LocalDate | undefined =>
  typeof input === 'string' && datePattern.test(input) && isoOf(Date.parse(input))?.slice(0, 10) === input
    ? input
    : undefined

/** The text itself when it is an instant in exactly the canonical form; no offsets, no 24:00, no leap second. */
export const parseInstant = (input: unknown): Instant | undefined =>
  typeof input === 'string' && instantPattern.test(input) && isoOf(Date.parse(input)) === input
    ? input
    : undefined

const isoOf = (ms: number): string | undefined =>
  ms >= firstInstantMs && ms <= lastInstantMs ? new Date(ms).toISOString() : undefined

/** Milliseconds since 1970 of a valid instant; an invalid one is a bug and throws. */
export function instantMs(instant: Instant): number {
  if (parseInstant(instant) === undefined) throw new RangeError(`not an instant: ${instant}`)
  return Date.parse(instant)
}

/** The instant of whole milliseconds since 1970; undefined outside the years 1900–2999. */
export const instantOfMs = (ms: number): Instant | undefined => (Number.isInteger(ms) ? isoOf(ms) : undefined)

/** Days since 1970-01-01 of a valid date; an invalid one is a bug and throws. */
export function dayNumber(date: LocalDate): number {
  if (parseDate(date) === undefined) throw new RangeError(`not a date: ${date}`)
  return Date.parse(date) / dayMs
}

/** The date of a whole number of days since 1970-01-01; undefined outside the years 1900–2999. */
export const dateOfDay = (day: number): LocalDate | undefined =>
  Number.isInteger(day) && day >= firstDay && day <= lastDay ? isoOf(day * dayMs)?.slice(0, 10) : undefined

/** The date so many days later (earlier when negative); undefined outside the years 1900–2999. */
export const addDays = (date: LocalDate, days: number): LocalDate | undefined =>
  dateOfDay(dayNumber(date) + days)

/**
 * The date so many months later; a day that the month does not have becomes the month's last (01-31 + 1 month =
 * 02-28), as PostgreSQL's `date + interval` does. Undefined outside the years 1900–2999 or for a broken number.
 */
export function addMonths(date: LocalDate, months: number): LocalDate | undefined {
  const { year, month, day } = partsOf(date)
  const index = year * 12 + (month - 1) + months
  if (!Number.isInteger(index) || index < 1900 * 12 || index >= 3000 * 12) return undefined
  const target = { year: Math.floor(index / 12), month: (index % 12) + 1 }
  return format(target.year, target.month, Math.min(day, daysInMonth(target.year, target.month)))
}

/** Days in a month (1–12) of the Gregorian calendar. */
export const daysInMonth = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate()

/** Days from one date to the other; negative when the second is earlier. Equals SQL `to - from` on dates. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => dayNumber(to) - dayNumber(from)

/** 1 for Monday to 7 for Sunday (ISO 8601), as SQL `extract(isodow from date)`. */
export const weekday = (date: LocalDate): number => weekdayOfDay(dayNumber(date))

/** The same for a number of days since 1970-01-01, which was a Thursday. */
export const weekdayOfDay = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1

export const startOfMonth = (date: LocalDate): LocalDate => {
  const { year, month } = partsOf(date)
  return format(year, month, 1)
}

export const startOfYear = (date: LocalDate): LocalDate => format(partsOf(date).year, 1, 1)

/** −1, 0 or 1 for two dates or for two instants; the canonical texts sort as the times they name. */
export const compare = (left: string, right: string): -1 | 0 | 1 => {
  if (left < right) return -1
  return left > right ? 1 : 0
}

function partsOf(date: LocalDate): { year: number; month: number; day: number } {
  if (parseDate(date) === undefined) throw new RangeError(`not a date: ${date}`)
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

const pad = (value: number): string => value.toString().padStart(2, '0')

const format = (year: number, month: number, day: number): LocalDate => `${year}-${pad(month)}-${pad(day)}`

/** What a wall clock shows: the date and the whole minutes since local midnight, 0–1439. */
export type WallTime = { readonly date: LocalDate; readonly minutes: number }

const maxZoneLength = 64
const maxFormatters = 1000
const zonePattern = /^(?:UTC|[A-Za-z]+(?:\/[A-Za-z0-9_+-]+){1,2})$/
const formatters = new Map<string, Intl.DateTimeFormat>()

/**
 * True for 'UTC' and for an IANA name with an area ('Asia/Shanghai'). Bare offsets ('+08:00') and abbreviations are
 * refused: PostgreSQL reads an offset with the opposite sign.
 */
export const isZone = (input: unknown): input is string =>
  typeof input === 'string' && formatterFor(input) !== undefined

function formatterFor(zone: string): Intl.DateTimeFormat | undefined {
  const cached = formatters.get(zone)
  if (cached !== undefined) return cached
  if (zone.length > maxZoneLength || !zonePattern.test(zone)) return undefined
  const formatter = newFormatter(zone)
  if (formatter === undefined) return undefined
  // Names are read in any case, so a hostile caller could otherwise fill the memory with spellings.
  if (formatters.size >= maxFormatters) formatters.clear()
  formatters.set(zone, formatter)
  return formatter
}

function newFormatter(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    return undefined
  }
}

/** What was last asked of a zone: one write asks for its own moment again and again. */
const latest = { zone: '', wholeSecond: Number.NaN, offset: 0 }

/** Milliseconds that the wall clock of a zone is ahead of UTC at an instant. An unknown zone is a bug and throws. */
export function offsetMs(ms: number, zone: string): number {
  const wholeSecond = Math.floor(ms / 1000) * 1000
  if (latest.wholeSecond !== wholeSecond || latest.zone !== zone)
    Object.assign(latest, { zone, wholeSecond, offset: shownOffset(wholeSecond, zone) })
  return latest.offset
}

function shownOffset(wholeSecond: number, zone: string): number {
  const formatter = formatterFor(zone)
  if (formatter === undefined) throw new RangeError(`not a time zone: ${zone}`)
  const shown = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 }
  for (const { type, value } of formatter.formatToParts(wholeSecond)) {
    if (type in shown) shown[type as keyof typeof shown] = Number(value)
  }
  const { year, month, day, hour, minute, second } = shown
  return Date.UTC(year, month - 1, day, hour, minute, second) - wholeSecond
}

/** What the wall clock of a zone shows at an instant; undefined where the local date leaves the years 1900–2999. */
export function wallTime(instant: Instant, zone: string): WallTime | undefined {
  const ms = instantMs(instant)
  const local = ms + offsetMs(ms, zone)
  const day = Math.floor(local / dayMs)
  const date = dateOfDay(day)
  return date === undefined ? undefined : { date, minutes: Math.floor((local - day * dayMs) / minuteMs) }
}

/** The date on the wall of a zone at an instant; undefined where it leaves the years 1900–2999. */
export const localDate = (instant: Instant, zone: string): LocalDate | undefined =>
  wallTime(instant, zone)?.date

/**
 * The instant when the wall clock of a zone shows a date and so many minutes since midnight (0–1440; 1440 is the next
 * midnight). Where clocks go back and show it twice, the first time; where clocks go forward and never show it, the
 * first instant after the gap. So a later wall time is never an earlier instant. (PostgreSQL's `AT TIME ZONE` takes the
 * second of an overlap and shifts a gap by its length: compute instants here and pass them as parameters.)
 * Undefined outside the years 1900–2999 or for minutes out of range.
 */
export function instantOf(date: LocalDate, minutes: number, zone: string): Instant | undefined {
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > minutesInDay) return undefined
  return instantOfMs(wallToMs(dayNumber(date) * dayMs + minutes * minuteMs, zone))
}

/** The same over numbers: `local` is the wall time written as milliseconds since 1970 as if the zone were UTC. */
export function wallToMs(local: number, zone: string): number {
  const before = offsetMs(local - dayMs, zone)
  const after = offsetMs(local + dayMs, zone)
  if (before === after) return local - before
  const shown = [local - before, local - after].filter((ms) => ms + offsetMs(ms, zone) === local)
  return shown.length > 0 ? Math.min(...shown) : endOfGap(local - after, local - before, zone)
}

/** The first instant with the later offset, between one before the change and one after it. */
function endOfGap(before: number, after: number, zone: string): number {
  const early = offsetMs(before, zone)
  let low = before
  let high = after
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetMs(middle, zone) === early) low = middle
    else high = middle
  }
  return high
}
