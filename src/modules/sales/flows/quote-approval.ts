// Approval of quotes beyond the discount or amount that a salesperson may give.
import type { FlowDefinition } from '#kernel/flow'

/** Who asks, for whom, how much, how far below the price, what is left of it, until when, and why. */
const whatDecides = [
  ...['salesPerson', 'customer', 'amount', 'maxDiscount', 'margin', 'validUntil', 'promisedDate'],
  ...['notes', 'lines'],
] as const

export const quoteApproval: FlowDefinition = {
  name: 'sales.quoteApproval',
  label: { 'zh-CN': '报价审批', en: 'Quote approval' },
  object: 'sales.quote',
  startWhen: "approval = 'asked'",
  cancelWhen: "status = 'lost' or status = 'won'",
  steps: [
    {
      kind: 'task',
      holder: { person: 'department.head', role: 'salesManager', pick: 'head' },
      limitMinutes: 240,
      escalateEveryMinutes: 240,
      actions: ['approve', 'reject'],
      approve: 'approve',
      facts: whatDecides,
      name: 'approve',
      label: { 'zh-CN': '审批报价', en: 'Approve the quote' },
      doneWhen: "approval <> 'asked'",
      doneMeans: { 'zh-CN': '还没有批准或退回', en: 'It is neither approved nor rejected' },
      guide: {
        'zh-CN': '看最大折扣、金额与毛利；退回时写明原因。',
        en: 'Look at the largest discount, the amount and the margin; say why when rejecting.',
      },
    },
    {
      kind: 'task',
      name: 'rework',
      label: { 'zh-CN': '修改报价', en: 'Rework the quote' },
      holder: { person: 'salesPerson' },
      limitMinutes: 480,
      skipWhen: "approval <> 'rejected'",
      doneWhen: "approval <> 'rejected'",
      doneMeans: { 'zh-CN': '还没有重新申请', en: 'It was not asked for again' },
      actions: ['askApproval', 'lose'],
    },
    {
      kind: 'task',
      holder: { person: 'department.head', role: 'salesManager', pick: 'head' },
      limitMinutes: 240,
      escalateEveryMinutes: 240,
      actions: ['approve', 'reject'],
      approve: 'approve',
      facts: whatDecides,
      name: 'approveAgain',
      label: { 'zh-CN': '再次审批', en: 'Approve again' },
      skipWhen: "approval <> 'asked'",
      doneWhen: "approval <> 'asked'",
      doneMeans: { 'zh-CN': '还没有批准或退回', en: 'It is neither approved nor rejected' },
    },
    { kind: 'end', name: 'decided', label: { 'zh-CN': '已审批', en: 'Decided' } },
  ],
}
