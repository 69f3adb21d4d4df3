// Gives a ticket to a person.

import { failed, ok } from '#base/result'
import type { Action } from '#kernel/records'
import { activePersonProblem } from '#modules/masterdata'

export const assignTicket: Action = {
  name: 'assign',
  object: 'service.ticket',
  label: { 'zh-CN': '分派', en: 'Assign' },
  target: 'record',
  input: [{ type: 'person', name: 'owner', label: { 'zh-CN': '负责人', en: 'Owner' }, required: true }],
  checks: [
    {
      formula: "status <> 'closed'",
      message: { 'zh-CN': '服务单已解决', en: 'The ticket is closed' },
      field: 'status',
    },
  ],
  visible: "status <> 'closed'",
  run: async (context, input) => {
    const owner = String(input.owner)
    const person = await context.row('identity.person', owner)
    const wrong = activePersonProblem(person, 'owner')
    if (wrong) return failed(wrong)
    const values = { owner, department: person?.department ?? null }
    return ok({
      changes: [{ kind: 'update', object: 'service.ticket', id: String(context.record?.id), values }],
    })
  },
}
