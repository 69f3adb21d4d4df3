// Issues an invoice: it is due after the customer's payment term.

import { ok } from '#base/result'
import { addDays, localDate } from '#base/values/date'
import type { Action } from '#kernel/records'

export const issueInvoice: Action = {
  name: 'issue',
  object: 'finance.invoice',
  label: { 'zh-CN': '开票', en: 'Issue' },
  target: 'record',
  moves: { field: 'status', to: ['issued'] },
  primary: true,
  input: [
    {
      type: 'text',
      name: 'taxInvoiceNumber',
      label: { 'zh-CN': '税务发票号', en: 'Tax invoice number' },
      maxLength: 40,
    },
  ],
  checks: [
    {
      formula: "status = 'draft'",
      message: { 'zh-CN': '只有草稿可以开票', en: 'Only a draft can be issued' },
      field: 'status',
    },
    {
      formula: 'COALESCE(lineCount, 0) > 0',
      message: { 'zh-CN': '请先添加明细', en: 'Add a line first' },
      field: 'lines',
    },
  ],
  visible: "status = 'draft'",
  run: async (context, input) => {
    const { now, zone, record } = context
    const customer = await context.row('masterdata.party', String(record?.customer))
    const issuedOn = localDate(now, zone) ?? now.slice(0, 10)
    const numbered = input.taxInvoiceNumber ? { taxInvoiceNumber: String(input.taxInvoiceNumber) } : {}
    const values = {
      status: 'issued',
      issuedOn,
      dueOn: addDays(issuedOn, Number(customer?.paymentTermDays ?? 0)) ?? issuedOn,
      ...numbered,
    }
    return ok({
      changes: [{ kind: 'update', object: 'finance.invoice', id: String(context.record?.id), values }],
    })
  },
}
