// Sends a quote back to its salesperson, with the reason.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'

export const rejectQuote: Action = {
  name: 'reject',
  object: 'sales.quote',
  label: { 'zh-CN': '退回', en: 'Reject' },
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
      formula: "approval = 'asked'",
      message: { 'zh-CN': '没有待审批的申请', en: 'Nothing was asked' },
      field: 'approval',
    },
  ],
  visible: "approval = 'asked'",
  run: async (context, input) => {
    const values = { approval: 'rejected', approvedBy: context.actor.id, approvalNote: input.reason ?? null }
    return ok({
      changes: [{ kind: 'update', object: 'sales.quote', id: String(context.record?.id), values }],
    })
  },
}
