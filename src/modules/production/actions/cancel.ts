// Make no more of it: the materials it holds become free again.
import { ok } from '#base/result'
import type { Action, Change } from '#kernel/records'
import { heldBy, idOf, label, lockBalances, readIn, reserveChange } from '#modules/inventory'
import { inProgress } from './report.ts'

export const cancel: Action = {
  name: 'cancel',
  object: 'production.workOrder',
  label: label('取消', 'Cancel'),
  target: 'record',
  moves: { field: 'status', to: ['cancelled'] },
  visible: "status = 'planned' or status = 'started'",
  confirm: label(
    '预留的物料会被释放，等待该产品的订单会重新计算日期',
    'Reserved materials are released; the dates of waiting orders are computed again',
  ),
  input: [{ name: 'reason', type: 'text', label: label('原因', 'Reason'), required: true }],
  checks: [inProgress],
  run: async (context, input) => {
    const id = idOf(context.record?.id)
    const lines = await readIn(context, 'production.workOrderMaterial', 'workOrder', [id], ['component'])
    await lockBalances(
      context,
      lines.map((line) => idOf(line.component)),
    )
    const items = new Map(lines.map((line) => [idOf(line.id), idOf(line.component)]))
    const fields = ['workOrderMaterial', 'warehouse', 'quantity']
    const ledger = await readIn(context, 'inventory.reservation', 'workOrderMaterial', items.keys(), fields)
    const releases = [...heldBy(ledger, 'workOrderMaterial')].flatMap(([material, places]) =>
      [...places].map(
        ([warehouse, quantity]): Change =>
          reserveChange(context, {
            item: items.get(material) ?? '',
            warehouse,
            quantity: quantity.negated(),
            because: { workOrderMaterial: material },
          }),
      ),
    )
    const values = { status: 'cancelled', cancelReason: idOf(input.reason) }
    return ok({ changes: [...releases, { kind: 'update', object: 'production.workOrder', id, values }] })
  },
}
