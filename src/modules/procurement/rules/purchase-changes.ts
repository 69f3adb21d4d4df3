// Needs as draft purchase orders, one for each supplier.
import type { Decimal } from '#base/values/decimal'
import type { Change, Reader, Values } from '#kernel/records'
import { quantityText } from '#modules/inventory'

export type Need = {
  readonly item: string
  readonly quantity: Decimal
  /** '' when the item has no usual supplier: the buyer then chooses. */
  readonly supplier: string
  readonly price: string | null
  readonly neededOn: string | null
  /** The day it comes when ordered now: today and the item's lead time. */
  readonly expectedOn: string | null
  readonly warehouse: string | null
  /** References that other modules added to the line. */
  readonly because?: Values
}

/** Draft orders with their lines. An order is needed on the earliest day of its lines. */
export function purchaseChanges(reader: Pick<Reader, 'newId'>, needs: readonly Need[]): readonly Change[] {
  const suppliers = [...new Set(needs.map((need) => need.supplier))]
  return suppliers.flatMap((supplier) => {
    const wanted = needs.filter((need) => need.supplier === supplier)
    const order = reader.newId()
    const neededOn = wanted.flatMap((need) => need.neededOn ?? []).sort()[0] ?? null
    const values = { supplier: supplier === '' ? null : supplier, neededOn }
    const lines = wanted.map((need, index) => lineChange(reader.newId(), order, need, index + 1))
    return [{ kind: 'create', object: 'procurement.order', id: order, values } as const, ...lines]
  })
}

const lineChange = (id: string, order: string, need: Need, lineNumber: number): Change => ({
  kind: 'create',
  object: 'procurement.orderLine',
  id,
  values: {
    order,
    lineNumber: String(lineNumber),
    item: need.item,
    quantity: quantityText(need.quantity),
    ...(need.price === null ? {} : { price: need.price }),
    neededOn: need.neededOn,
    promisedDate: need.expectedOn,
    warehouse: need.warehouse,
    ...need.because,
  },
})
