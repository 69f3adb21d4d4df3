// What is free in each warehouse, out of balances and of ledger rows that are not yet in them.
import type { Decimal } from '#base/values/decimal'
import type { Row } from '#kernel/schema'
import { addTo, idOf, quantityOf } from './quantity.ts'

/** Free quantity by item id, then by warehouse id. */
export type FreeStock = ReadonlyMap<string, Map<string, Decimal>>

/**
 * On hand less reserved of the given balance rows, plus what moves and reservations of the present write add. The
 * inner maps are fresh and may be used up by the caller.
 */
export function freeStock(
  balances: readonly Row[],
  moves: readonly Row[] = [],
  reservations: readonly Row[] = [],
): FreeStock {
  const free = new Map<string, Map<string, Decimal>>()
  const add = (row: Row, warehouse: string, quantity: Decimal): void => {
    if (warehouse === '') return
    const item = idOf(row.item)
    const places = free.get(item) ?? new Map<string, Decimal>()
    free.set(item, places)
    addTo(places, warehouse, quantity)
  }
  for (const row of balances)
    add(row, idOf(row.warehouse), quantityOf(row.onHand).minus(quantityOf(row.reserved)))
  for (const row of moves) {
    add(row, idOf(row.to), quantityOf(row.quantity))
    add(row, idOf(row.from), quantityOf(row.quantity).negated())
  }
  for (const row of reservations) add(row, idOf(row.warehouse), quantityOf(row.quantity).negated())
  return free
}
