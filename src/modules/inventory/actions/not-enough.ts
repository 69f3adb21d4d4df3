// The refusal that says how much is left and when more comes.
import { type Problem, problem } from '#base/problem'
import type { Decimal } from '#base/values/decimal'
import { shortText } from '../rules/quantity.ts'

export type Shortage = {
  /** The item's name, for people. */
  readonly item: string
  readonly wanted: Decimal
  readonly available: Decimal
  /** The next arrival, when one is known. */
  readonly nextDate?: string
  readonly nextQuantity?: Decimal
}

/** inventory.notEnough, or inventory.notEnoughUntil when the next arrival is known. */
export const notEnough = (shortage: Shortage, path: readonly string[] = []): Problem => {
  const known = shortage.nextDate !== undefined && shortage.nextQuantity !== undefined
  return problem(known ? 'inventory.notEnoughUntil' : 'inventory.notEnough', path, {
    item: shortage.item,
    wanted: shortText(shortage.wanted),
    available: shortText(shortage.available),
    nextDate: shortage.nextDate ?? null,
    nextQuantity: shortage.nextQuantity === undefined ? null : shortText(shortage.nextQuantity),
  })
}
