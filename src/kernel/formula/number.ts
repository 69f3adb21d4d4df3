// Numbers inside formulas: exact integers of 10^-20, so that PostgreSQL's numeric and JavaScript agree to the last digit.
import { maxDigits, maxOutput, scale } from './limits.ts'

/** A number as a count of 10^-20. */
export type Units = bigint

/** The number one. */
export const one: Units = 10n ** BigInt(scale)
const limit: Units = 10n ** BigInt(scale + maxDigits)
/** Powers of ten, 10^0 to 10^80. */
const powers: readonly bigint[] = Array.from({ length: 81 }, (_, exponent) => 10n ** BigInt(exponent))
const tenTo = (exponent: number): bigint => powers[exponent] ?? 10n ** BigInt(exponent)
const written = /^-?[0-9]{1,40}(?:\.[0-9]{1,40})?$/

/** The value itself while it is less than 10^30 in magnitude; blank beyond. */
export const within = (units: Units): Units | null => (units < limit && units > -limit ? units : null)

/** Reads a canonical decimal text or a whole JavaScript number; anything else, or one too large, is blank. */
export function readNumber(value: unknown): Units | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) * one : null
  if (typeof value !== 'string' || !written.test(value)) return null
  const point = value.indexOf('.')
  if (point < 0) return within(BigInt(value) * one)
  const places = value.length - point - 1
  const digits = BigInt(value.slice(0, point) + value.slice(point + 1))
  return within(places > scale ? cutEven(digits, tenTo(places - scale)) : digits * tenTo(scale - places))
}

/** Canonical decimal text. With `digits`, exactly that many after the point. */
export function writeNumber(units: Units, digits?: number): string {
  const rounded = digits === undefined ? units : round(units, digits, 'nearest')
  const text = (rounded < 0n ? -rounded : rounded).toString().padStart(scale + 1, '0')
  const fraction = text.slice(-scale)
  const kept = digits === undefined ? fraction.replace(/0+$/, '') : fraction.slice(0, digits)
  return `${rounded < 0n ? '-' : ''}${text.slice(0, -scale)}${kept === '' ? '' : `.${kept}`}`
}

/** The quotient of two integers, rounded half away from zero. */
export function divideUnits(above: bigint, below: bigint): bigint {
  const quotient = above / below
  const rest = above % below
  const twice = 2n * (rest < 0n ? -rest : rest)
  if (twice < (below < 0n ? -below : below)) return quotient
  return above < 0n === below < 0n ? quotient + 1n : quotient - 1n
}

/** The same by an even divisor, which every power of ten is: faster, because half of it is exact. */
const cutEven = (above: bigint, below: bigint): bigint =>
  (above < 0n ? above - below / 2n : above + below / 2n) / below

export const multiply = (left: Units, right: Units): Units | null => within(cutEven(left * right, one))

export const divide = (left: Units, right: Units): Units | null =>
  right === 0n ? null : within(divideUnits(left * one, right))

/** The exact power, rounded once. */
export const power = (base: Units, exponent: number): Units | null =>
  exponent < 2
    ? exponent === 0
      ? one
      : base
    : within(cutEven(base ** BigInt(exponent), one ** BigInt(exponent - 1)))

export type Rounding = 'nearest' | 'even' | 'up' | 'down' | 'floor'

/**
 * Rounds to `digits` after the point (before it when negative); `up` is away from zero, `down` towards it, `even` takes
 * halves to the even digit.
 */
export function round(units: Units, digits: number, rounding: Rounding): Units {
  if (digits >= scale) return units
  const step = tenTo(scale - digits)
  const rest = units % step
  const isDownToEven = rounding === 'even' && magnitude(units) % (2n * step) === step / 2n
  if (rounding === 'nearest' || (rounding === 'even' && !isDownToEven)) return cutEven(units, step) * step
  if (rest === 0n) return units
  const away = rounding === 'up' || (rounding === 'floor' && units < 0n)
  return units - rest + (away ? (units < 0n ? -step : step) : 0n)
}

/** The whole part as a JavaScript number, cut to ±10^15 so that it stays exact. */
export function wholeOf(units: Units): number {
  const whole = units / one
  return Number(whole > bound ? bound : whole < -bound ? -bound : whole)
}
const bound = 10n ** 15n

/** How many characters, as `countOf` reads it in SQL: 0 to 10,000; blank for a negative number. */
export const count = (units: Units): number | null =>
  units <= -one ? null : Math.min(wholeOf(units), maxOutput)

/** A place in a text or list, as `placeOf` reads it in SQL: a whole number within ±10^9; blank for zero. */
export function place(units: Units): number | null {
  const whole = Math.max(Math.min(wholeOf(units), farthest), -farthest)
  return whole === 0 ? null : whole
}
const farthest = 1_000_000_000

export const magnitude = (units: Units): Units => (units < 0n ? -units : units)

/** The square root to 20 fraction digits: no root of such a number is a tie. */
export function root(units: Units): Units | null {
  if (units < 0n) return null
  const square = units * one
  const below = rootBelow(square)
  return square - below * below > below ? below + 1n : below
}

/** The greatest integer whose square is not greater (Newton's method from above). */
function rootBelow(square: bigint): bigint {
  if (square < 2n) return square
  let guess = 1n << BigInt(Math.ceil(square.toString(2).length / 2))
  for (;;) {
    const next = (guess + square / guess) / 2n
    if (next >= guess) return guess
    guess = next
  }
}
