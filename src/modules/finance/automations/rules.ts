// Reminders before and after the due date.
import type { Rule } from '#kernel/rules'

export const rules: readonly Rule[] = [
  {
    name: 'finance.dueSoon',
    label: { 'zh-CN': '应收即将到期', en: 'Receivable due soon' },
    object: 'finance.invoice',
    when: { everyMinutes: 360 },
    if: 'outstanding > 0 and dueOn >= TODAY() and dueOn <= ADDDAYS(TODAY(), 3)',
    once: 'dueOn',
    then: [
      {
        do: 'notify',
        people: 'customer.owner',
        text: {
          'zh-CN': '发票三天内到期，请提醒客户付款',
          en: 'An invoice is due within three days: remind the customer',
        },
      },
    ],
  },
  {
    name: 'finance.overdue',
    label: { 'zh-CN': '应收逾期', en: 'Receivable overdue' },
    object: 'finance.invoice',
    when: { everyMinutes: 360 },
    if: 'outstanding > 0 and dueOn < TODAY()',
    once: 'dueOn',
    then: [
      {
        do: 'notify',
        people: 'customer.owner',
        headOf: 'customer.department',
        role: 'accountant',
        text: { 'zh-CN': '发票已逾期未收', en: 'An invoice is overdue' },
      },
    ],
  },
  {
    name: 'finance.issued',
    label: { 'zh-CN': '开票通知', en: 'Invoice issued' },
    object: 'finance.invoice',
    when: { on: 'update', fields: ['status'] },
    if: "status = 'issued'",
    then: [
      {
        do: 'notify',
        people: 'customer.owner',
        text: { 'zh-CN': '发票已开出', en: 'The invoice has been issued' },
      },
    ],
  },
]
