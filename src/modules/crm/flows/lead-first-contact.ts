// The response clock of a lead: first contact within 30 working minutes of assignment.
import type { FlowDefinition } from '#kernel/flow'

export const leadFirstContact: FlowDefinition = {
  name: 'crm.leadFirstContact',
  label: { 'zh-CN': '线索首次联系', en: 'Lead first contact' },
  object: 'crm.lead',
  startWhen: "status = 'assigned'",
  cancelWhen: "status = 'lost' or status = 'converted'",
  steps: [
    {
      kind: 'task',
      name: 'firstContact',
      label: { 'zh-CN': '首次联系', en: 'First contact' },
      holder: { person: 'owner' },
      limitMinutes: 30,
      doneWhen: 'NOT(ISBLANK(firstContactAt))',
      doneMeans: {
        'zh-CN': '还没有一次联系上客户的记录',
        en: 'No contact that reached the customer is logged',
      },
      actions: ['logContact'],
      escalateEveryMinutes: 30,
      guide: {
        'zh-CN': '联系上客户后点“记录联系”，写下客户的需要与下一步；到时未联系会通知主管。',
        en: 'Reach the customer, then log the contact with the need and the next step; the head is told when time runs out.',
      },
    },
    { kind: 'end', name: 'contacted', label: { 'zh-CN': '已联系', en: 'Contacted' } },
  ],
}
