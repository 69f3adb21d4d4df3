// The request by which the tax invoice is made out, and what a customer is sent of it.
import type { PrintLayout } from '#kernel/schema'

export const invoicePrints: readonly PrintLayout[] = [
  {
    name: 'invoice',
    label: { 'zh-CN': '开票单', en: 'Invoice' },
    blocks: [
      {
        kind: 'heading',
        text: { 'zh-CN': '开票单', en: 'Invoice' },
        under: { 'zh-CN': '编号：{number}　{kind}', en: 'No. {number}, {kind}' },
      },
      {
        kind: 'facts',
        columns: 2,
        facts: [
          { value: 'customer' },
          { value: 'taxInvoiceNumber' },
          { value: 'customer.taxNumber', label: { 'zh-CN': '购方税号', en: 'Customer’s tax number' } },
          { value: 'issuedOn' },
          { value: 'customer.address', label: { 'zh-CN': '地址', en: 'Address' } },
          { value: 'dueOn' },
          { value: 'customer.phone', label: { 'zh-CN': '电话', en: 'Phone' } },
          { value: 'accountant' },
        ],
      },
      {
        kind: 'lines',
        of: 'lines',
        numbered: true,
        columns: [
          { value: 'item.code', label: { 'zh-CN': '编码', en: 'Code' }, width: 1.1 },
          { value: 'description', label: { 'zh-CN': '货物或服务名称', en: 'Description' }, width: 2.2 },
          { value: 'quantity', width: 0.9, sum: true },
          { value: 'price', label: { 'zh-CN': '含税单价', en: 'Price incl. tax' }, width: 1.1 },
          { value: 'net', label: { 'zh-CN': '不含税金额', en: 'Net' }, width: 1.2, sum: true },
          { value: 'taxRate', width: 0.7 },
          { value: 'tax', label: { 'zh-CN': '税额', en: 'Tax' }, width: 1.1, sum: true },
          { value: 'gross', label: { 'zh-CN': '价税合计', en: 'Gross' }, width: 1.3, sum: true },
        ],
      },
      {
        kind: 'text',
        text: {
          'zh-CN':
            "价税合计：{gross}\n金额大写：{IF(currency = 'CNY', RMBCAPITAL(gross), '')}\n已收：{allocated}　未收：{outstanding}\n备注：{notes}",
          en: "Gross: {gross}\nIn words: {IF(currency = 'CNY', RMBCAPITAL(gross), '')}\nPaid: {allocated}, outstanding: {outstanding}\nNotes: {notes}",
        },
      },
      {
        kind: 'seal',
        parties: [
          { label: { 'zh-CN': '申请人', en: 'Asked by' } },
          {
            label: { 'zh-CN': '财务', en: 'Finance' },
            under: { 'zh-CN': '{accountant}', en: '{accountant}' },
          },
        ],
      },
      { kind: 'foot', text: { 'zh-CN': '开票单 {number}', en: 'Invoice {number}' } },
    ],
  },
]
