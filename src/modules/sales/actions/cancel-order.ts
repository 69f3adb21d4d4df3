// Cancels an order, with the reason.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'

export const cancelOrder: Action = {
  name: 'cancel',
  object: 'sales.order',
  label: { 'zh-CN': '取消订单', en: 'Cancel' },
  target: 'record',
  moves: { field: 'status', to: ['cancelled'] },
  input: [
    {
      type: 'text',
      name: 'reason',
      label: { 'zh-CN': '原因', en: 'Reason' },
      required: true,
      maxLength: 200,
    },
  ],
  checks: [
    {
      formula: "status = 'draft' or status = 'confirmed'",
      message: { 'zh-CN': '订单已结束', en: 'The order is closed' },
      field: 'status',
    },
  ],
  visible: "status = 'draft' or status = 'confirmed'",
  confirm: {
    'zh-CN': '取消后不能恢复，预留的库存会释放',
    en: 'A cancelled order stays cancelled and its reservations are released',
  },
  run: async (context, input) => {
    const values = { status: 'cancelled', cancelReason: input.reason ?? null }
    return ok({
      changes: [{ kind: 'update', object: 'sales.order', id: String(context.record?.id), values }],
    })
  },
}
