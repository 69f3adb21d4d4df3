// Whether a customer's credit covers one more order.
import { type Decimal, formatDecimal, parseDecimal, sum, zero } from '#base/values/decimal'
import type { Value } from '#kernel/schema'

export type Credit = { readonly limit: string; readonly used: string; readonly excess: string }

const amountOf = (value: Value | undefined): Decimal => parseDecimal(value) ?? zero

/**
 * Undefined when the order is covered: no limit is set, or what is used already (confirmed, not closed orders) and this order stay
 * within it. Otherwise the limit, the use and by how much they exceed it, in the limit's currency. A limit of zero is a limit.
 */
export function exceededCredit(
  limit: Value | undefined,
  used: Value | undefined,
  amount: Value | undefined,
): Credit | undefined {
  const most = parseDecimal(limit)
  if (most === undefined) return undefined
  const excess = sum([amountOf(used), amountOf(amount), most.negated()])
  if (excess.lte(0)) return undefined
  return {
    limit: formatDecimal(most, 2),
    used: formatDecimal(amountOf(used), 2),
    excess: formatDecimal(excess, 2),
  }
}
