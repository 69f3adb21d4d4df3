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
      required: true,
      unique: true,
      maxLength: 40,
    },
    {
      type: 'percent',
      name: 'rate',
      label: { 'zh-CN': '税率', en: 'Rate' },
      required: true,
      min: '0',
      max: '1',
    },
  ],
  list: { columns: ['name', 'rate'] },
  form: [{ label: { 'zh-CN': '税率', en: 'Tax' }, fields: ['name', 'rate'] }],
}
