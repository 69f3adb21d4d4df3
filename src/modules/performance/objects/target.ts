// What a company, department or person is to reach on one metric in one period.
import type { ObjectDefinition } from '#kernel/schema'

export const target: ObjectDefinition = {
  name: 'performance.target',
  label: { 'zh-CN': '目标', en: 'Target' },
  kind: 'record',
  title: 'name',
  fields: [
    { type: 'text', name: 'name', label: { 'zh-CN': '名称', en: 'Name' }, required: true, maxLength: 80 },
    {
      type: 'text',
      name: 'metric',
      label: { 'zh-CN': '指标', en: 'Metric' },
      help: {
        'zh-CN': '指标的名字，如 sales.orderAmount',
        en: "The metric's name, such as sales.orderAmount",
      },
      required: true,
      maxLength: 60,
    },
    { type: 'date', name: 'periodStart', label: { 'zh-CN': '开始日', en: 'From' }, required: true },
    { type: 'date', name: 'periodEnd', label: { 'zh-CN': '结束日', en: 'To' }, required: true },
    {
      type: 'number',
      name: 'value',
      label: { 'zh-CN': '目标值', en: 'Target' },
      help: { 'zh-CN': '百分比写成比例：95% 写 0.95', en: 'Percentages as ratios: 95 % is 0.95' },
      required: true,
      min: '0',
    },
    {
      type: 'person',
      name: 'person',
      label: { 'zh-CN': '个人', en: 'Person' },
      help: {
        'zh-CN': '个人和部门都留空表示全公司',
        en: "With person and department blank it is the whole company's",
      },
    },
    { type: 'department', name: 'department', label: { 'zh-CN': '部门', en: 'Department' } },
    {
      type: 'reference',
      name: 'parent',
      label: { 'zh-CN': '上级目标', en: 'Part of' },
      to: 'performance.target',
    },
    {
      type: 'rollup',
      name: 'divided',
      label: { 'zh-CN': '已分解', en: 'Divided' },
      help: { 'zh-CN': '下级目标之和', en: 'The sum of the targets below' },
      result: 'decimal',
      scale: 4,
      object: 'performance.target',
      by: 'parent',
      take: 'sum',
      field: 'value',
    },
    { type: 'longText', name: 'notes', label: { 'zh-CN': '说明', en: 'Notes' }, maxLength: 2000 },
  ],
  indexes: [
    { name: 'metric', fields: ['metric', 'periodStart'] },
    { name: 'person', fields: ['person', 'periodStart'] },
    { name: 'department', fields: ['department', 'periodStart'] },
    { name: 'parent', fields: ['parent'] },
  ],
  checks: [
    {
      name: 'period',
      formula: 'periodEnd >= periodStart',
      message: { 'zh-CN': '结束日不能早于开始日', en: 'The end lies before the start' },
      field: 'periodEnd',
    },
    {
      name: 'one',
      formula: 'ISBLANK(person) or ISBLANK(department)',
      message: { 'zh-CN': '个人和部门只填一个', en: 'Either a person or a department' },
      field: 'person',
    },
  ],
  search: ['name'],
  list: {
    columns: ['name', 'metric', 'periodStart', 'periodEnd', 'value', 'divided', 'department', 'person'],
    sort: ['-periodStart'],
  },
  form: [
    {
      label: { 'zh-CN': '目标', en: 'Target' },
      fields: [
        'name',
        'metric',
        'value',
        'periodStart',
        'periodEnd',
        'department',
        'person',
        'parent',
        'divided',
        'notes',
      ],
    },
  ],
}
