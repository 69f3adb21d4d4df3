// One item of an order, with its own promise.
import type { ObjectDefinition } from '#kernel/schema'
import { pricedFields } from './priced-fields.ts'

export const orderLine: ObjectDefinition = {
  name: 'sales.orderLine',
  label: { 'zh-CN': '订单明细', en: 'Order line' },
  kind: 'record',
  title: 'description',
  fields: [
    {
      type: 'reference',
      name: 'order',
      label: { 'zh-CN': '订单', en: 'Order' },
      help: { 'zh-CN': '这一行写在哪张单上', en: 'The document this line stands on' },
      required: true,
      to: 'sales.order',
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
        'zh-CN': '卖什么；描述、价格随之带出，库存按它留',
        en: 'What is sold; description and price follow, and stock is kept of it',
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
      formula: 'order.currency',
    },
    ...pricedFields,
    {
      type: 'date',
      name: 'promisedDate',
      label: { 'zh-CN': '承诺交期', en: 'Promised date' },
      help: { 'zh-CN': '留空则同订单', en: "The order's own when blank" },
    },
    {
      type: 'text',
      name: 'note',
      label: { 'zh-CN': '备注', en: 'Note' },
      help: { 'zh-CN': '只对这一行的话，如 木箱包装', en: 'Words for this line alone, such as wooden crate' },
      maxLength: 200,
    },
    {
      type: 'decimal',
      name: 'cancelledQuantity',
      label: { 'zh-CN': '已取消数量', en: 'Cancelled quantity' },
      required: true,
      readOnly: true,
      scale: 3,
      min: '0',
      default: '0',
    },
  ],
  indexes: [
    { name: 'order', fields: ['order', 'lineNumber'] },
    { name: 'item', fields: ['item', 'promisedDate'] },
    { name: 'promisedDate', fields: ['promisedDate'] },
  ],
  checks: [
    {
      name: 'cancelled',
      formula: 'cancelledQuantity <= quantity',
      message: { 'zh-CN': '取消数量不能超过订购数量', en: 'More cancelled than ordered' },
      field: 'cancelledQuantity',
    },
  ],
  copies: ['item', 'quantity'],
  list: {
    columns: ['order', 'lineNumber', 'item', 'quantity', 'price', 'discount', 'amount', 'promisedDate'],
  },
  form: [
    {
      label: { 'zh-CN': '明细', en: 'Line' },
      fields: [
        'order',
        'lineNumber',
        'item',
        'description',
        'quantity',
        'price',
        'discount',
        'taxRate',
        'amount',
        'promisedDate',
        'note',
      ],
    },
  ],
}
