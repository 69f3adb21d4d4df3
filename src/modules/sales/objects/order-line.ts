// One item of an order, with its own promise.
import type { ObjectDefinition } from '#kernel/schema'

export const orderLine: ObjectDefinition = {
  name: 'sales.orderLine',
  label: {
    'zh-CN': '订单明细',
    en: 'Order line',
  },
  kind: 'record',
  title: 'description',
  fields: [
    {
      type: 'reference',
      name: 'order',
      label: {
        'zh-CN': '订单',
        en: 'Order',
      },
      required: true,
      to: 'sales.order',
      owner: true,
    },
    {
      type: 'number',
      name: 'lineNumber',
      label: {
        'zh-CN': '行号',
        en: 'Line number',
      },
      help: {
        'zh-CN': '留空自动接续',
        en: 'Continues by itself when blank',
      },
      min: '1',
      max: '9999',
    },
    {
      type: 'reference',
      name: 'item',
      label: {
        'zh-CN': '物品',
        en: 'Item',
      },
      required: true,
      to: 'masterdata.item',
    },
    {
      type: 'formula',
      name: 'currency',
      label: {
        'zh-CN': '币种',
        en: 'Currency',
      },
      hidden: true,
      result: 'text',
      formula: 'order.currency',
    },
    {
      type: 'text',
      name: 'description',
      label: {
        'zh-CN': '描述',
        en: 'Description',
      },
      maxLength: 200,
      default: 'item.name',
    },
    {
      type: 'decimal',
      name: 'quantity',
      label: {
        'zh-CN': '数量',
        en: 'Quantity',
      },
      required: true,
      scale: 3,
      min: '0.001',
    },
    {
      type: 'money',
      name: 'price',
      label: {
        'zh-CN': '单价',
        en: 'Unit price',
      },
      help: {
        'zh-CN': '含税单价',
        en: 'Tax-inclusive unit price',
      },
      required: true,
      currency: {
        field: 'currency',
      },
      tax: 'inclusive',
      scale: 4,
      min: '0',
      default: 'item.salePrice',
    },
    {
      type: 'percent',
      name: 'discount',
      label: {
        'zh-CN': '折扣',
        en: 'Discount',
      },
      help: {
        'zh-CN': '减去的比例：0.05 表示优惠 5%',
        en: 'The share taken off: 0.05 is 5 % off',
      },
      required: true,
      min: '0',
      max: '1',
      default: '0',
    },
    {
      type: 'percent',
      name: 'taxRate',
      label: {
        'zh-CN': '税率',
        en: 'Tax rate',
      },
      required: true,
      min: '0',
      max: '1',
      default: 'item.taxRate',
    },
    {
      type: 'formula',
      name: 'amount',
      label: {
        'zh-CN': '金额',
        en: 'Amount',
      },
      help: {
        'zh-CN': '含税，数量×单价×(1−折扣)',
        en: 'Tax-inclusive: quantity × price × (1 − discount)',
      },
      result: 'money',
      scale: 2,
      currency: {
        field: 'currency',
      },
      tax: 'inclusive',
      formula: 'ROUND(quantity * price * (1 - discount), 2)',
    },
    {
      type: 'formula',
      name: 'netAmount',
      label: {
        'zh-CN': '不含税金额',
        en: 'Net amount',
      },
      result: 'money',
      scale: 2,
      currency: {
        field: 'currency',
      },
      tax: 'exclusive',
      formula: 'ROUND(amount / (1 + taxRate), 2)',
    },
    {
      type: 'money',
      name: 'unitCost',
      label: {
        'zh-CN': '成本单价',
        en: 'Unit cost',
      },
      help: {
        'zh-CN': '建行时的含税采购价，销售看不到',
        en: 'The tax-inclusive purchase price when the line was made; hidden from sales',
      },
      readOnly: true,
      currency: {
        field: 'currency',
      },
      tax: 'inclusive',
      scale: 4,
      default: 'item.purchasePrice',
    },
    {
      type: 'formula',
      name: 'margin',
      label: {
        'zh-CN': '毛利',
        en: 'Margin',
      },
      help: {
        'zh-CN': '不含税金额减去按同一税率折算的成本',
        en: 'Net amount less the cost at the same tax rate',
      },
      result: 'money',
      scale: 2,
      currency: {
        field: 'currency',
      },
      tax: 'exclusive',
      formula: 'netAmount - ROUND(quantity * COALESCE(unitCost, 0) / (1 + taxRate), 2)',
    },
    {
      type: 'date',
      name: 'promisedDate',
      label: {
        'zh-CN': '承诺交期',
        en: 'Promised date',
      },
      help: {
        'zh-CN': '留空则同订单',
        en: "The order's own when blank",
      },
    },
    {
      type: 'text',
      name: 'note',
      label: {
        'zh-CN': '备注',
        en: 'Note',
      },
      maxLength: 200,
    },
    {
      type: 'decimal',
      name: 'cancelledQuantity',
      label: {
        'zh-CN': '已取消数量',
        en: 'Cancelled quantity',
      },
      required: true,
      readOnly: true,
      scale: 3,
      min: '0',
      default: '0',
    },
  ],
  indexes: [
    {
      name: 'order',
      fields: ['order', 'lineNumber'],
    },
    {
      name: 'item',
      fields: ['item', 'promisedDate'],
    },
    {
      name: 'promisedDate',
      fields: ['promisedDate'],
    },
  ],
  checks: [
    {
      name: 'cancelled',
      formula: 'cancelledQuantity <= quantity',
      message: {
        'zh-CN': '取消数量不能超过订购数量',
        en: 'More cancelled than ordered',
      },
      field: 'cancelledQuantity',
    },
  ],
  list: {
    columns: ['order', 'lineNumber', 'item', 'quantity', 'price', 'discount', 'amount', 'promisedDate'],
  },
  form: [
    {
      label: {
        'zh-CN': '明细',
        en: 'Line',
      },
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
