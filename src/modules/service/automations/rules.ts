// What service does by itself.
import type { Rule } from '#kernel/rules'

export const rules: readonly Rule[] = [
  {
    name: 'service.ticketOwner',
    label: { 'zh-CN': '服务单分派通知', en: 'Tell the owner of a ticket' },
    object: 'service.ticket',
    when: { on: 'update', fields: ['owner'] },
    if: 'NOT(ISBLANK(owner))',
    then: [
      { do: 'notify', people: 'owner', text: { 'zh-CN': '有一张服务单交给你处理', en: 'A ticket is yours' } },
    ],
  },
  {
    name: 'service.complaintOpened',
    label: { 'zh-CN': '投诉告知销售', en: 'Tell sales of a complaint' },
    object: 'service.ticket',
    when: { on: 'create' },
    if: "kind = 'complaint'",
    then: [
      {
        do: 'notify',
        people: 'customer.owner',
        text: { 'zh-CN': '你的客户提出了投诉', en: 'Your customer has complained' },
      },
    ],
  },
]
