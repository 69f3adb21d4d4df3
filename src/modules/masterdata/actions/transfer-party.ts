// Hands a customer or supplier to another owner, department included.
import { failed, ok } from '#base/result'
import type { Action } from '#kernel/records'
import { activePersonProblem } from '../rules/active-person.ts'

export const transferParty: Action = {
  name: 'transfer',
  object: 'masterdata.party',
  label: { 'zh-CN': '移交', en: 'Transfer' },
  target: 'record',
  input: [{ type: 'person', name: 'owner', label: { 'zh-CN': '新负责人', en: 'New owner' }, required: true }],
  run: async (context, input) => {
    const owner = String(input.owner)
    const person = await context.row('identity.person', owner)
    const wrong = activePersonProblem(person, 'owner')
    if (wrong) return failed(wrong)
    const values = { owner, department: person?.department ?? null }
    return ok({
      changes: [{ kind: 'update', object: 'masterdata.party', id: String(context.record?.id), values }],
    })
  },
}
