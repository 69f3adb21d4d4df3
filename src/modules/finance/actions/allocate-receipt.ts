// Pays one invoice from a receipt.
import { problem } from '#base/problem'
import { failed, ok } from '#base/result'
import { Decimal, formatDecimal, parseDecimal, zero } from '#base/values/decimal'
import type { Action } from '#kernel/records'
import { allocationEntry } from './allocation-entry.ts'

export const allocateReceipt: Action = {
  name: 'allocate',
  object: 'finance.receipt',
  label: { 'zh-CN': '核销', en: 'Allocate' },
  target: 'record',
  input: [
    {
      type: 'reference',
      name: 'invoice',
      label: { 'zh-CN': '发票', en: 'Invoice' },
      to: 'finance.invoice',
      required: true,
    },
    {
      type: 'decimal',
      scale: 2,
      name: 'amount',
      label: { 'zh-CN': '金额', en: 'Amount' },
      help: { 'zh-CN': '留空则尽可能多', en: 'As much as possible when blank' },
    },
  ],
  visible: 'unallocated > 0',
  run: async (context, input) => {
    const receipt = context.record ?? {}
    const id = String(input.invoice)
    const filter = { field: 'id', is: 'eq' as const, value: id }
    const [invoice] = await context.read({ object: 'finance.invoice', filter }, { lock: true })
    if (invoice?.status !== 'issued') return failed(problem('finance.notIssued', ['invoice']))
    const left = parseDecimal(receipt.unallocated) ?? zero
    const most = Decimal.min(left, parseDecimal(invoice.outstanding) ?? zero)
    const amount = input.amount === undefined || input.amount === null ? most : parseDecimal(input.amount)
    if (most.lte(0)) return failed(problem('finance.nothingLeft', ['amount']))
    if (!amount?.gt(0) || amount.decimalPlaces() > 2) return failed(problem('finance.badAmount', ['amount']))
    if (amount.gt(most))
      return failed(problem('finance.tooMuch', ['amount'], { most: formatDecimal(most, 2) }))
    return ok({ changes: [allocationEntry(context.newId(), receipt, id, formatDecimal(amount, 2))] })
  },
}
