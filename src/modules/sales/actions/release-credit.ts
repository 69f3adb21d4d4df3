// Finance lets an order pass although the credit limit is exceeded.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'

export const releaseCredit: Action = {
  name: 'releaseCredit',
  object: 'sales.order',
  label: { 'zh-CN': '信用放行', en: 'Release credit' },
  target: 'record',
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
      formula: "status = 'draft'",
      message: { 'zh-CN': '订单已确认', en: 'The order is confirmed' },
      field: 'status',
    },
  ],
  visible: "status = 'draft'",
  run: async (context, input) => {
    const values = { creditReleasedBy: context.actor.id, creditReason: input.reason ?? null }
    return ok({
      changes: [{ kind: 'update', object: 'sales.order', id: String(context.record?.id), values }],
    })
  },
}
