// What in a write makes it necessary to look again at who gets what.
import type { Decimal } from '#base/values/decimal'
import type { Diff } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { addTo, idOf, quantityOf } from '#modules/inventory'

export type Causes = {
  /** Orders that became confirmed: what they lack is bought and made. */
  readonly confirmed: readonly string[]
  /** Confirmed orders that ended: what they hold is let go. A draft holds nothing. */
  readonly ended: readonly string[]
  /** Confirmed orders whose urgency changed. */
  readonly reranked: readonly string[]
  /** Lines that want something else, or are to be dated again. */
  readonly lines: readonly Row[]
  /** Items of which something became free, or whose arrivals changed. */
  readonly items: readonly string[]
}

/** What is wanted, until when, and that a day passed (`dateAgain`). */
const wanted = ['quantity', 'cancelledQuantity', 'item', 'promisedDate', 'datedOn']
const ended = new Set(['cancelled', 'closed'])

export function causesOf(diffs: readonly Diff[]): Causes {
  const of = (object: string): readonly Diff[] => diffs.filter((diff) => diff.object === object)
  const orders = of('sales.order')
  const became = (diff: Diff, test: (status: string) => boolean): boolean =>
    test(idOf(diff.after?.status)) && !test(idOf(diff.before?.status))
  return {
    confirmed: orders.filter((diff) => became(diff, (status) => status === 'confirmed')).map(ids),
    ended: orders
      .filter((diff) => diff.before?.status === 'confirmed' && became(diff, (status) => ended.has(status)))
      .map(ids),
    reranked: orders.filter(reranked).map(ids),
    lines: of('sales.orderLine').flatMap((diff) =>
      diff.before !== null && touches(diff, wanted) ? [diff.after ?? diff.before] : [],
    ),
    items: [
      ...new Set([
        ...freed(of('inventory.move'), of('inventory.reservation')),
        ...arrivals(of('procurement.orderLine'), ['openQuantity', 'dueDate', 'item']),
        ...arrivals(of('production.workOrder'), ['openQuantity', 'dueDate', 'item']),
      ]),
    ],
  }
}

const ids = (diff: Diff): string => diff.id

const touches = (diff: Diff, fields: readonly string[]): boolean =>
  fields.some((field) => diff.changed.includes(field))

const reranked = (diff: Diff): boolean =>
  diff.before?.status === 'confirmed' &&
  diff.after?.status === 'confirmed' &&
  touches(diff, ['priority', 'promisedDate'])

/** Purchases and work orders made for a line were counted when they were made. */
const arrivals = (diffs: readonly Diff[], fields: readonly string[]): readonly string[] =>
  diffs
    .filter((diff) => touches(diff, fields) && !(diff.before === null && idOf(diff.after?.orderLine) !== ''))
    .map((diff) => idOf((diff.after ?? diff.before)?.item))

/** A shipment releases what it takes, so it frees nothing; only what is more at the end counts. */
function freed(moves: readonly Diff[], reservations: readonly Diff[]): readonly string[] {
  const places = new Map<string, Decimal>()
  const add = (row: Row | null, warehouse: string, sign: number): void => {
    if (row !== null && warehouse !== '')
      addTo(places, `${idOf(row.item)}|${warehouse}`, quantityOf(row.quantity).times(sign))
  }
  for (const { after } of moves) {
    add(after, idOf(after?.to), 1)
    add(after, idOf(after?.from), -1)
  }
  for (const { after } of reservations) add(after, idOf(after?.warehouse), -1)
  return [...places].filter(([, more]) => more.gt(0)).map(([place]) => place.split('|')[0] ?? '')
}
