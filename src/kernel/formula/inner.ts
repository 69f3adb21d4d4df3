// Values while a formula runs, and the way between them and the wire.
import { isZone, localDate, parseDate, parseInstant, wallTime } from '#base/values/date'
import { type Json, plainText, type Value } from '#kernel/schema'
import { compare } from './code-points.ts'
import type { Environment, Kind } from './contract.ts'
import { readNumber, writeNumber } from './number.ts'

/** Numbers are counts of 10^-20; dates, instants and ids are their canonical texts; JSON is wrapped. */
export type Inner = bigint | string | boolean | readonly string[] | { readonly json: Json } | null

/** A compiled expression. */
export type Run = (environment: Environment) => Inner

type Take = (value: unknown) => Inner

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string'

// Of a text with headings and lists its words.
const text: Take = (value) => (isText(value) ? value : plainText(value as Value))

const takes: Readonly<Record<Kind, Take>> = {
  text,
  number: readNumber,
  boolean: (value) => (typeof value === 'boolean' ? value : null),
  date: (value) => parseDate(value) ?? null,
  datetime: (value) => parseInstant(value) ?? null,
  list: (value) => (isList(value) ? value.filter((item) => isText(item)) : null),
  // A variable may hold a whole record; as a value it is its id.
  record: (value) => (isText(value) ? value : idOf(value)),
  json: (value) => (value === null || value === undefined ? null : { json: value as Json }),
}

function idOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null
  return isText(value.id) ? value.id : null
}

/** A wire value as the kind it should be; whatever it is not becomes blank. */
export const take = (kind: Kind, value: Value | undefined): Inner =>
  value === null || value === undefined ? null : takes[kind](value)

/** A running value as it travels over the wire. */
export function give(value: Inner): Value {
  if (typeof value === 'bigint') return writeNumber(value)
  if (typeof value === 'object' && value !== null && 'json' in value) return value.json
  return value
}

/** Order of two values of one kind: numbers by size, texts by code point, dates and instants by time. */
export function order(left: Inner, right: Inner): number {
  if (typeof left === 'bigint' && typeof right === 'bigint') return left < right ? -1 : left > right ? 1 : 0
  return typeof left === 'string' && typeof right === 'string' ? compare(left, right) : 0
}

/** The date on the wall of the zone; blank for an unknown zone and beyond the years 1900–2999. */
export const dateAt = (instant: string, zone: string): string | null =>
  isZone(zone) ? (localDate(instant, zone) ?? null) : null

/** The wall time of the zone as `2026-03-31 16:30`; blank as above. */
export function wallText(instant: string, zone: string): string | null {
  const wall = isZone(zone) ? wallTime(instant, zone) : undefined
  if (!wall) return null
  const hours = Math.floor(wall.minutes / 60)
  return `${wall.date} ${two(hours)}:${two(wall.minutes % 60)}`
}

const two = (value: number): string => value.toString().padStart(2, '0')
