// A supply plan as changes.
import type { Change, Reader, Update } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { idOf, reserveChange } from '#modules/inventory'
import { type Need, purchaseChanges } from '#modules/procurement'
import { workOrderChanges } from '#modules/production'
import { promiseBasis, promiseReason } from './promise.ts'
import type { Demand, PlanAnswer, PlanItem } from './supply-plan.ts'

/** Work orders first (parents before children), then purchases, reservations, and the dates that changed. */
export function planChanges(
  reader: Pick<Reader, 'now' | 'newId'>,
  plan: PlanAnswer,
  items: ReadonlyMap<string, Row>,
  planItems: ReadonlyMap<string, PlanItem>,
  lines: ReadonlyMap<string, Row>,
): readonly Change[] {
  const works = plan.works.flatMap((work) =>
    workOrderChanges({
      ...work,
      because: { orderLine: work.demand.orderLine, forMaterial: materialOf(work.demand) },
    }),
  )
  const needs = plan.purchases.map(({ demand, quantity, expectedOn }): Need => {
    const item = items.get(demand.item) ?? {}
    return {
      item: demand.item,
      quantity,
      supplier: idOf(item.supplier),
      price: idOf(item.purchasePrice) || null,
      neededOn: demand.neededOn,
      expectedOn,
      warehouse: planItems.get(demand.item)?.warehouse ?? null,
      because: { orderLine: demand.orderLine, workOrderMaterial: materialOf(demand) },
    }
  })
  const reservations = plan.reservations.map(({ demand, warehouse, quantity }) =>
    reserveChange(reader, {
      item: demand.item,
      warehouse,
      quantity,
      because: { [demand.kind]: demand.id },
    }),
  )
  return [...works, ...purchaseChanges(reader, needs), ...reservations, ...dateChanges(plan, lines)]
}

const materialOf = (demand: Demand): string | null => (demand.kind === 'workOrderMaterial' ? demand.id : null)

function dateChanges(plan: PlanAnswer, lines: ReadonlyMap<string, Row>): readonly Update[] {
  return [...lines].flatMap(([id, line]) => {
    const promise = plan.promises.get(id)
    if (promise === undefined) return []
    const expectedReason = promiseReason(promise)
    if (line.expectedDate === promise.date && line.expectedReason === expectedReason) return []
    const values = { expectedDate: promise.date, expectedReason, expectedBasis: promiseBasis(promise) }
    return [{ kind: 'update', object: 'sales.orderLine', id, values } as const]
  })
}
