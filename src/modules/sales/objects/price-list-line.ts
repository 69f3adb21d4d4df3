// A price of an item from a quantity on.
import type { ObjectDefinition } from '#kernel/schema'

export const priceListLine: ObjectDefinition = {
  name: 'sales.priceListLine',
  label: { 'zh-CN': '价格', en: 'Price' },
  kind: 'record',
  title: 'name',
  fields: [
    {
      type: 'reference',
      name: 'priceList',
      label: { 'zh-CN': '价格表', en: 'Price list' },
      help: { 'zh-CN': '这一行写在哪份表里', en: 'The list this line stands on' },
      required: true,
      to: 'sales.priceList',
      owner: true,
    },
    {
      type: 'reference',
      name: 'item',
      label: { 'zh-CN': '物料', en: 'Item' },
      help: {
        'zh-CN': '给什么定价；同一起订量只能有一行',
        en: 'What is priced; one line for each from-quantity',
      },
      required: true,
      to: 'masterdata.item',
    },
    {
      type: 'formula',
      name: 'name',
      label: { 'zh-CN': '物料名称', en: 'Item name' },
      result: 'text',
      formula: 'item.name',
    },
    {
      type: 'formula',
      name: 'currency',
      label: { 'zh-CN': '币种', en: 'Currency' },
      hidden: true,
      result: 'text',
      formula: 'priceList.currency',
    },
    {
      type: 'money',
      name: 'price',
      label: { 'zh-CN': '单价', en: 'Unit price' },
      help: {
        'zh-CN': '每单位含税多少；报价取价时带出',
        en: 'For one unit, tax included; quotes take it from here',
      },
      required: true,
      currency: { field: 'currency' },
      tax: 'inclusive',
      scale: 4,
      min: '0',
    },
    {
      type: 'decimal',
      name: 'minQuantity',
      label: { 'zh-CN': '起订量', en: 'From quantity' },
      help: { 'zh-CN': '达到此数量用此价', en: 'The price from this quantity on' },
      required: true,
      scale: 3,
      min: '0',
      default: '0',
    },
  ],
  unique: [{ name: 'tier', fields: ['priceList', 'item', 'minQuantity'] }],
  indexes: [{ name: 'item', fields: ['item', 'priceList'] }],
  list: { columns: ['item', 'price', 'minQuantity'] },
  form: [{ label: { 'zh-CN': '价格', en: 'Price' }, fields: ['priceList', 'item', 'price', 'minQuantity'] }],
}
