// Governed prices with tiers and dates.
import type { ObjectDefinition } from '#kernel/schema'

export const priceList: ObjectDefinition = {
  name: 'sales.priceList',
  label: { 'zh-CN': '价格表', en: 'Price list' },
  kind: 'record',
  title: 'name',
  fields: [
    {
      type: 'text',
      name: 'name',
      label: { 'zh-CN': '名称', en: 'Name' },
      help: {
        'zh-CN': '看得出是哪一套价，如 2026 标准价',
        en: 'Tells which prices these are, such as Standard 2026',
      },
      required: true,
      unique: true,
      maxLength: 80,
    },
    {
      type: 'text',
      name: 'currency',
      label: { 'zh-CN': '币种', en: 'Currency' },
      help: {
        'zh-CN': '三个字母，如 CNY；只给同币种的报价用',
        en: 'Three letters, such as CNY; used for quotes in the same one only',
      },
      required: true,
      maxLength: 3,
      default: "'CNY'",
    },
    {
      type: 'date',
      name: 'validFrom',
      label: { 'zh-CN': '生效日', en: 'Valid from' },
      help: {
        'zh-CN': '从这天起按它取价；几份都有效时用较晚的',
        en: 'Prices count from this day; of several lists the later one wins',
      },
      required: true,
      default: 'TODAY()',
    },
    {
      type: 'date',
      name: 'validTo',
      label: { 'zh-CN': '失效日', en: 'Valid to' },
      help: { 'zh-CN': '留空表示长期有效', en: 'Blank means without end' },
    },
    {
      type: 'lines',
      name: 'lines',
      label: { 'zh-CN': '价格', en: 'Prices' },
      object: 'sales.priceListLine',
      by: 'priceList',
    },
  ],
  indexes: [{ name: 'validFrom', fields: ['-validFrom'] }],
  checks: [
    {
      name: 'dates',
      formula: 'ISBLANK(validTo) or validTo >= validFrom',
      message: { 'zh-CN': '失效日不能早于生效日', en: 'Valid to lies before valid from' },
      field: 'validTo',
    },
  ],
  search: ['name'],
  list: { columns: ['name', 'currency', 'validFrom', 'validTo'], sort: ['-validFrom'] },
  form: [
    { label: { 'zh-CN': '价格表', en: 'Price list' }, fields: ['name', 'currency', 'validFrom', 'validTo'] },
    { label: { 'zh-CN': '价格', en: 'Prices' }, fields: ['lines'] },
  ],
}
