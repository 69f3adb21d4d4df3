// The tax rates in use.
import type { ObjectDefinition } from '#kernel/schema'

export const tax: ObjectDefinition = {
  name: 'masterdata.tax',
  label: { 'zh-CN': '税率', en: 'Tax' },
  kind: 'record',
  title: 'name',
  fields: [
    {
      type: 'text',
      name: 'name',
      label: { 'zh-CN': '名称', en: 'Name' },
      help: { 'zh-CN': '这一档怎么叫，如 增值税 13%', en: 'What to call it, such as VAT 13 %' },
      required: true,
      unique: true,
      maxLength: 40,
    },
    {
      type: 'percent',
      name: 'rate',
      label: { 'zh-CN': '税率', en: 'Rate' },
      help: { 'zh-CN': '直接填百分数，13 就是 13%', en: 'Type the percentage: 13 is 13 %' },
      required: true,
      min: '0',
      max: '1',
    },
  ],
  list: { columns: ['name', 'rate'] },
  form: [{ label: { 'zh-CN': '税率', en: 'Tax' }, fields: ['name', 'rate'] }],
}
