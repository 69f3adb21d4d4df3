// A price of an item from a quantity on.
import type { ObjectDefinition } from '#kernel/schema'

export const priceListLine: ObjectDefinition = {
  name: 'sales.priceListLine',
  label: {
    'zh-CN': '价格',
    en: 'Price',
  },
  kind: 'record',
  title: 'name',
  fields: [
    {
      type: 'reference',
      name: 'priceList',
      label: {
        'zh-CN': '价格表',
        en: 'Price list',
      },
      required: true,
      to: 'sales.priceList',
      owner: true,
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
      name: 'name',
      label: {
        'zh-CN': '物品名称',
        en: 'Item name',
      },
      result: 'text',
      formula: 'item.name',
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
      formula: 'priceList.currency',
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
      type: 'decimal',
      name: 'minQuantity',
      label: {
        'zh-CN': '起订量',
        en: 'From quantity',
      },
      help: {
        'zh-CN': '达到此数量用此价',
        en: 'The price from this quantity on',
      },
      required: true,
      scale: 3,
      min: '0',
      default: '0',
    },
  ],
  unique: [
    {
      name: 'tier',
      fields: ['priceList', 'item', 'minQuantity'],
    },
  ],
  indexes: [
    {
      name: 'item',
      fields: ['item', 'priceList'],
    },
  ],
  list: {
    columns: ['item', 'price', 'minQuantity'],
  },
  form: [
    {
      label: {
        'zh-CN': '价格',
        en: 'Price',
      },
      fields: ['priceList', 'item', 'price', 'minQuantity'],
    },
  ],
}
