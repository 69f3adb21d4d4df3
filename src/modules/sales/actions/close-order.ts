// Closes an order that is fulfilled; it no longer uses credit.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'

export const closeOrder: Action = {
  name: 'close',
  object: 'sales.order',
  label: { 'zh-CN': '完成', en: 'Close' },
  target: 'record',
  moves: { field: 'status', to: ['closed'] },
  input: [],
  checks: [
    {
      formula: "status = 'confirmed'",
      message: { 'zh-CN': '只有已确认的订单可以完成', en: 'Only a confirmed order' },
      field: 'status',
    },
  ],
  visible: "status = 'confirmed'",
  run: async (context) => {
    const values = { status: 'closed' }
    return ok({
      changes: [{ kind: 'update', object: 'sales.order', id: String(context.record?.id), values }],
    })
  },
}
