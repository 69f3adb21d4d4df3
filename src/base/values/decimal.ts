// Exact decimals: the only numbers that money, quantities and formulas are made of.
import { Decimal as Base } from 'decimal.js'

/**
 * Exact decimal arithmetic. Sums, differences and products are exact while they need no more than 60 significant
 * digits (PostgreSQL's numeric is exact without limit, so the two agree there); beyond that they round half away from
 * zero. Magnitudes beyond 10^1000 become infinite and below 10^-1000 zero, so that no value can exhaust memory.
 * Division goes through `divide` or `ratio`, never through the class, because only those agree with SQL.
 */
export const Decimal = Base.clone({
  precision: 60,
  rounding: Base.ROUND_HALF_UP,
  toExpNeg: -9e15,
  toExpPos: 9e15,
  maxE: 1000,
  minE: -1000,
})
export type Decimal = Base

/** Fraction digits that a quotient is rounded to where nothing asks for fewer. */
export const workingScale = 20

/** Longest decimal text that is read, sign and point included. */
export const maxDecimalLength = 60

/** Most fraction digits that can be asked for. */
export const maxScale = 100

export const zero: Decimal = new Decimal(0)

const pattern = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/

/**
 * Reads a decimal written plainly: an optional minus, digits without leading zeros, an optional point with digits on
 * both sides. Signs of plus, exponents, blanks, separators and non-ASCII digits are refused, as is anything longer than
 * 60 characters. A JavaScript number is read as its shortest decimal form, under the same bound; NaN and infinities
 * are refused. Minus zero is read as zero.
 */
export function parseDecimal(input: unknown): Decimal | undefined {
  const text = typeof input === 'number' ? plain(input) : input
  if (typeof text !== 'string' || text.length > maxDecimalLength || !pattern.test(text)) return undefined
  return unsignedZero(new Decimal(text))
}

const plain = (value: number): string => (Number.isFinite(value) ? new Decimal(value).toFixed() : '')

const unsignedZero = (value: Decimal): Decimal => (value.isZero() ? zero : value)

/**
 * The canonical text of a decimal, the form it has on the wire and in records: no exponent, no plus, no leading zeros,
 * no minus zero. Without `scale` trailing fraction zeros are dropped; with it there are exactly that many fraction
 * digits, rounded half away from zero. An infinite value or NaN is a bug and throws.
 */
export function formatDecimal(value: Decimal, scale?: number): string {
  if (!value.isFinite()) throw new RangeError(`not a finite decimal: ${value.toString()}`)
  if (scale === undefined) return unsignedZero(value).toFixed()
  return roundTo(value, scale).toFixed(scale)
}

/** Rounds half away from zero to 0–100 fraction digits; equals SQL `round(value, scale)` on numeric. */
export const roundTo = (value: Decimal, scale: number): Decimal =>
  unsignedZero(value.toDecimalPlaces(checkedScale(scale), Base.ROUND_HALF_UP))

function checkedScale(scale: number): number {
  if (!Number.isInteger(scale) || scale < 0 || scale > maxScale)
    throw new RangeError(`scale out of range: ${scale}`)
  return scale
}

/**
 * The quotient rounded once, half away from zero, to 20 fraction digits; undefined when the divisor is zero.
 *
 * Equals this SQL, and not `round(a / b, 20)`: PostgreSQL chooses the scale of `/` from its operands (at least 16
 * significant digits, often fewer than 20 fraction digits, and for small quotients more than 20, which rounds twice).
 * `div` is exact:
 *
 *     sign(a) * sign(b) * div(abs(a) * 2e20 + abs(b), 2 * abs(b)) * 1e-20      -- null or an error branch when b = 0
 *
 * with `a` and `b` cast to numeric; for another scale n write 2e<n> and 1e-<n>.
 */
export const divide = (dividend: Decimal, divisor: Decimal): Decimal | undefined =>
  ratio([dividend], [divisor], workingScale)

/**
 * The product of the numerators over the product of the denominators, computed exactly and rounded once, half away
 * from zero, to `scale` fraction digits; undefined when a denominator is zero. SQL: as for `divide`, with both
 * products in the places of `a` and `b`.
 */
export function ratio(
  numerators: readonly Decimal[],
  denominators: readonly Decimal[],
  scale: number,
): Decimal | undefined {
  const above = exactProduct(numerators)
  const below = exactProduct(denominators)
  if (below.units === 0n) return undefined
  const shift = checkedScale(scale) + below.scale - above.scale
  const numerator = above.units * powerOfTen(Math.max(shift, 0))
  const denominator = below.units * powerOfTen(Math.max(-shift, 0))
  return fromUnits({ units: divideHalfAway(numerator, denominator), scale })
}

/** An integer number of units of 10^-scale. */
export type Units = { readonly units: bigint; readonly scale: number }

/** The exact integer form of a finite decimal: `value = units × 10^-scale`. */
export function toUnits(value: Decimal): Units {
  const [whole = '', fraction = ''] = formatDecimal(value).split('.')
  return { units: BigInt(whole + fraction), scale: fraction.length }
}

/** The decimal `units × 10^-scale`, exactly. */
export function fromUnits({ units, scale }: Units): Decimal {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const point = digits.length - scale
  const sign = units < 0n ? '-' : ''
  const fraction = scale > 0 ? `.${digits.slice(point)}` : ''
  return unsignedZero(new Decimal(`${sign}${digits.slice(0, point)}${fraction}`))
}

export const powerOfTen = (exponent: number): bigint => 10n ** BigInt(exponent)

function exactProduct(factors: readonly Decimal[]): Units {
  let product: Units = { units: 1n, scale: 0 }
  for (const factor of factors) {
    const next = toUnits(factor)
    product = { units: product.units * next.units, scale: product.scale + next.scale }
  }
  return product
}

function divideHalfAway(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n
  const above = numerator < 0n ? -numerator : numerator
  const below = denominator < 0n ? -denominator : denominator
  const quotient = (2n * above + below) / (2n * below)
  return negative ? -quotient : quotient
}

/** The sum; zero for no values (where SQL's `sum` gives null: write `coalesce(sum(x), 0)`). */
export const sum = (values: Iterable<Decimal>): Decimal => {
  let total = zero
  for (const value of values) total = total.plus(value)
  return unsignedZero(total)
}

/** −1, 0 or 1; by value, so 1.0 equals 1.00. */
export const compare = (left: Decimal, right: Decimal): -1 | 0 | 1 => {
  if (left.lt(right)) return -1
  return left.gt(right) ? 1 : 0
}
