// What reporting a quantity takes out of stock, exactly and for every material, or what is missing.
import type { Problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { Decimal, ratio } from '#base/values/decimal'
import {
  atLeastZero,
  type Free,
  notEnough,
  type Piece,
  quantityScale,
  smaller,
  splitOverWarehouses,
} from '#modules/inventory'

/**
 * How much of a material is due when `reported` more of `quantity` is made: its share of all made so far, less what was
 * taken. Rounded to stored digits, so that however production is reported, the last report takes exactly the rest.
 */
export function dueConsumption(
  required: Decimal,
  consumed: Decimal,
  quantity: Decimal,
  producedAfter: Decimal,
): Decimal {
  const share = ratio([required, producedAfter], [quantity], quantityScale) ?? new Decimal(0)
  return atLeastZero(share.minus(consumed))
}

export type Material = {
  readonly id: string
  readonly component: string
  readonly name: string
  readonly due: Decimal
  /** What this material has reserved, by warehouse. */
  readonly held: Free
}
export type Taking = Piece & {
  readonly material: string
  readonly component: string
  readonly reserved: boolean
}

/**
 * Takes each material first from what it has reserved, then from free stock, which several materials share. All or
 * nothing: one problem for each material that is short (inventory.notEnough with what is left for it).
 */
export function consumption(
  materials: readonly Material[],
  free: ReadonlyMap<string, Map<string, Decimal>>,
  warehouse: string,
): Result<readonly Taking[]> {
  const takings: Taking[] = []
  const problems: Problem[] = []
  for (const material of materials) {
    const held = splitOverWarehouses(material.due, material.held, warehouse)
    const places = free.get(material.component) ?? new Map<string, Decimal>()
    const rest = splitOverWarehouses(held.missing, places, warehouse)
    if (rest.missing.gt(0)) {
      const available = material.due.minus(rest.missing)
      problems.push(notEnough({ item: material.name, wanted: material.due, available }, ['quantity']))
    }
    takings.push(...held.pieces.map((piece) => taking(material, piece, true)))
    takings.push(...rest.pieces.map((piece) => taking(material, piece, false)))
    for (const piece of rest.pieces) deplete(places, piece)
  }
  return problems.length > 0 ? failed(...problems) : ok(takings)
}

const taking = (material: Material, piece: Piece, reserved: boolean): Taking => ({
  ...piece,
  material: material.id,
  component: material.component,
  reserved,
})

function deplete(places: Map<string, Decimal>, piece: Piece): void {
  const left = places.get(piece.warehouse) ?? new Decimal(0)
  places.set(piece.warehouse, left.minus(smaller(left, piece.quantity)))
}
