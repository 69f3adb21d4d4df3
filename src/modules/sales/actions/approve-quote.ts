// Approves the discount and amount of a quote.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'

export const approveQuote: Action = {
  name: 'approve',
  object: 'sales.quote',
  label: { 'zh-CN': '批准', en: 'Approve' },
  target: 'record',
  primary: true,
  input: [{ type: 'text', name: 'note', label: { 'zh-CN': '意见', en: 'Note' }, maxLength: 200 }],
  checks: [
    {
      formula: "approval = 'asked'",
      message: { 'zh-CN': '没有待审批的申请', en: 'Nothing was asked' },
      field: 'approval',
    },
  ],
  visible: "approval = 'asked'",
  run: async (context, input) => {
    const values = { approval: 'approved', approvedBy: context.actor.id, approvalNote: input.note ?? null }
    return ok({
      changes: [{ kind: 'update', object: 'sales.quote', id: String(context.record?.id), values }],
    })
  },
}
