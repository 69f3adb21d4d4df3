// Money: what a currency is counted in, tax in and out of a price, and shares that add up to the last cent.
import { type Decimal, fromUnits, powerOfTen, ratio, roundTo, sum, toUnits } from './decimal.ts'

export { rmbCapital } from './rmb-capital.ts'

/** An amount as canonical decimal text, and an ISO 4217 code. */
export type Money = { readonly amount: string; readonly currency: string }

/** The parts of a taxed amount; `net + tax = gross` exactly. */
export type TaxedAmount = { readonly net: Decimal; readonly tax: Decimal; readonly gross: Decimal }

/** Most shares that one amount is divided into. */
export const maxShares = 10_000

// ISO 4217 minor units, where they are not two.
const scaleOf = new Map<string, number>([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map(fractionDigits(0)),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map(fractionDigits(3)),
  ...'CLF UYW'.split(' ').map(fractionDigits(4)),
])

function fractionDigits(scale: number): (code: string) => [string, number] {
  return (code) => [code, scale]
}

/** True for a code of the form of ISO 4217: three capital letters. */
export const isCurrencyCode = (input: unknown): input is string =>
  typeof input === 'string' && /^[A-Z]{3}$/.test(input)

/** Fraction digits that a currency is counted in (ISO 4217 minor units); two for a code not listed. */
export const currencyScale = (currency: string): number => scaleOf.get(currency) ?? 2

/** An amount in whole minor units of its currency, half away from zero. */
export const roundMoney = (amount: Decimal, currency: string): Decimal =>
  roundTo(amount, currencyScale(currency))

/**
 * Divides an amount in proportion to weights so that the shares add up to it exactly. Each share is its exact
 * proportion cut to the minor unit, or one unit more; the units left over go to the largest cut-off remainders, the
 * earlier of equals first (the largest-remainder method). The amount is rounded to the currency before it is divided.
 * A negative amount gives the negatives of the positive's shares. Undefined when there are no weights or more than
 * 10 000, when one is negative, or when all are zero.
 */
export function allocate(
  amount: Decimal,
  weights: readonly Decimal[],
  currency: string,
): readonly Decimal[] | undefined {
  const whole = integersOf(weights)
  const total = whole?.reduce((left, right) => left + right, 0n)
  if (whole === undefined || total === undefined || total === 0n) return undefined
  const scale = currencyScale(currency)
  const units = unitsAt(roundMoney(amount.abs(), currency), scale)
  const sign = amount.isNegative() ? -1n : 1n
  return largestRemainder(units, whole, total).map((share) => fromUnits({ units: sign * share, scale }))
}

/** Weights on one common scale, so that proportions are exact. */
function integersOf(weights: readonly Decimal[]): readonly bigint[] | undefined {
  if (weights.length === 0 || weights.length > maxShares) return undefined
  if (weights.some((weight) => !weight.isFinite() || weight.lt(0))) return undefined
  const scale = Math.max(...weights.map((weight) => weight.decimalPlaces()))
  return weights.map((weight) => unitsAt(weight, scale))
}

function unitsAt(value: Decimal, scale: number): bigint {
  const exact = toUnits(value)
  return exact.units * powerOfTen(scale - exact.scale)
}

function largestRemainder(units: bigint, weights: readonly bigint[], total: bigint): readonly bigint[] {
  const shares = weights.map((weight, place) => ({
    place,
    cut: (units * weight) / total,
    remainder: (units * weight) % total,
  }))
  const left = Number(units - shares.reduce((taken, { cut }) => taken + cut, 0n))
  const byRemainder = shares.toSorted(
    (a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder),
  )
  const favoured = new Set(byRemainder.slice(0, left).map(({ place }) => place))
  return shares.map(({ place, cut }) => (favoured.has(place) ? cut + 1n : cut))
}

/**
 * Tax on top of an untaxed amount (不含税): the net is taken in whole minor units, the tax is `net × rate` rounded
 * once, the gross is their sum. `rate` is a fraction (0.13); undefined when it is negative or not finite.
 */
export function taxOnNet(net: Decimal, rate: Decimal, currency: string): TaxedAmount | undefined {
  const whole = roundMoney(net, currency)
  const tax = isRate(rate) ? ratio([whole, rate], [], currencyScale(currency)) : undefined
  return tax && { net: whole, tax, gross: sum([whole, tax]) }
}

/**
 * Tax inside a taxed amount (含税): the gross is taken in whole minor units, the net is `gross ÷ (1 + rate)` rounded
 * once, the tax is what remains. `rate` is a fraction (0.13); undefined when it is negative or not finite.
 */
export function taxInGross(gross: Decimal, rate: Decimal, currency: string): TaxedAmount | undefined {
  const whole = roundMoney(gross, currency)
  const net = isRate(rate) ? ratio([whole], [rate.plus(1)], currencyScale(currency)) : undefined
  return net && { net, tax: sum([whole, net.negated()]), gross: whole }
}

const isRate = (rate: Decimal): boolean => rate.isFinite() && rate.gte(0)
