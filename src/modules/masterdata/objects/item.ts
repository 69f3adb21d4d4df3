// What is sold, bought, made and stored.
import type { ObjectDefinition } from '#kernel/schema'

export const item: ObjectDefinition = {
  name: 'masterdata.item',
  label: {
    'zh-CN': '物品',
    en: 'Item',
  },
  kind: 'record',
  title: 'name',
  fields: [
    {
      type: 'text',
      name: 'code',
      label: {
        'zh-CN': '编码',
        en: 'Code',
      },
      required: true,
      unique: true,
      maxLength: 40,
    },
    {
      type: 'text',
      name: 'name',
      label: {
        'zh-CN': '名称',
        en: 'Name',
      },
      required: true,
      maxLength: 120,
    },
    {
      type: 'text',
      name: 'specification',
      label: {
        'zh-CN': '规格型号',
        en: 'Specification',
      },
      maxLength: 200,
    },
    {
      type: 'reference',
      name: 'unit',
      label: {
        'zh-CN': '单位',
        en: 'Unit',
      },
      required: true,
      to: 'masterdata.unit',
    },
    {
      type: 'select',
      name: 'kind',
      label: {
        'zh-CN': '类别',
        en: 'Kind',
      },
      required: true,
      options: [
        {
          key: 'finished',
          label: {
            'zh-CN': '成品',
            en: 'Finished good',
          },
          color: 'green',
        },
        {
          key: 'component',
          label: {
            'zh-CN': '物料',
            en: 'Component',
          },
          color: 'blue',
        },
        {
          key: 'material',
          label: {
            'zh-CN': '原材料',
            en: 'Raw material',
          },
          color: 'gold',
        },
        {
          key: 'service',
          label: {
            'zh-CN': '服务',
            en: 'Service',
          },
          color: 'gray',
        },
      ],
      default: "'finished'",
    },
    {
      type: 'boolean',
      name: 'made',
      label: {
        'zh-CN': '自制',
        en: 'Made here',
      },
      help: {
        'zh-CN': '自制的物品有 BOM，缺货时下工单；否则下采购单',
        en: 'Made items have a BOM and are short by work order; others by purchase',
      },
      required: true,
      default: 'false',
    },
    {
      type: 'boolean',
      name: 'active',
      label: {
        'zh-CN': '启用',
        en: 'Active',
      },
      required: true,
      default: 'true',
    },
    {
      type: 'money',
      name: 'salePrice',
      label: {
        'zh-CN': '销售价',
        en: 'Sale price',
      },
      help: {
        'zh-CN': '含税单价；价格表没有时使用',
        en: 'Tax-inclusive unit price used where no price list has one',
      },
      currency: 'CNY',
      tax: 'inclusive',
      scale: 4,
      min: '0',
    },
    {
      type: 'money',
      name: 'purchasePrice',
      label: {
        'zh-CN': '采购价',
        en: 'Purchase price',
      },
      help: {
        'zh-CN': '含税；销售看不到',
        en: 'Tax-inclusive; hidden from sales',
      },
      currency: 'CNY',
      tax: 'inclusive',
      scale: 4,
      min: '0',
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
      default: '0.13',
    },
    {
      type: 'number',
      name: 'leadTimeDays',
      label: {
        'zh-CN': '提前期(天)',
        en: 'Lead time (days)',
      },
      help: {
        'zh-CN': '采购或生产需要的天数，销售报交期时可见',
        en: 'Days to buy or make it; sales sees it when promising',
      },
      min: '0',
      max: '3650',
    },
    {
      type: 'decimal',
      name: 'safetyStock',
      label: {
        'zh-CN': '安全库存',
        en: 'Safety stock',
      },
      scale: 3,
      min: '0',
    },
    {
      type: 'reference',
      name: 'supplier',
      label: {
        'zh-CN': '默认供应商',
        en: 'Default supplier',
      },
      to: 'masterdata.party',
    },
    {
      type: 'text',
      name: 'externalId',
      label: {
        'zh-CN': '外部编号',
        en: 'External id',
      },
      unique: true,
      maxLength: 60,
    },
    {
      type: 'longText',
      name: 'notes',
      label: {
        'zh-CN': '备注',
        en: 'Notes',
      },
      maxLength: 4000,
    },
  ],
  indexes: [
    {
      name: 'kind',
      fields: ['kind', 'code'],
    },
    {
      name: 'supplier',
      fields: ['supplier'],
    },
  ],
  search: ['code', 'name', 'specification'],
  list: {
    columns: ['code', 'name', 'specification', 'kind', 'made', 'unit', 'salePrice', 'leadTimeDays'],
    sort: ['code'],
  },
  form: [
    {
      label: {
        'zh-CN': '基本',
        en: 'Basics',
      },
      fields: ['code', 'name', 'specification', 'unit', 'kind', 'made', 'active'],
    },
    {
      label: {
        'zh-CN': '价格',
        en: 'Prices',
      },
      fields: ['salePrice', 'purchasePrice', 'taxRate'],
    },
    {
      label: {
        'zh-CN': '供应',
        en: 'Supply',
      },
      fields: ['leadTimeDays', 'safetyStock', 'supplier', 'externalId', 'notes'],
    },
  ],
}
