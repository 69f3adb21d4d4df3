// The price of a line from governed price lists, and what a line comes to.
import { type Decimal, parseDecimal, ratio, roundTo, zero } from '#base/values/decimal'
import type { Row } from '#kernel/schema'

const number = (value: unknown): Decimal => parseDecimal(value) ?? zero

/**
 * The tax-inclusive unit price of an item at a quantity: among the tiers reached, the one with the largest `minQuantity`;
 * where two lists have it, the list that became valid last. `lists` are those valid on the day in the wanted currency.
 * Undefined when no list prices the item at this quantity.
 */
export function tierPrice(
  item: string,
  quantity: Decimal,
  lists: readonly Row[],
  tiers: readonly Row[],
): string | undefined {
  const since = new Map(lists.map((list) => [list.id, String(list.validFrom)]))
  const reached = tiers
    .filter(
      (tier) => tier.item === item && since.has(tier.priceList) && number(tier.minQuantity).lte(quantity),
    )
    .toSorted(
      (a, b) =>
        number(b.minQuantity).comparedTo(number(a.minQuantity)) ||
        (String(since.get(b.priceList)) > String(since.get(a.priceList)) ? 1 : -1),
    )
  const price = reached[0]?.price
  return typeof price === 'string' ? price : undefined
}

/** Tax-inclusive amount of a line: quantity × price × (1 − discount), computed exactly and rounded once to cents, half away from zero. */
export const lineAmount = (quantity: Decimal, price: Decimal, discount: Decimal): Decimal =>
  ratio([quantity, price, discount.negated().plus(1)], [], 2) ?? roundTo(zero, 2)
