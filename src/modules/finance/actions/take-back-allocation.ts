// Takes back what a receipt paid on an invoice, by a negative entry.
import { problem } from '#base/problem'
import { failed, ok } from '#base/result'
import { formatDecimal, parseDecimal, sum, zero } from '#base/values/decimal'
import type { Action } from '#kernel/records'
import { allocationEntry } from './allocation-entry.ts'

export const takeBackAllocation: Action = {
  name: 'takeBack',
  object: 'finance.receipt',
  label: { 'zh-CN': '冲回核销', en: 'Take back' },
  target: 'record',
  input: [
    {
      type: 'reference',
      name: 'invoice',
      label: { 'zh-CN': '发票', en: 'Invoice' },
      to: 'finance.invoice',
      required: true,
    },
  ],
  visible: 'allocated > 0',
  run: async (context, input) => {
    const receipt = context.record ?? {}
    const invoice = String(input.invoice)
    const entries = await context.read({
      object: 'finance.allocation',
      fields: ['amount'],
      filter: {
        and: [
          { field: 'receipt', is: 'eq', value: String(receipt.id) },
          { field: 'invoice', is: 'eq', value: invoice },
        ],
      },
      limit: 500,
    })
    const paid = sum(entries.map((entry) => parseDecimal(entry.amount) ?? zero))
    if (paid.isZero()) return failed(problem('finance.nothingAllocated', ['invoice']))
    const amount = formatDecimal(paid.negated(), 2)
    return ok({ changes: [allocationEntry(context.newId(), receipt, invoice, amount)] })
  },
}
