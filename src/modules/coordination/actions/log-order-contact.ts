// Writes down a call, visit or message about one order, where everybody concerned finds it (SVC-07).
import { ok } from '#base/result'
import type { Action } from '#kernel/records'
import { activityOf, contactInput } from '#modules/crm'
import { idOf, label } from '#modules/inventory'

const longestSubject = 60

export const logOrderContact: Action = {
  name: 'logContact',
  object: 'sales.order',
  label: label('记录联系', 'Log a contact'),
  target: 'record',
  // A call may end with nothing left to do, and one that says nothing is not worth writing down.
  input: contactInput.map((field) => ({ ...field, required: field.name === 'notes' })),
  run: async (context, input) => {
    const order = context.record ?? {}
    const subject = idOf(input.notes).trim().split('\n')[0]?.slice(0, longestSubject) || idOf(order.number)
    const about = {
      order: idOf(order.id),
      party: idOf(order.customer),
      nextStep: input.nextStep ?? null,
      nextAt: input.nextAt ?? null,
    }
    return ok({ changes: [activityOf(context.newId(), context.actor.id, subject, input, about)] })
  },
}
