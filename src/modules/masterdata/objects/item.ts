// What is sold, bought, made and stored.
import type { ObjectDefinition } from '#kernel/schema'
import { itemExamples } from './examples.ts'

export const item: ObjectDefinition = {
  name: 'masterdata.item',
  label: { 'zh-CN': '物料', en: 'Item' },
  kind: 'record',
  title: 'name',
  fields: [
    {
      type: 'text',
      name: 'code',
      label: { 'zh-CN': '编码', en: 'Code' },
      help: {
        'zh-CN': '全公司唯一的料号，如 PU-100；选物料时可按它搜',
        en: 'Used once in the company, such as PU-100; items are found by it',
      },
      required: true,
      unique: true,
      maxLength: 40,
    },
    {
      type: 'text',
      name: 'name',
      label: { 'zh-CN': '名称', en: 'Name' },
      help: {
        'zh-CN': '大家叫得出的名字；带到报价、订单和发票的描述',
        en: 'What everyone calls it; carried to lines of quotes, orders and invoices',
      },
      required: true,
      maxLength: 120,
    },
    {
      type: 'text',
      name: 'specification',
      label: { 'zh-CN': '规格型号', en: 'Specification' },
      help: {
        'zh-CN': '尺寸、材质、型号，如 DN50 不锈钢；可按它搜',
        en: 'Size, material, model, such as DN50 stainless; found in search',
      },
      maxLength: 200,
    },
    {
      type: 'reference',
      name: 'unit',
      label: { 'zh-CN': '单位', en: 'Unit' },
      help: {
        'zh-CN': '按什么数，如 台、千克；库存和单据的数量都按它',
        en: 'What it is counted in, such as pieces or kg, in stock and on documents',
      },
      required: true,
      to: 'masterdata.unit',
    },
    {
      type: 'select',
      name: 'kind',
      label: { 'zh-CN': '类别', en: 'Kind' },
      help: {
        'zh-CN': '“服务”没有库存，不预留也不缺货；其余都管库存',
        en: 'A service has no stock and is never short; all others are stocked',
      },
      required: true,
      options: [
        { key: 'finished', label: { 'zh-CN': '成品', en: 'Finished good' }, color: 'green' },
        { key: 'component', label: { 'zh-CN': '零部件', en: 'Component' }, color: 'blue' },
        { key: 'material', label: { 'zh-CN': '原材料', en: 'Raw material' }, color: 'gold' },
        { key: 'service', label: { 'zh-CN': '服务', en: 'Service' }, color: 'gray' },
      ],
      default: "'finished'",
    },
    {
      type: 'boolean',
      name: 'made',
      label: { 'zh-CN': '自制', en: 'Made here' },
      help: {
        'zh-CN': '自制的物料有 BOM，缺货时下工单；否则下采购单',
        en: 'Made items have a BOM and are short by work order; others by purchase',
      },
      required: true,
      default: 'false',
    },
    {
      type: 'boolean',
      name: 'active',
      label: { 'zh-CN': '启用', en: 'Active' },
      help: {
        'zh-CN': '停产、不再用的取消勾选；已有单据不受影响',
        en: 'Untick what is no longer traded; existing documents stay as they are',
      },
      required: true,
      default: 'true',
    },
    {
      type: 'money',
      name: 'salePrice',
      label: { 'zh-CN': '销售价', en: 'Sale price' },
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
      label: { 'zh-CN': '采购价', en: 'Purchase price' },
      help: { 'zh-CN': '含税；销售看不到', en: 'Tax-inclusive; hidden from sales' },
      currency: 'CNY',
      tax: 'inclusive',
      scale: 4,
      min: '0',
    },
    {
      type: 'percent',
      name: 'taxRate',
      label: { 'zh-CN': '税率', en: 'Tax rate' },
      help: {
        'zh-CN': '卖它时的增值税，如 13；带到报价、订单和发票',
        en: 'VAT when sold, such as 13; carried to quotes, orders and invoices',
      },
      required: true,
      min: '0',
      max: '1',
      default: '0.13',
    },
    {
      type: 'number',
      name: 'leadTimeDays',
      label: { 'zh-CN': '提前期(天)', en: 'Lead time (days)' },
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
      label: { 'zh-CN': '安全库存', en: 'Safety stock' },
      help: {
        'zh-CN': '某仓可用量低于它就提醒保管员；留空不提醒',
        en: 'Below this in a warehouse its keeper is told; blank tells nobody',
      },
      scale: 3,
      min: '0',
    },
    {
      type: 'reference',
      name: 'supplier',
      label: { 'zh-CN': '默认供应商', en: 'Default supplier' },
      help: {
        'zh-CN': '缺货要买时先向谁买；下单前还能换',
        en: 'Who it is bought from when short; can be changed before ordering',
      },
      to: 'masterdata.party',
    },
    {
      type: 'text',
      name: 'externalId',
      label: { 'zh-CN': '外部编号', en: 'External id' },
      help: {
        'zh-CN': '在别的系统里的编号；导入时按它认出同一物料',
        en: 'What another system calls it; imports recognise the item by it',
      },
      unique: true,
      maxLength: 60,
    },
    {
      type: 'longText',
      name: 'notes',
      label: { 'zh-CN': '备注', en: 'Notes' },
      help: {
        'zh-CN': '别处没有格子的事，如包装、替代料',
        en: 'What has no box of its own, such as packing or substitutes',
      },
      maxLength: 4000,
    },
  ],
  indexes: [
    { name: 'kind', fields: ['kind', 'code'] },
    { name: 'supplier', fields: ['supplier'] },
  ],
  search: ['code', 'name', 'specification'],
  examples: itemExamples,
  list: {
    columns: ['code', 'name', 'specification', 'kind', 'made', 'unit', 'salePrice', 'leadTimeDays'],
    sort: ['code'],
  },
  form: [
    {
      label: { 'zh-CN': '基本', en: 'Basics' },
      fields: ['code', 'name', 'specification', 'unit', 'kind', 'made', 'active'],
    },
    { label: { 'zh-CN': '价格', en: 'Prices' }, fields: ['salePrice', 'purchasePrice', 'taxRate'] },
    {
      label: { 'zh-CN': '供应', en: 'Supply' },
      fields: ['leadTimeDays', 'safetyStock', 'supplier', 'externalId', 'notes'],
    },
  ],
}
