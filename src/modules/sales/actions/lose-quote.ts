// Closes a quote that the customer did not take.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'

export const loseQuote: Action = {
  name: 'lose',
  object: 'sales.quote',
  label: { 'zh-CN': '未成交', en: 'Lose' },
  target: 'record',
  moves: { field: 'status', to: ['lost'] },
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
      formula: "status = 'draft' or status = 'sent'",
      message: { 'zh-CN': '报价已结束', en: 'The quote is closed' },
      field: 'status',
    },
  ],
  visible: "status = 'draft' or status = 'sent'",
  run: async (context, input) => {
    const values = { status: 'lost', lostReason: input.reason ?? null }
    return ok({
      changes: [{ kind: 'update', object: 'sales.quote', id: String(context.record?.id), values }],
    })
  },
}
