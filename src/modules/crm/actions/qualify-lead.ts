// Says that a contacted lead has a real need.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'

export const qualifyLead: Action = {
  name: 'qualify',
  object: 'crm.lead',
  label: { 'zh-CN': '确认有效', en: 'Qualify' },
  target: 'record',
  moves: { field: 'status', to: ['qualified'] },
  input: [],
  checks: [
    {
      formula: 'NOT(ISBLANK(firstContactAt))',
      message: { 'zh-CN': '须先有一次联系上的记录', en: 'A contact that reached the customer comes first' },
      field: 'firstContactAt',
    },
    {
      formula: 'NOT(ISBLANK(need))',
      message: { 'zh-CN': '请先填写客户需求', en: 'Write down the need first' },
      field: 'need',
    },
  ],
  visible: "status = 'contacted'",
  run: async (context) =>
    ok({
      changes: [
        {
          kind: 'update',
          object: 'crm.lead',
          id: String(context.record?.id),
          values: { status: 'qualified' },
        },
      ],
    }),
}
