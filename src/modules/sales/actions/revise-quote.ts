// Opens a sent quote for a new revision; the history keeps the one that was sent.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'

export const reviseQuote: Action = {
  name: 'revise',
  object: 'sales.quote',
  label: { 'zh-CN': '修订', en: 'Revise' },
  target: 'record',
  moves: { field: 'status', to: ['draft'] },
  input: [],
  checks: [
    {
      formula: "status = 'sent'",
      message: { 'zh-CN': '只能修订已发出的报价', en: 'Only a sent quote' },
      field: 'status',
    },
  ],
  visible: "status = 'sent'",
  run: async (context) => {
    const values = {
      status: 'draft',
      approval: 'none',
      approvedBy: null,
      revision: String(Number(context.record?.revision ?? 1) + 1),
    }
    return ok({
      changes: [{ kind: 'update', object: 'sales.quote', id: String(context.record?.id), values }],
    })
  },
}
