// Writes a contact on an opportunity, with what comes next.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'
import { activityOf, contactInput, nextOf } from './contact-input.ts'

export const logOpportunityContact: Action = {
  name: 'logContact',
  object: 'crm.opportunity',
  label: { 'zh-CN': '记录联系', en: 'Log contact' },
  target: 'record',
  input: contactInput,
  visible: "stage <> 'won' and stage <> 'lost'",
  run: async (context, input) => {
    const opportunity = context.record ?? {}
    const about = { opportunity: String(opportunity.id), party: opportunity.customer ?? null }
    return ok({
      changes: [
        activityOf(context.newId(), context.actor.id, String(opportunity.name), input, about),
        { kind: 'update', object: 'crm.opportunity', id: String(opportunity.id), values: nextOf(input) },
      ],
    })
  },
}
