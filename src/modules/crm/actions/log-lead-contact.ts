// Writes a contact on a lead, with what comes next. Reaching the customer stops the response clock.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'
import { activityOf, contactInput, nextOf } from './contact-input.ts'

export const logLeadContact: Action = {
  name: 'logContact',
  object: 'crm.lead',
  label: { 'zh-CN': '记录联系', en: 'Log contact' },
  target: 'record',
  moves: { field: 'status', to: ['contacted'] },
  primary: true,
  input: contactInput,
  checks: [
    {
      formula: "NOT(ISBLANK(owner)) and status <> 'converted' and status <> 'lost'",
      message: {
        'zh-CN': '先分配负责人；已结束的线索不再联系',
        en: 'Assign it first; closed leads are not contacted',
      },
      field: 'owner',
    },
  ],
  visible: "status <> 'converted' and status <> 'lost'",
  run: async (context, input) => {
    const lead = context.record ?? {}
    const about = { lead: String(lead.id), party: lead.customer ?? null }
    return ok({
      changes: [
        activityOf(context.newId(), context.actor.id, String(lead.name), input, about),
        { kind: 'update', object: 'crm.lead', id: String(lead.id), values: nextOf(input) },
      ],
    })
  },
}
