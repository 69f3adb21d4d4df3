// What items are counted in.
import type { ObjectDefinition } from '#kernel/schema'

export const unit: ObjectDefinition = {
  name: 'masterdata.unit',
  label: { 'zh-CN': '计量单位', en: 'Unit' },
  kind: 'record',
  title: 'name',
  fields: [
    {
      type: 'text',
      name: 'code',
      label: { 'zh-CN': '代码', en: 'Code' },
      help: { 'zh-CN': '简写，不能重复，如 PCS、KG', en: 'A short form used once, such as PCS or KG' },
      required: true,
      unique: true,
      maxLength: 10,
    },
    {
      type: 'text',
      name: 'name',
      label: { 'zh-CN': '名称', en: 'Name' },
      help: {
        'zh-CN': '物料和单据上看到的叫法，如 台、千克',
        en: 'What items and documents show, such as piece or kilogram',
      },
      required: true,
      maxLength: 20,
    },
    {
      type: 'number',
      name: 'precision',
      label: { 'zh-CN': '小数位', en: 'Fraction digits' },
      help: { 'zh-CN': '数量保留几位小数', en: 'Digits kept after the point' },
      required: true,
      min: '0',
      max: '3',
      default: '0',
    },
  ],
  list: { columns: ['code', 'name', 'precision'] },
  form: [{ label: { 'zh-CN': '单位', en: 'Unit' }, fields: ['code', 'name', 'precision'] }],
}
