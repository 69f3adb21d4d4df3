// Pays a customer's open invoices from a receipt, the oldest due first.
import { problem } from '#base/problem'
import { failed, ok } from '#base/result'
import type { Action } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { allocateOldestFirst, type OpenInvoice } from '../rules/allocate-receipt.ts'
import { allocationEntry } from './allocation-entry.ts'

const openInvoice = (row: Row): OpenInvoice => ({
  id: String(row.id),
  dueOn: typeof row.dueOn === 'string' ? row.dueOn : null,
  outstanding: String(row.outstanding ?? '0'),
})

export const autoAllocateReceipt: Action = {
  name: 'autoAllocate',
  object: 'finance.receipt',
  label: { 'zh-CN': '自动核销', en: 'Allocate automatically' },
  help: {
    'zh-CN': '按到期日从早到晚核销该客户的发票',
    en: 'Pays the customer’s invoices, the oldest due first',
  },
  target: 'record',
  primary: true,
  input: [],
  visible: 'unallocated > 0',
  run: async (context) => {
    const receipt = context.record ?? {}
    const equal = (field: string, value: unknown) => ({ field, is: 'eq' as const, value: String(value) })
    const invoices = await context.read(
      {
        object: 'finance.invoice',
        fields: ['id', 'dueOn', 'outstanding'],
        filter: {
          and: [
            equal('customer', receipt.customer),
            equal('currency', receipt.currency),
            equal('status', 'issued'),
            { field: 'outstanding', is: 'gt', value: '0' },
          ],
        },
        sort: ['dueOn'],
        limit: 500,
      },
      { lock: true },
    )
    const shares = allocateOldestFirst(String(receipt.unallocated ?? '0'), invoices.map(openInvoice))
    if (shares.length === 0) return failed(problem('finance.nothingLeft', ['amount']))
    const changes = shares.map((share) =>
      allocationEntry(context.newId(), receipt, share.invoice, share.amount),
    )
    return ok({ changes, output: { invoices: shares.length } })
  },
}
