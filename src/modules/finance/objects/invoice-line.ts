// One item of an invoice; its net and tax are taken out of the gross.
import type { ObjectDefinition } from '#kernel/schema'

export const invoiceLine: ObjectDefinition = {
  name: 'finance.invoiceLine',
  label: {
    'zh-CN': '发票明细',
    en: 'Invoice line',
  },
  kind: 'record',
  title: 'description',
  fields: [
    {
      type: 'reference',
      name: 'invoice',
      label: {
        'zh-CN': '发票',
        en: 'Invoice',
      },
      required: true,
      to: 'finance.invoice',
      owner: true,
    },
    {
      type: 'reference',
      name: 'item',
      label: {
        'zh-CN': '物品',
        en: 'Item',
      },
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
      formula: 'invoice.currency',
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
    },
    {
      type: 'money',
      name: 'price',
      label: {
        'zh-CN': '单价',
        en: 'Unit price',
      },
      help: {
        'zh-CN': '含税',
        en: 'Tax-inclusive',
      },
      required: true,
      currency: {
        field: 'currency',
      },
      tax: 'inclusive',
      scale: 4,
      min: '0',
    },
    {
      type: 'percent',
      name: 'discount',
      label: {
        'zh-CN': '折扣',
        en: 'Discount',
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
      name: 'gross',
      label: {
        'zh-CN': '价税合计',
        en: 'Gross',
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
      name: 'net',
      label: {
        'zh-CN': '不含税',
        en: 'Net',
      },
      result: 'money',
      scale: 2,
      currency: {
        field: 'currency',
      },
      tax: 'exclusive',
      formula: 'ROUND(gross / (1 + taxRate), 2)',
    },
    {
      type: 'formula',
      name: 'tax',
      label: {
        'zh-CN': '税额',
        en: 'Tax',
      },
      result: 'money',
      scale: 2,
      currency: {
        field: 'currency',
      },
      tax: 'none',
      formula: 'gross - net',
    },
  ],
  indexes: [
    {
      name: 'invoice',
      fields: ['invoice'],
    },
  ],
  checks: [
    {
      name: 'quantity',
      formula: 'quantity <> 0',
      message: {
        'zh-CN': '数量不能为零',
        en: 'The quantity is zero',
      },
      field: 'quantity',
    },
  ],
  list: {
    columns: ['invoice', 'item', 'quantity', 'price', 'gross', 'net', 'tax'],
  },
  form: [
    {
      label: {
        'zh-CN': '明细',
        en: 'Line',
      },
      fields: [
        'invoice',
        'item',
        'description',
        'quantity',
        'price',
        'discount',
        'taxRate',
        'gross',
        'net',
        'tax',
      ],
    },
  ],
}
