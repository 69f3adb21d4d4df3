// Asks the sales manager to approve a quote beyond the usual discount or amount.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'

export const askApproval: Action = {
  name: 'askApproval',
  object: 'sales.quote',
  label: { 'zh-CN': '申请审批', en: 'Ask for approval' },
  target: 'record',
  input: [],
  checks: [
    {
      formula: "status = 'draft'",
      message: { 'zh-CN': '只有草稿可以申请', en: 'Only a draft' },
      field: 'status',
    },
    {
      formula: 'needsApproval',
      message: { 'zh-CN': '此报价无需审批', en: 'This quote needs no approval' },
      field: 'needsApproval',
    },
    {
      formula: "approval = 'none' or approval = 'rejected'",
      message: { 'zh-CN': '已在审批中或已批准', en: 'Asked or approved already' },
      field: 'approval',
    },
  ],
  visible: "status = 'draft' and needsApproval",
  run: async (context) => {
    const values = { approval: 'asked', approvedBy: null, approvalNote: null }
    return ok({
      changes: [{ kind: 'update', object: 'sales.quote', id: String(context.record?.id), values }],
    })
  },
}
