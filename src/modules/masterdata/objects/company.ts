// Our own legal entities: who sells, buys and invoices.
import type { ObjectDefinition } from '#kernel/schema'

export const company: ObjectDefinition = {
  name: 'masterdata.company',
  label: { 'zh-CN': '公司主体', en: 'Company' },
  kind: 'record',
  title: 'name',
  fields: [
    {
      type: 'text',
      name: 'name',
      label: { 'zh-CN': '名称', en: 'Name' },
      required: true,
      unique: true,
      maxLength: 120,
    },
    {
      type: 'text',
      name: 'code',
      label: { 'zh-CN': '代码', en: 'Code' },
      required: true,
      unique: true,
      maxLength: 20,
    },
    {
      type: 'text',
      name: 'currency',
      label: { 'zh-CN': '本位币', en: 'Currency' },
      help: { 'zh-CN': 'ISO 4217 三字母代码', en: 'Three-letter ISO 4217 code' },
      required: true,
      maxLength: 3,
      default: "'CNY'",
    },
    { type: 'text', name: 'taxNumber', label: { 'zh-CN': '纳税人识别号', en: 'Tax number' }, maxLength: 30 },
    { type: 'text', name: 'address', label: { 'zh-CN': '地址', en: 'Address' }, maxLength: 200 },
    { type: 'text', name: 'phone', label: { 'zh-CN': '电话', en: 'Phone' }, format: 'phone', maxLength: 40 },
    {
      type: 'money',
      name: 'reviewOver',
      label: { 'zh-CN': '复核起点金额', en: 'Review from amount' },
      help: {
        'zh-CN': '订单达到此金额须由另一人复核后才能确认；留空则不要求',
        en: 'Orders of this amount or more need a second person before confirmation; blank asks for none',
      },
      currency: { field: 'currency' },
      tax: 'inclusive',
      min: '0',
    },
  ],
  search: ['name', 'code'],
  list: { columns: ['name', 'code', 'currency', 'taxNumber'] },
  form: [
    {
      label: { 'zh-CN': '基本', en: 'Basics' },
      fields: ['name', 'code', 'currency', 'taxNumber', 'address', 'phone', 'reviewOver'],
    },
  ],
}
