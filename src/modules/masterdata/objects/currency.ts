// The currencies in use.
import type { ObjectDefinition } from '#kernel/schema'

export const currency: ObjectDefinition = {
  name: 'masterdata.currency',
  label: { 'zh-CN': '币种', en: 'Currency' },
  kind: 'record',
  title: 'name',
  fields: [
    {
      type: 'text',
      name: 'code',
      label: { 'zh-CN': '代码', en: 'Code' },
      help: { 'zh-CN': 'ISO 4217', en: 'ISO 4217' },
      required: true,
      unique: true,
      maxLength: 3,
    },
    { type: 'text', name: 'name', label: { 'zh-CN': '名称', en: 'Name' }, required: true, maxLength: 40 },
    {
      type: 'number',
      name: 'scale',
      label: { 'zh-CN': '小数位', en: 'Fraction digits' },
      required: true,
      min: '0',
      max: '4',
      default: '2',
    },
  ],
  list: { columns: ['code', 'name', 'scale'] },
  form: [{ label: { 'zh-CN': '币种', en: 'Currency' }, fields: ['code', 'name', 'scale'] }],
}
