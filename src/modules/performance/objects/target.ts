// What a company, department or person is to reach on one metric in one period.
import type { ObjectDefinition } from '#kernel/schema'

export const target: ObjectDefinition = {
  name: 'performance.target',
  label: { 'zh-CN': '目标', en: 'Target' },
  kind: 'record',
  title: 'name',
  fields: [
    {
      type: 'text',
      name: 'name',
      label: { 'zh-CN': '名称', en: 'Name' },
      help: {
        'zh-CN': '看得出谁、哪段、什么，如 一季度华东订单额',
        en: 'Tells who, when and what, such as Orders East first quarter',
      },
      required: true,
      maxLength: 80,
    },
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
    {
      type: 'date',
      name: 'periodStart',
      label: { 'zh-CN': '开始日', en: 'From' },
      help: { 'zh-CN': '从哪天起计入，含当天', en: 'The first day that counts' },
      required: true,
    },
    {
      type: 'date',
      name: 'periodEnd',
      label: { 'zh-CN': '结束日', en: 'To' },
      help: { 'zh-CN': '计到哪天为止，含当天', en: 'The last day that counts' },
      required: true,
    },
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
    {
      type: 'department',
      name: 'department',
      label: { 'zh-CN': '部门', en: 'Department' },
      help: {
        'zh-CN': '要它达成的那个；定给个人时留空',
        en: 'Who is to reach it together; blank when it is set for a person',
      },
    },
    {
      type: 'reference',
      name: 'parent',
      label: { 'zh-CN': '上级目标', en: 'Part of' },
      help: {
        'zh-CN': '它是从哪个更大的分出来的；计入那边的已分解',
        en: 'The larger one it is divided from; summed up there',
      },
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
    {
      type: 'longText',
      name: 'notes',
      label: { 'zh-CN': '说明', en: 'Notes' },
      help: {
        'zh-CN': '怎么定出来的、怎么达成；被考核的人看得到',
        en: 'How it was set and how to reach it, for those it is set for',
      },
      maxLength: 2000,
    },
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
