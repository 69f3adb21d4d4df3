// Working hours as one line of text: 'mon=09:00-12:00,13:30-18:00;tue=09:00-18:00', as the calendar's record holds them.
import { failed, ok, type Result } from '#base/result'
import {
  calendarProblem,
  clip,
  type Interval,
  type Intervals,
  intervalProblems,
  type WeeklyHours,
} from './definition.ts'

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const maxWeeklyLength = 1200
const maxHoursLength = 160
const intervalPattern = /^([01][0-9]|2[0-4]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])$/

/**
 * Reads the hours of a day: 'HH:MM-HH:MM' joined by commas, in order, '24:00' for the end of the day. No blanks.
 * Problems: `calendar.hours-unreadable`, `calendar.interval-invalid` (a span over midnight is written as two days),
 * `calendar.intervals-overlap`, `calendar.too-many-intervals`.
 */
export function parseHours(text: string, path: readonly string[] = []): Result<Intervals> {
  const parts = text.length > maxHoursLength ? [] : text.split(',')
  const hours = parts.map(parseInterval).filter((interval) => interval !== undefined)
  if (hours.length === 0 || hours.length < parts.length) return unreadable(text, path)
  const problems = intervalProblems(hours, path)
  return problems.length > 0 ? failed(...problems) : ok(hours)
}

function parseInterval(text: string): Interval | undefined {
  const matched = intervalPattern.exec(text)
  if (matched === null) return undefined
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = matched.slice(1).map(Number)
  return { from: fromHour * 60 + fromMinute, to: toHour * 60 + toMinute }
}

const unreadable = (text: string, path: readonly string[]): Result<never> =>
  failed(calendarProblem('calendar.hours-unreadable', path, { text: clip(text) }))

/**
 * Reads the hours of a week: '<day>=<hours>' joined by semicolons, days mon tue wed thu fri sat sun in any order, each
 * at most once; a day left out is a day off, and the empty text a week without work. No blanks.
 * Problems: those of `parseHours`, and `calendar.weekday-repeated`.
 */
export function parseWeekly(text: string, path: readonly string[] = ['weekly']): Result<WeeklyHours> {
  if (text.length > maxWeeklyLength) return unreadable(text, path)
  const hoursOf = new Map<string, Intervals>()
  for (const part of text === '' ? [] : text.split(';')) {
    const [, day, hoursText] = /^([a-z]{3})=(.+)$/.exec(part) ?? []
    if (day === undefined || hoursText === undefined || !isWeekday(day)) return unreadable(part, path)
    if (hoursOf.has(day)) return failed(calendarProblem('calendar.weekday-repeated', path, { day }))
    const hours = parseHours(hoursText, path)
    if (!hours.ok) return hours
    hoursOf.set(day, hours.value)
  }
  const of = (day: (typeof weekdays)[number]): Intervals => hoursOf.get(day) ?? []
  return ok([of('mon'), of('tue'), of('wed'), of('thu'), of('fri'), of('sat'), of('sun')])
}

const isWeekday = (day: string): boolean => weekdays.some((known) => known === day)

/** The text that `parseHours` reads back; empty for a day off. */
export const formatHours = (hours: Intervals): string =>
  hours.map(({ from, to }) => `${clock(from)}-${clock(to)}`).join(',')

/** The text that `parseWeekly` reads back: Monday first, days off left out. */
export const formatWeekly = (weekly: WeeklyHours): string =>
  weekly
    .flatMap((hours, index) => (hours.length > 0 ? [`${weekdays[index]}=${formatHours(hours)}`] : []))
    .join(';')

const clock = (minutes: number): string => `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`

const twoDigits = (value: number): string => value.toString().padStart(2, '0')
