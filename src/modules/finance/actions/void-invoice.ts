// Voids an invoice on which nothing is allocated.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'

export const voidInvoice: Action = {
  name: 'void',
  object: 'finance.invoice',
  label: { 'zh-CN': '作废', en: 'Void' },
  target: 'record',
  moves: { field: 'status', to: ['void'] },
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
      formula: "status <> 'void'",
      message: { 'zh-CN': '发票已作废', en: 'The invoice is void' },
      field: 'status',
    },
    {
      formula: 'COALESCE(allocated, 0) = 0',
      message: { 'zh-CN': '请先冲回核销', en: 'Take back its allocations first' },
      field: 'allocated',
    },
  ],
  visible: "status <> 'void'",
  confirm: { 'zh-CN': '作废后不能恢复', en: 'A void invoice stays void' },
  run: async (context, input) => {
    const values = { status: 'void', voidReason: input.reason ?? null }
    return ok({
      changes: [{ kind: 'update', object: 'finance.invoice', id: String(context.record?.id), values }],
    })
  },
}
