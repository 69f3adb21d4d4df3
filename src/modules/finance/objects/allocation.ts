// How much of a receipt pays which invoice; corrected by a negative entry.
import type { ObjectDefinition } from '#kernel/schema'

export const allocation: ObjectDefinition = {
  name: 'finance.allocation',
  label: { 'zh-CN': '核销', en: 'Allocation' },
  kind: 'ledger',
  title: 'number',
  fields: [
    {
      type: 'autoNumber',
      name: 'number',
      label: { 'zh-CN': '编号', en: 'Number' },
      pattern: 'AL-{YYYY}-{000000}',
      readOnly: true,
    },
    {
      type: 'reference',
      name: 'receipt',
      label: { 'zh-CN': '收款', en: 'Receipt' },
      help: {
        'zh-CN': '用哪笔钱来抵；要和发票同一客户、同一币种',
        en: 'Which money pays; of the customer and currency of the invoice',
      },
      required: true,
      to: 'finance.receipt',
    },
    {
      type: 'reference',
      name: 'invoice',
      label: { 'zh-CN': '发票', en: 'Invoice' },
      help: {
        'zh-CN': '抵掉哪一张；抵完它的未收随之减少',
        en: 'What is paid; what is outstanding on it falls',
      },
      required: true,
      to: 'finance.invoice',
    },
    {
      type: 'formula',
      name: 'currency',
      label: { 'zh-CN': '币种', en: 'Currency' },
      hidden: true,
      result: 'text',
      formula: 'invoice.currency',
    },
    {
      type: 'money',
      name: 'amount',
      label: { 'zh-CN': '金额', en: 'Amount' },
      help: { 'zh-CN': '冲回为负数', en: 'Negative when taken back' },
      required: true,
      currency: { field: 'currency' },
      tax: 'inclusive',
    },
    {
      type: 'date',
      name: 'receivedOn',
      label: { 'zh-CN': '收款日期', en: 'Received on' },
      help: {
        'zh-CN': '钱到账的那天；按它判断是否按期收清',
        en: 'When the money came; decides whether it was settled in time',
      },
      required: true,
    },
    {
      type: 'datetime',
      name: 'at',
      label: { 'zh-CN': '时间', en: 'At' },
      help: {
        'zh-CN': '核销的时刻；写错了不改，另记一笔负数',
        en: 'When it was done; a mistake is taken back by a negative entry',
      },
      required: true,
      default: 'NOW()',
    },
  ],
  indexes: [
    { name: 'invoice', fields: ['invoice', 'at'] },
    { name: 'receipt', fields: ['receipt', 'at'] },
  ],
  checks: [
    {
      name: 'customer',
      formula: 'receipt.customer = invoice.customer',
      message: { 'zh-CN': '收款与发票不是同一客户', en: 'Receipt and invoice are of different customers' },
      field: 'invoice',
    },
    {
      name: 'currency',
      formula: 'receipt.currency = invoice.currency',
      message: { 'zh-CN': '收款与发票币种不同', en: 'Receipt and invoice are in different currencies' },
      field: 'invoice',
    },
    {
      name: 'amount',
      formula: 'amount <> 0',
      message: { 'zh-CN': '金额不能为零', en: 'The amount is zero' },
      field: 'amount',
    },
  ],
  list: { columns: ['number', 'receipt', 'invoice', 'amount', 'at'], sort: ['-at'] },
}
