// What a receipt brings in, and whether that was ordered.
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Decimal } from '#base/values/decimal'
import type { Row } from '#kernel/schema'
import { idOf, quantityOf, shortText, type WantedLine } from '#modules/inventory'

export type Arrival = {
  readonly line: string
  readonly item: string
  readonly warehouse: string
  readonly quantity: Decimal
}
export type Receipt = { readonly arrivals: readonly Arrival[]; readonly complete: boolean }

/**
 * Everything still open, or the picked lines, each into the picked warehouse, else the line's, else the given one.
 * `complete` says that nothing is left to come. Problems: procurement.nothingOpen, procurement.notOnOrder,
 * procurement.moreThanOrdered { item, wanted, open }, procurement.noWarehouse { item }.
 */
export function receipt(
  lines: readonly Row[],
  wanted: readonly WantedLine[] | null,
  warehouse: string,
): Result<Receipt> {
  const open = new Map(
    lines.map((line) => [idOf(line.id), quantityOf(line.quantity).minus(quantityOf(line.receivedQuantity))]),
  )
  const picked =
    wanted ??
    [...open]
      .filter(([, quantity]) => quantity.gt(0))
      .map(([line, quantity]): WantedLine => ({ line, quantity, warehouse: null }))
  if (picked.length === 0) return failed(problem('procurement.nothingOpen'))
  const byId = new Map(lines.map((line) => [idOf(line.id), line]))
  const arrivals: Arrival[] = []
  const problems: Problem[] = []
  for (const [index, pick] of picked.entries()) {
    const line = byId.get(pick.line)
    const left = open.get(pick.line)
    const arrival = line && arrivalOf(line, pick, warehouse)
    if (!line || left === undefined || !arrival)
      problems.push(problem('procurement.notOnOrder', ['lines', String(index)], { line: pick.line }))
    else if (pick.quantity.gt(left)) problems.push(tooMuch(line, pick.quantity, left, index))
    else if (arrival.warehouse === '')
      problems.push(problem('procurement.noWarehouse', ['warehouse'], { item: nameOf(line) }))
    else {
      arrivals.push(arrival)
      open.set(pick.line, left.minus(pick.quantity))
    }
  }
  if (problems.length > 0) return failed(...problems)
  return ok({ arrivals, complete: [...open.values()].every((quantity) => quantity.lte(0)) })
}

const arrivalOf = (line: Row, pick: WantedLine, warehouse: string): Arrival => ({
  line: pick.line,
  item: idOf(line.item),
  warehouse: pick.warehouse ?? (warehouse || idOf(line.warehouse)),
  quantity: pick.quantity,
})

const nameOf = (line: Row): string => idOf(line.item$title) || idOf(line.item)

const tooMuch = (line: Row, wanted: Decimal, left: Decimal, index: number): Problem =>
  problem('procurement.moreThanOrdered', ['lines', String(index)], {
    item: nameOf(line),
    wanted: shortText(wanted),
    open: shortText(left),
  })
