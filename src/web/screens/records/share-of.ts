// How much of a whole a part is. Pure.
import { parseDecimal } from '#base/values/decimal'
import type { Value } from '#kernel/schema'

/** A fraction, more than 1 where the part is larger; null where there is no whole to be a part of. */
export function shareOf(part: Value | undefined, whole: Value | undefined): number | null {
  const [some, all] = [parseDecimal(part ?? '0'), parseDecimal(whole)]
  if (all === undefined) return null
  if (all.lte(0)) return some?.gt(0) ? Number.POSITIVE_INFINITY : 0
  return some === undefined ? 0 : some.dividedBy(all).toNumber()
}
