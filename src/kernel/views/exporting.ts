// Who took which records out of the house, when: a record of its own for each export, which nobody changes and the log holds like every other.
import type { Policy } from '#kernel/access'
import type { ObjectDefinition } from '#kernel/schema'

/** The operation that somebody needs on what they export, beside reading it. */
export const exporting = 'export'

/** The records are counted before the first of them leaves; what is written meanwhile may come or be missing. */
export const exportingObject: ObjectDefinition = {
  name: 'views.exporting',
  label: { 'zh-CN': '导出记录', en: 'Export' },
  many: { 'zh-CN': '导出记录', en: 'Exports' },
  help: {
    'zh-CN': '谁在什么时候导出了哪些数据、多少条',
    en: 'Who exported which records, how many and when',
  },
  kind: 'ledger',
  title: 'object',
  fields: [
    {
      name: 'object',
      type: 'text',
      label: { 'zh-CN': '对象', en: 'Object' },
      required: true,
      maxLength: 100,
    },
    { name: 'records', type: 'number', label: { 'zh-CN': '记录数', en: 'Records' }, required: true },
    {
      name: 'fields',
      type: 'longText',
      label: { 'zh-CN': '字段', en: 'Fields' },
      required: true,
      maxLength: 20_000,
    },
    {
      name: 'question',
      type: 'longText',
      label: { 'zh-CN': '筛选条件', en: 'Filter' },
      help: {
        'zh-CN': '条件、搜索词和排序，按接口的写法',
        en: 'Conditions, words and order, as the interface writes them',
      },
      maxLength: 40_000,
    },
    { name: 'format', type: 'text', label: { 'zh-CN': '格式', en: 'Format' }, required: true, maxLength: 10 },
    {
      name: 'person',
      type: 'person',
      label: { 'zh-CN': '导出人', en: 'Exported by' },
      default: 'me.id',
      readOnly: true,
    },
  ],
  indexes: [{ name: 'newest', fields: ['-createdAt'] }],
  list: {
    columns: ['createdAt', 'person', 'object', 'records', 'fields', 'question', 'format'],
    sort: ['-createdAt'],
  },
}

/** An export is noted in the name of who asked for it, who sees their own; administrators and auditors see all. */
export const exportingPolicies: readonly Policy[] = [
  {
    name: 'views.exporting.own',
    object: exportingObject.name,
    operations: ['read', 'create'],
    who: { everyone: true },
    where: 'person = me.id',
  },
]
