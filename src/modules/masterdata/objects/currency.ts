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
      help: { 'zh-CN': '三个国际通用字母，如 CNY、USD', en: 'Three letters of ISO 4217, such as CNY or USD' },
      required: true,
      unique: true,
      maxLength: 3,
    },
    {
      type: 'text',
      name: 'name',
      label: { 'zh-CN': '名称', en: 'Name' },
      help: { 'zh-CN': '大家看到的叫法，如 人民币', en: 'What people read, such as Chinese yuan' },
      required: true,
      maxLength: 40,
    },
    {
      type: 'number',
      name: 'scale',
      label: { 'zh-CN': '小数位', en: 'Fraction digits' },
      help: {
        'zh-CN': '这种钱算到几位小数，如人民币 2、日元 0',
        en: 'How many decimals its amounts have: 2 for yuan, 0 for yen',
      },
      required: true,
      min: '0',
      max: '4',
      default: '2',
    },
  ],
  list: { columns: ['code', 'name', 'scale'] },
  form: [{ label: { 'zh-CN': '币种', en: 'Currency' }, fields: ['code', 'name', 'scale'] }],
}
