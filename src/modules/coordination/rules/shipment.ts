// What a shipment takes: everything reserved, or the picked lines out of what they have reserved.
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { type Decimal, sum } from '#base/values/decimal'
import type { Row } from '#kernel/schema'
import {
  type Held,
  idOf,
  notEnough,
  quantityOf,
  smaller,
  splitOverWarehouses,
  type WantedLine,
} from '#modules/inventory'
import type { Supply } from './supply-plan.ts'

export type Parcel = {
  readonly line: string
  readonly item: string
  /** Null for a service, which leaves no warehouse. */
  readonly warehouse: string | null
  readonly quantity: Decimal
}

/**
 * `lines` carry item, item$title, item.kind and openQuantity; `held` is what each has reserved now. Only the given
 * warehouse takes part when one is given. Problems: coordination.nothingToShip, coordination.notOnOrder, inventory.notEnough
 * with what is ready and when more comes.
 */
export function shipment(
  lines: readonly Row[],
  held: Held,
  wanted: readonly WantedLine[] | null,
  warehouse: string,
  next: ReadonlyMap<string, Supply>,
): Result<readonly Parcel[]> {
  const byId = new Map(lines.map((line) => [idOf(line.id), line]))
  const picks = wanted ?? lines.map((line) => everything(line, ready(line, held, warehouse)))
  const parcels: Parcel[] = []
  const problems: Problem[] = []
  for (const [index, pick] of picks.entries()) {
    if (pick.quantity.lte(0)) continue
    const line = byId.get(pick.line)
    const available = line === undefined ? undefined : ready(line, held, pick.warehouse ?? warehouse)
    if (line === undefined || available === undefined)
      problems.push(problem('coordination.notOnOrder', ['lines', String(index)], { line: pick.line }))
    else if (pick.quantity.gt(available)) problems.push(short(line, pick, available, next, index))
    else parcels.push(...pack(line, pick, held, pick.warehouse ?? warehouse))
  }
  if (problems.length > 0) return failed(...problems)
  return parcels.length > 0 ? ok(parcels) : failed(nothing(lines, next))
}

const everything = (line: Row, quantity: Decimal): WantedLine => ({
  line: idOf(line.id),
  quantity,
  warehouse: null,
})

const isService = (line: Row): boolean => line['item.kind'] === 'service'

const placesOf = (line: Row, held: Held, warehouse: string): ReadonlyMap<string, Decimal> =>
  new Map([...(held.get(idOf(line.id)) ?? [])].filter(([place]) => warehouse === '' || place === warehouse))

function ready(line: Row, held: Held, warehouse: string): Decimal {
  const open = quantityOf(line.openQuantity)
  return isService(line) ? open : smaller(open, sum(placesOf(line, held, warehouse).values()))
}

function pack(line: Row, pick: WantedLine, held: Held, warehouse: string): readonly Parcel[] {
  const base = { line: pick.line, item: idOf(line.item) }
  if (isService(line)) return [{ ...base, warehouse: null, quantity: pick.quantity }]
  const split = splitOverWarehouses(pick.quantity, placesOf(line, held, warehouse))
  return split.pieces.map((piece) => ({ ...base, ...piece }))
}

const nameOf = (line: Row): string => idOf(line.item$title) || idOf(line.item)

function short(
  line: Row,
  pick: WantedLine,
  available: Decimal,
  next: ReadonlyMap<string, Supply>,
  index: number,
): Problem {
  const arrival = next.get(idOf(line.item))
  const known = arrival?.date ? { nextDate: arrival.date, nextQuantity: arrival.quantity } : {}
  return notEnough({ item: nameOf(line), wanted: pick.quantity, available, ...known }, [
    'lines',
    String(index),
  ])
}

function nothing(lines: readonly Row[], next: ReadonlyMap<string, Supply>): Problem {
  const arrivals = lines.flatMap((line) => {
    const arrival = next.get(idOf(line.item))
    return arrival?.date && quantityOf(line.openQuantity).gt(0) ? [{ line, arrival }] : []
  })
  arrivals.sort((left, right) => ((left.arrival.date ?? '') < (right.arrival.date ?? '') ? -1 : 1))
  const first = arrivals[0]
  if (first === undefined) return problem('coordination.nothingToShip')
  return problem('coordination.nothingToShipUntil', [], {
    item: nameOf(first.line),
    nextDate: first.arrival.date,
    nextQuantity: first.arrival.quantity.toFixed(),
  })
}
