// Gives a lead to a person: from this moment the response clock runs.
import { failed, ok } from '#base/result'
import type { Action } from '#kernel/records'
import { activePersonProblem } from '#modules/masterdata'

export const assignLead: Action = {
  name: 'assign',
  object: 'crm.lead',
  label: { 'zh-CN': '分配', en: 'Assign' },
  help: { 'zh-CN': '分配后 30 个工作分钟内须首次联系', en: 'First contact is due within 30 working minutes' },
  target: 'record',
  moves: { field: 'status', to: ['assigned'] },
  input: [{ type: 'person', name: 'owner', label: { 'zh-CN': '负责人', en: 'Owner' }, required: true }],
  checks: [
    {
      formula: "status <> 'converted' and status <> 'lost'",
      message: { 'zh-CN': '线索已结束', en: 'The lead is closed' },
      field: 'status',
    },
    {
      formula: 'ISBLANK(duplicateOf)',
      message: {
        'zh-CN': '与另一条未结束的线索重复；确认不是同一客户后点“不是重复”',
        en: 'Repeats another open lead; press “Not a duplicate” once that is sure',
      },
      field: 'duplicateOf',
    },
  ],
  visible: "status <> 'converted' and status <> 'lost'",
  run: async (context, input) => {
    const owner = String(input.owner)
    const person = await context.row('identity.person', owner)
    const wrong = activePersonProblem(person, 'owner')
    if (wrong) return failed(wrong)
    const isFirst = context.record?.status === 'new'
    const values = {
      owner,
      department: person?.department ?? null,
      ...(isFirst ? { status: 'assigned', assignedAt: context.now } : {}),
    }
    return ok({
      changes: [{ kind: 'update', object: 'crm.lead', id: String(context.record?.id), values }],
    })
  },
}
