// Book production: materials out, product in, in one step; refused with everything that is missing.
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Decimal } from '#base/values/decimal'
import type { Action, Change, Outcome } from '#kernel/records'
import type { Row } from '#kernel/schema'
import {
  freeStock,
  heldBy,
  idOf,
  lockBalances,
  moveChange,
  quantityOf,
  readIn,
  reserveChange,
  shortText,
} from '#modules/inventory'
import { consumption, dueConsumption, type Taking } from '../rules/consumption.ts'

type Context = Parameters<Action['run']>[0]

const fields = ['component', 'component$title', 'required', 'consumed']
const heldFields = ['workOrderMaterial', 'warehouse', 'quantity']

/**
 * Problems: inventory.nothing, production.moreThanPlanned { wanted, open }, production.noWarehouse, inventory.notEnough
 * for each missing material. Product that completes the order finishes it.
 */
export async function produce(context: Context, wanted: Decimal | null): Promise<Result<Outcome>> {
  const order = context.record ?? {}
  const planned = quantityOf(order.quantity)
  const produced = quantityOf(order.producedQuantity)
  const open = planned.minus(produced)
  const quantity = wanted ?? open
  if (quantity.lte(0)) return failed(problem('inventory.nothing', ['quantity']))
  if (quantity.gt(open)) {
    const params = { wanted: shortText(quantity), open: shortText(open) }
    return failed(problem('production.moreThanPlanned', ['quantity'], params))
  }
  const warehouse = idOf(order.warehouse)
  if (warehouse === '') return failed(problem('production.noWarehouse', ['warehouse']))
  const taken = await takeMaterials(context, order, produced.plus(quantity), warehouse)
  if (!taken.ok) return taken
  const output = moveChange(context, {
    kind: 'output',
    item: idOf(order.item),
    to: warehouse,
    quantity,
    because: { workOrder: idOf(order.id) },
  })
  const used = taken.value.flatMap((taking) => takingChanges(context, idOf(order.id), taking))
  return ok({ changes: [...used, output, progress(context, order, quantity.eq(open))] })
}

async function takeMaterials(
  context: Context,
  order: Row,
  producedAfter: Decimal,
  warehouse: string,
): Promise<Result<readonly Taking[]>> {
  const lines = await readIn(context, 'production.workOrderMaterial', 'workOrder', [idOf(order.id)], fields)
  const balances = await lockBalances(
    context,
    lines.map((line) => idOf(line.component)),
  )
  // Read after the lock: what is held cannot change any more.
  const ids = lines.map((line) => idOf(line.id))
  const held = heldBy(
    await readIn(context, 'inventory.reservation', 'workOrderMaterial', ids, heldFields),
    'workOrderMaterial',
  )
  const materials = lines.map((line) => ({
    id: idOf(line.id),
    component: idOf(line.component),
    name: idOf(line.component$title) || idOf(line.component),
    due: dueConsumption(
      quantityOf(line.required),
      quantityOf(line.consumed),
      quantityOf(order.quantity),
      producedAfter,
    ),
    held: held.get(idOf(line.id)) ?? new Map<string, Decimal>(),
  }))
  return consumption(materials, freeStock(balances), warehouse)
}

function takingChanges(context: Context, workOrder: string, taking: Taking): readonly Change[] {
  const because = { workOrderMaterial: taking.material }
  const move = moveChange(context, {
    kind: 'consume',
    item: taking.component,
    from: taking.warehouse,
    quantity: taking.quantity,
    because: { ...because, workOrder },
  })
  if (!taking.reserved) return [move]
  const { component: item, warehouse } = taking
  return [reserveChange(context, { item, warehouse, quantity: taking.quantity.negated(), because }), move]
}

const progress = (context: Context, order: Row, complete: boolean): Change => ({
  kind: 'update',
  object: 'production.workOrder',
  id: idOf(order.id),
  values: {
    status: complete ? 'finished' : 'started',
    ...(order.startedAt ? {} : { startedAt: context.now }),
    ...(complete ? { finishedAt: context.now } : {}),
  },
})
