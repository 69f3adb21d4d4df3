// Writes a contact with a customer, with what comes next if anything does.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'
import type { Json } from '#kernel/schema'
import { activityOf, contactInput, nextOf } from './contact-input.ts'

const longestSubject = 60

export const logPartyContact: Action = {
  name: 'logContact',
  object: 'masterdata.party',
  label: { 'zh-CN': '记录联系', en: 'Log contact' },
  target: 'record',
  primary: true,
  // A call to a customer may end with nothing left to do.
  input: contactInput.map((field) => ({ ...field, required: false })),
  visible: 'isCustomer',
  run: async (context, input) => {
    const party = context.record ?? {}
    const subject = subjectOf(input.notes) ?? String(party.name).slice(0, longestSubject)
    const about = { party: String(party.id), ...nextOf(input) }
    return ok({ changes: [activityOf(context.newId(), context.actor.id, subject, input, about)] })
  },
}

/** The first words of what was written. */
function subjectOf(notes: Json | undefined): string | undefined {
  const first = typeof notes === 'string' ? notes.trim().split('\n')[0] : ''
  return first ? first.slice(0, longestSubject) : undefined
}
