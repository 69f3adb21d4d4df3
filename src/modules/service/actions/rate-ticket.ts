// Writes down how satisfied the customer is.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'

export const rateTicket: Action = {
  name: 'rate',
  object: 'service.ticket',
  label: { 'zh-CN': '记录满意度', en: 'Record satisfaction' },
  target: 'record',
  input: [
    {
      type: 'number',
      name: 'satisfaction',
      label: { 'zh-CN': '满意度', en: 'Satisfaction' },
      required: true,
      min: '1',
      max: '5',
    },
  ],
  checks: [
    {
      formula: "status = 'closed'",
      message: { 'zh-CN': '只能评价已解决的服务单', en: 'Only a closed ticket is rated' },
      field: 'status',
    },
  ],
  visible: "status = 'closed'",
  run: async (context, input) => {
    const values = { satisfaction: String(input.satisfaction) }
    return ok({
      changes: [{ kind: 'update', object: 'service.ticket', id: String(context.record?.id), values }],
    })
  },
}
