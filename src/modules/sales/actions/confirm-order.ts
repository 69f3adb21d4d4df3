// Confirms an order: from here on the company has promised.
import { problem } from '#base/problem'
import { failed, ok } from '#base/result'
import type { Action } from '#kernel/records'
import { exceededCredit } from '../rules/credit-check.ts'

export const confirmOrder: Action = {
  name: 'confirm',
  object: 'sales.order',
  label: { 'zh-CN': '确认订单', en: 'Confirm' },
  target: 'record',
  moves: { field: 'status', to: ['confirmed'] },
  primary: true,
  input: [],
  checks: [
    {
      formula: "status = 'draft'",
      message: { 'zh-CN': '只有草稿可以确认', en: 'Only a draft can be confirmed' },
      field: 'status',
    },
    {
      formula: 'COALESCE(lineCount, 0) > 0',
      message: { 'zh-CN': '请先添加明细', en: 'Add a line first' },
      field: 'lines',
    },
    {
      formula: 'NOT(ISBLANK(promisedDate))',
      message: { 'zh-CN': '请填写承诺交期', en: 'Give a promised date' },
      field: 'promisedDate',
    },
    {
      formula:
        'ISBLANK(company) or ISBLANK(company.reviewOver) or COALESCE(amount, 0) < company.reviewOver or NOT(ISBLANK(reviewedBy))',
      message: {
        'zh-CN': '金额达到复核起点，须由另一人复核金额、数量与交期',
        en: 'An order of this amount needs a second person to review amount, quantity and date',
      },
      field: 'reviewedBy',
    },
  ],
  visible: "status = 'draft'",
  run: async (context) => {
    const order = context.record ?? {}
    if (order.reviewedBy === context.actor.id) return failed(problem('sales.samePerson', ['reviewedBy']))
    // Locked, so that two orders of one customer do not both fit into the same credit.
    const id = String(order.customer)
    const customer = (await context.rows('masterdata.party', [id], { lock: true })).get(id)
    const credit = exceededCredit(customer?.creditLimit, customer?.openOrderAmount, order.amount)
    if (credit && !order.creditReleasedBy) {
      const params = { ...credit, amount: String(order.amount) }
      return failed(problem('sales.creditExceeded', ['customer'], params))
    }
    const values = { status: 'confirmed', confirmedAt: context.now, confirmedBy: context.actor.id }
    return ok({ changes: [{ kind: 'update', object: 'sales.order', id: String(order.id), values }] })
  },
}
