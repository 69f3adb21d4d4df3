// What invoices and receipts add to a customer, in CNY.
import type { Extension } from '#kernel/schema'

export const partyReceivable: Extension = {
  object: 'masterdata.party',
  fields: [
    {
      type: 'rollup',
      name: 'invoiced',
      label: {
        'zh-CN': '已开票',
        en: 'Invoiced',
      },
      result: 'money',
      scale: 2,
      currency: 'CNY',
      tax: 'inclusive',
      object: 'finance.invoice',
      by: 'customer',
      take: 'sum',
      field: 'gross',
      where: "status = 'issued' and currency = 'CNY'",
    },
    {
      type: 'rollup',
      name: 'receivable',
      label: {
        'zh-CN': '应收',
        en: 'Receivable',
      },
      help: {
        'zh-CN': '已开票未收的金额',
        en: 'Invoiced and not yet paid',
      },
      result: 'money',
      scale: 2,
      currency: 'CNY',
      tax: 'inclusive',
      object: 'finance.invoice',
      by: 'customer',
      take: 'sum',
      field: 'outstanding',
      where: "status = 'issued' and currency = 'CNY'",
    },
    {
      type: 'rollup',
      name: 'received',
      label: {
        'zh-CN': '已收',
        en: 'Received',
      },
      result: 'money',
      scale: 2,
      currency: 'CNY',
      tax: 'inclusive',
      object: 'finance.receipt',
      by: 'customer',
      take: 'sum',
      field: 'amount',
      where: "currency = 'CNY'",
    },
    {
      type: 'rollup',
      name: 'prepaid',
      label: {
        'zh-CN': '预收',
        en: 'Prepaid',
      },
      help: {
        'zh-CN': '收到但未核销的金额',
        en: 'Received and not yet allocated',
      },
      result: 'money',
      scale: 2,
      currency: 'CNY',
      tax: 'inclusive',
      object: 'finance.receipt',
      by: 'customer',
      take: 'sum',
      field: 'unallocated',
      where: "currency = 'CNY'",
    },
  ],
}
