// How much each demand holds in each warehouse, out of the reservation ledger.
import type { Decimal } from '#base/values/decimal'
import type { Row } from '#kernel/schema'
import { addTo, idOf, quantityOf } from './quantity.ts'

/** Held quantity by demand id, then by warehouse id; places where nothing is held any more are left out. */
export type Held = ReadonlyMap<string, ReadonlyMap<string, Decimal>>

/** `by` is the reference through which the ledger names the demand, e.g. `orderLine`. */
export function heldBy(reservations: readonly Row[], by: string): Held {
  const held = new Map<string, Map<string, Decimal>>()
  for (const row of reservations) {
    const demand = idOf(row[by])
    if (demand === '') continue
    const places = held.get(demand) ?? new Map<string, Decimal>()
    held.set(demand, places)
    addTo(places, idOf(row.warehouse), quantityOf(row.quantity))
  }
  for (const places of held.values())
    for (const [place, quantity] of [...places]) if (quantity.lte(0)) places.delete(place)
  return held
}
