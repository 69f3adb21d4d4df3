// What sales does by itself.
import type { Rule } from '#kernel/rules'

export const rules: readonly Rule[] = [
  {
    name: 'sales.quoteDecided',
    label: { 'zh-CN': '报价审批结果通知', en: 'Tell the salesperson the decision' },
    object: 'sales.quote',
    when: { on: 'update', fields: ['approval'] },
    if: "approval = 'approved' or approval = 'rejected'",
    then: [
      {
        do: 'notify',
        people: 'salesPerson',
        text: { 'zh-CN': '报价审批有结果了', en: 'Your quote has been decided' },
      },
    ],
  },
  {
    name: 'sales.quoteExpiring',
    label: { 'zh-CN': '报价即将到期', en: 'Quote about to expire' },
    object: 'sales.quote',
    when: { everyMinutes: 360 },
    if: "status = 'sent' and validUntil <= ADDDAYS(TODAY(), 3)",
    once: 'validUntil',
    then: [
      {
        do: 'notify',
        people: 'salesPerson',
        text: { 'zh-CN': '报价三天内到期，请跟进客户', en: 'The quote expires within three days: follow up' },
      },
    ],
  },
  {
    name: 'sales.orderChanged',
    label: { 'zh-CN': '订单变更通知', en: 'Order changed' },
    object: 'sales.order',
    when: { on: 'update', fields: ['promisedDate', 'priority', 'specialRequirements'] },
    if: "status = 'confirmed' and before.status = 'confirmed'",
    then: [
      {
        do: 'notify',
        people: 'salesPerson',
        role: 'planner',
        text: {
          'zh-CN': '已确认的订单有变更：交期、优先级或特殊要求',
          en: 'A confirmed order changed: date, priority or requirements',
        },
      },
    ],
  },
]
