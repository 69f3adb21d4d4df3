// Quantities: converting between units by exact factors, and rounding to what an item is counted in.
import { Decimal, ratio, roundTo } from './decimal.ts'

/**
 * How much of the base unit one unit is, as an exact fraction of two decimals, so that a third or a dozen of boxes
 * converts without loss: a box of 12 is 12/1, and one piece in units of boxes is 1/12.
 */
export type UnitFactor = { readonly numerator: Decimal; readonly denominator: Decimal }

export type QuantityRounding = 'nearest' | 'up' | 'down'

const roundings: Readonly<Record<QuantityRounding, (quantity: Decimal, scale: number) => Decimal>> = {
  nearest: roundTo,
  up: (quantity, scale) => roundTo(quantity.toDecimalPlaces(scale, Decimal.ROUND_CEIL), scale),
  down: (quantity, scale) => roundTo(quantity.toDecimalPlaces(scale, Decimal.ROUND_FLOOR), scale),
}

/** A factor that is a plain decimal: `one unit = factor base units`. */
export const unitFactor = (factor: Decimal): UnitFactor => ({
  numerator: factor,
  denominator: new Decimal(1),
})

/** A factor stands for a unit when it is finite and greater than zero. */
export const isUnitFactor = ({ numerator, denominator }: UnitFactor): boolean =>
  [numerator, denominator].every((part) => part.isFinite() && part.gt(0))

/**
 * A quantity of one unit in another unit of the same base, rounded once, half away from zero, to `scale` fraction
 * digits; undefined when a factor is not greater than zero.
 */
export function convertQuantity(
  quantity: Decimal,
  from: UnitFactor,
  to: UnitFactor,
  scale: number,
): Decimal | undefined {
  if (!isUnitFactor(from) || !isUnitFactor(to)) return undefined
  return ratio([quantity, from.numerator, to.denominator], [from.denominator, to.numerator], scale)
}

/**
 * A quantity in the fraction digits that an item is counted in: to the nearest (half away from zero), up towards plus
 * infinity (enough to cover a demand), or down towards minus infinity (no more than there is).
 */
export const roundQuantity = (
  quantity: Decimal,
  scale: number,
  rounding: QuantityRounding = 'nearest',
): Decimal => roundings[rounding](quantity, scale)
