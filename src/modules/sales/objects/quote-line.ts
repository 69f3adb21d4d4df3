// One item of a quote.
import type { ObjectDefinition } from '#kernel/schema'
import { pricedFields } from './priced-fields.ts'

export const quoteLine: ObjectDefinition = {
  name: 'sales.quoteLine',
  label: { 'zh-CN': '报价明细', en: 'Quote line' },
  kind: 'record',
  title: 'description',
  fields: [
    {
      type: 'reference',
      name: 'quote',
      label: { 'zh-CN': '报价', en: 'Quote' },
      help: { 'zh-CN': '这一行写在哪份单上', en: 'The document this line stands on' },
      required: true,
      to: 'sales.quote',
      owner: true,
    },
    {
      type: 'number',
      name: 'lineNumber',
      label: { 'zh-CN': '行号', en: 'Line number' },
      help: { 'zh-CN': '留空自动接续', en: 'Continues by itself when blank' },
      min: '1',
      max: '9999',
    },
    {
      type: 'reference',
      name: 'item',
      label: { 'zh-CN': '物料', en: 'Item' },
      help: {
        'zh-CN': '卖什么；描述、价格和税率随之带出',
        en: 'What is sold; description, price and tax follow from it',
      },
      required: true,
      to: 'masterdata.item',
    },
    {
      type: 'formula',
      name: 'currency',
      label: { 'zh-CN': '币种', en: 'Currency' },
      hidden: true,
      result: 'text',
      formula: 'quote.currency',
    },
    ...pricedFields,
  ],
  indexes: [
    { name: 'quote', fields: ['quote', 'lineNumber'] },
    { name: 'item', fields: ['item'] },
  ],
  copies: ['item', 'quantity'],
  list: { columns: ['quote', 'lineNumber', 'item', 'quantity', 'price', 'discount', 'amount'] },
  form: [
    {
      label: { 'zh-CN': '明细', en: 'Line' },
      fields: [
        'quote',
        'lineNumber',
        'item',
        'description',
        'quantity',
        'price',
        'discount',
        'taxRate',
        'amount',
      ],
    },
  ],
}
