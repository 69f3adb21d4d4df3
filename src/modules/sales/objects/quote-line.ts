// One item of a quote.
import type { ObjectDefinition } from '#kernel/schema'

export const quoteLine: ObjectDefinition = {
  name: 'sales.quoteLine',
  label: {
    'zh-CN': '报价明细',
    en: 'Quote line',
  },
  kind: 'record',
  title: 'description',
  fields: [
    {
      type: 'reference',
      name: 'quote',
      label: {
        'zh-CN': '报价',
        en: 'Quote',
      },
      required: true,
      to: 'sales.quote',
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
      formula: 'quote.currency',
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
  ],
  indexes: [
    {
      name: 'quote',
      fields: ['quote', 'lineNumber'],
    },
    {
      name: 'item',
      fields: ['item'],
    },
  ],
  list: {
    columns: ['quote', 'lineNumber', 'item', 'quantity', 'price', 'discount', 'amount'],
  },
  form: [
    {
      label: {
        'zh-CN': '明细',
        en: 'Line',
      },
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
