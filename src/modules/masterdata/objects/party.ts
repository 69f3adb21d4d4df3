// Customers and suppliers: the one id that every document refers to.
import type { ObjectDefinition } from '#kernel/schema'
import { partyExamples } from './examples.ts'
import { regions } from './regions.ts'

export const party: ObjectDefinition = {
  name: 'masterdata.party',
  label: { 'zh-CN': '往来单位', en: 'Party' },
  help: {
    'zh-CN': '客户与供应商，全公司只有一个编号',
    en: 'Customers and suppliers, one id for the whole company',
  },
  kind: 'record',
  title: 'name',
  fields: [
    {
      type: 'autoNumber',
      name: 'code',
      label: { 'zh-CN': '编号', en: 'Code' },
      pattern: 'P{00000}',
      readOnly: true,
    },
    {
      type: 'text',
      name: 'name',
      label: { 'zh-CN': '名称', en: 'Name' },
      help: { 'zh-CN': '营业执照上的全称', en: 'The full registered name' },
      required: true,
      maxLength: 120,
    },
    {
      type: 'boolean',
      name: 'isCustomer',
      label: { 'zh-CN': '客户', en: 'Customer' },
      help: {
        'zh-CN': '我们卖给它就勾；销售建的、跟的都是客户',
        en: 'Tick if we sell to it: sales works with these',
      },
      default: 'true',
    },
    {
      type: 'boolean',
      name: 'isSupplier',
      label: { 'zh-CN': '供应商', en: 'Supplier' },
      help: {
        'zh-CN': '我们向它买就勾；采购建的、管的都是供应商',
        en: 'Tick if we buy from it: purchasing works with these',
      },
      default: 'false',
    },
    {
      type: 'boolean',
      name: 'active',
      label: { 'zh-CN': '启用', en: 'Active' },
      help: {
        'zh-CN': '不再往来的取消勾选；已有单据不受影响',
        en: 'Untick when dealings have ended; existing documents stay as they are',
      },
      required: true,
      default: 'true',
    },
    {
      type: 'select',
      name: 'region',
      label: { 'zh-CN': '区域', en: 'Region' },
      help: {
        'zh-CN': '公司所在的大区；销售额和回款按它统计',
        en: 'Where it is based; sales and receipts are counted by it',
      },
      options: regions,
    },
    {
      type: 'text',
      name: 'industry',
      label: { 'zh-CN': '行业', en: 'Industry' },
      help: {
        'zh-CN': '同一行业写法要一致，如 水务、暖通',
        en: 'One spelling for each, such as waterworks or heating',
      },
      maxLength: 60,
    },
    {
      type: 'select',
      name: 'grade',
      label: { 'zh-CN': '等级', en: 'Grade' },
      help: {
        'zh-CN': 'A 最先照顾；全公司看得到，合作前要定好',
        en: 'A is served first; everybody sees it, and it is set before doing business',
      },
      options: [
        { key: 'A', label: { 'zh-CN': 'A 重点', en: 'A key' }, color: 'green' },
        { key: 'B', label: { 'zh-CN': 'B 普通', en: 'B regular' }, color: 'blue' },
        { key: 'C', label: { 'zh-CN': 'C 一般', en: 'C minor' }, color: 'gray' },
      ],
    },
    {
      type: 'person',
      name: 'owner',
      label: { 'zh-CN': '负责人', en: 'Owner' },
      help: { 'zh-CN': '跟进此客户的销售，或负责此供应商的采购', en: 'The salesperson or buyer in charge' },
      default: 'me.id',
    },
    {
      type: 'department',
      name: 'department',
      label: { 'zh-CN': '部门', en: 'Department' },
      help: {
        'zh-CN': '由谁家跟进；部门负责人能修改和转交',
        en: 'Who follows it up; the head there may change it and hand it over',
      },
      default: 'me.department',
    },
    {
      type: 'money',
      name: 'creditLimit',
      label: { 'zh-CN': '信用额度', en: 'Credit limit' },
      help: {
        'zh-CN': '在手订单合计超过它，新订单要放行才能确认；留空不限制',
        en: 'Open orders above it make a new one wait for release; blank means no limit',
      },
      currency: 'CNY',
      tax: 'inclusive',
      min: '0',
    },
    {
      type: 'number',
      name: 'paymentTermDays',
      label: { 'zh-CN': '账期天数', en: 'Payment term days' },
      help: { 'zh-CN': '开票日后多少天到期', en: 'Days from the invoice date to the due date' },
      min: '0',
      max: '3650',
      default: '30',
    },
    {
      type: 'text',
      name: 'taxNumber',
      label: { 'zh-CN': '税号', en: 'Tax number' },
      help: {
        'zh-CN': '照客户开票资料填，18 位；成为合作客户前要有',
        en: '18 characters from its invoicing details; needed before doing business',
      },
      maxLength: 30,
    },
    {
      type: 'text',
      name: 'phone',
      label: { 'zh-CN': '电话', en: 'Phone' },
      help: {
        'zh-CN': '总机或常用号码；来了同号的新线索会认出它',
        en: 'The number to call; a new lead with it is known as this customer',
      },
      format: 'phone',
      maxLength: 40,
    },
    {
      type: 'text',
      name: 'address',
      label: { 'zh-CN': '地址', en: 'Address' },
      help: { 'zh-CN': '送货、上门去哪里，写到门牌号', en: 'Where to deliver and visit, down to the number' },
      maxLength: 200,
    },
    {
      type: 'longText',
      name: 'notes',
      label: { 'zh-CN': '备注', en: 'Notes' },
      help: {
        'zh-CN': '同事该知道的事，如收货时间；售后也看得到',
        en: 'What colleagues should know, such as delivery hours; service reads it too',
      },
      maxLength: 4000,
    },
    {
      type: 'text',
      name: 'externalId',
      label: { 'zh-CN': '外部编号', en: 'External id' },
      help: {
        'zh-CN': '在其他系统中的编号，导入与对账用',
        en: 'The id in another system, used by import and reconciliation',
      },
      unique: true,
      maxLength: 60,
    },
    {
      type: 'text',
      name: 'nameKey',
      label: { 'zh-CN': '名称查重键', en: 'Name key' },
      readOnly: true,
      hidden: true,
      maxLength: 120,
    },
    {
      type: 'text',
      name: 'phoneKey',
      label: { 'zh-CN': '电话查重键', en: 'Phone key' },
      readOnly: true,
      hidden: true,
      maxLength: 40,
    },
    {
      type: 'lines',
      name: 'contacts',
      label: { 'zh-CN': '联系人', en: 'Contacts' },
      object: 'masterdata.contact',
      by: 'party',
    },
  ],
  indexes: [
    { name: 'owner', fields: ['owner', 'name'] },
    { name: 'department', fields: ['department', 'name'] },
    { name: 'nameKey', fields: ['nameKey'] },
    { name: 'phoneKey', fields: ['phoneKey'] },
    { name: 'customers', fields: ['isCustomer', 'name'] },
    { name: 'suppliers', fields: ['isSupplier', 'name'] },
  ],
  checks: [
    {
      name: 'role',
      formula: 'isCustomer or isSupplier',
      message: { 'zh-CN': '至少勾选客户或供应商', en: 'Tick customer or supplier' },
      field: 'isCustomer',
    },
  ],
  search: ['code', 'name', 'phone', 'taxNumber'],
  examples: partyExamples,
  list: { columns: ['code', 'name', 'region', 'industry', 'grade', 'owner', 'phone'], sort: ['name'] },
  form: [
    {
      label: { 'zh-CN': '基本', en: 'Basics' },
      fields: [
        'name',
        'isCustomer',
        'isSupplier',
        'active',
        'region',
        'industry',
        'grade',
        'owner',
        'department',
      ],
    },
    {
      label: { 'zh-CN': '交易条件', en: 'Terms' },
      fields: ['creditLimit', 'paymentTermDays', 'taxNumber', 'externalId'],
    },
    { label: { 'zh-CN': '联络', en: 'Reach' }, fields: ['phone', 'address', 'notes', 'contacts'] },
  ],
  overview: { facts: ['phone', 'grade', 'region', 'industry', 'owner', 'address'] },
}
