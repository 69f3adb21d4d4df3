// Quantities between rows, where they are text, and arithmetic, where they are exact decimals.
import { Decimal, formatDecimal, parseDecimal, zero } from '#base/values/decimal'
import type { Value } from '#kernel/schema'

/** Fraction digits of every stored quantity. */
export const quantityScale = 3

/** A stored number; blank counts as zero. */
export const quantityOf = (value: Value | undefined): Decimal => parseDecimal(value) ?? zero

/** The stored form of a quantity. */
export const quantityText = (quantity: Decimal): string => formatDecimal(quantity, quantityScale)

/** For people: no trailing zeros. */
export const shortText = (quantity: Decimal): string => formatDecimal(quantity)

export const smaller = (left: Decimal, right: Decimal): Decimal => (left.lt(right) ? left : right)

export const atLeastZero = (quantity: Decimal): Decimal => (quantity.gt(0) ? quantity : zero)

/** Adds to what a map holds under a key. */
export function addTo(map: Map<string, Decimal>, key: string, quantity: Decimal): void {
  map.set(key, (map.get(key) ?? new Decimal(0)).plus(quantity))
}

/** A reference as text; blank becomes ''. */
export const idOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '')

export const textOf = idOf
