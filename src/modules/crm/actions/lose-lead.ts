// Closes a lead that will not become a customer.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'

export const loseLead: Action = {
  name: 'lose',
  object: 'crm.lead',
  label: { 'zh-CN': '标记流失', en: 'Mark lost' },
  target: 'record',
  moves: { field: 'status', to: ['lost'] },
  input: [
    {
      type: 'text',
      name: 'reason',
      label: { 'zh-CN': '原因', en: 'Reason' },
      maxLength: 200,
      required: true,
    },
  ],
  visible: "status <> 'converted' and status <> 'lost'",
  checks: [
    {
      formula: "status <> 'converted' and status <> 'lost'",
      message: { 'zh-CN': '线索已结束', en: 'The lead is closed' },
      field: 'status',
    },
  ],
  run: async (context, input) =>
    ok({
      changes: [
        {
          kind: 'update',
          object: 'crm.lead',
          id: String(context.record?.id),
          values: { status: 'lost', lostReason: input.reason ?? null, nextStep: null, nextAt: null },
        },
      ],
    }),
}
