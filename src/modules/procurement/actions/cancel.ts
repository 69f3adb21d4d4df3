// Give up what has not come yet; what came stays received.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'
import { idOf, label, quantityOf } from '#modules/inventory'

export const cancel: Action = {
  name: 'cancel',
  object: 'procurement.order',
  label: label('取消', 'Cancel'),
  target: 'record',
  moves: { field: 'status', to: ['cancelled'] },
  visible: "status = 'draft' or status = 'ordered'",
  confirm: label(
    '未到数量不再采购，等待这些货的订单会重新计算日期',
    'What has not come is no longer bought; the dates of waiting orders are computed again',
  ),
  input: [{ name: 'reason', type: 'text', label: label('原因', 'Reason'), required: true }],
  run: async (context, input) => {
    const partly = quantityOf(context.record?.receivedQuantity).gt(0)
    const values = { status: partly ? 'closed' : 'cancelled', cancelReason: idOf(input.reason) }
    return ok({
      changes: [{ kind: 'update', object: 'procurement.order', id: idOf(context.record?.id), values }],
    })
  },
}
