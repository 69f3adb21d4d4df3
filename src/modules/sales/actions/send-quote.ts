// Sends a quote to the customer; from here on its lines stand still.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'

export const sendQuote: Action = {
  name: 'send',
  object: 'sales.quote',
  label: { 'zh-CN': '发出报价', en: 'Send' },
  target: 'record',
  moves: { field: 'status', to: ['sent'] },
  primary: true,
  input: [],
  checks: [
    {
      formula: "status = 'draft'",
      message: { 'zh-CN': '只有草稿可以发出', en: 'Only a draft can be sent' },
      field: 'status',
    },
    {
      formula: 'COALESCE(lineCount, 0) > 0 and COALESCE(amount, 0) > 0',
      message: { 'zh-CN': '请补充报价明细与金额', en: 'Add lines and prices' },
      field: 'lines',
    },
    {
      formula: "NOT(needsApproval) or approval = 'approved'",
      message: { 'zh-CN': '折扣或金额超出权限，须先批准', en: 'Discount or amount needs approval first' },
      field: 'approval',
    },
  ],
  visible: "status = 'draft'",
  run: async (context) => {
    const values = { status: 'sent', sentAt: context.now }
    return ok({
      changes: [{ kind: 'update', object: 'sales.quote', id: String(context.record?.id), values }],
    })
  },
}
