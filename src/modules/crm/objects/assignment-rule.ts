// Which department a new lead goes to.
import type { ObjectDefinition } from '#kernel/schema'
import { regions } from '#modules/masterdata'

export const assignmentRule: ObjectDefinition = {
  name: 'crm.assignmentRule',
  label: { 'zh-CN': '分配规则', en: 'Assignment rule' },
  kind: 'record',
  title: 'name',
  fields: [
    {
      type: 'text',
      name: 'name',
      label: { 'zh-CN': '名称', en: 'Name' },
      help: {
        'zh-CN': '看得出管哪些线索，如 华东水务',
        en: 'Tells which leads it is for, such as East waterworks',
      },
      required: true,
      maxLength: 60,
    },
    {
      type: 'number',
      name: 'priority',
      label: { 'zh-CN': '顺序', en: 'Order' },
      help: {
        'zh-CN': '小的先试，第一条符合的生效',
        en: 'Lower ones are tried first; the first that fits decides',
      },
      required: true,
      min: '1',
      max: '9999',
      default: '100',
    },
    {
      type: 'select',
      name: 'region',
      label: { 'zh-CN': '区域', en: 'Region' },
      help: { 'zh-CN': '留空表示任何区域', en: 'Blank fits every region' },
      options: regions,
    },
    {
      type: 'text',
      name: 'industry',
      label: { 'zh-CN': '行业', en: 'Industry' },
      help: { 'zh-CN': '留空表示任何行业', en: 'Blank fits every industry' },
      maxLength: 60,
    },
    {
      type: 'money',
      name: 'minBudget',
      label: { 'zh-CN': '预算下限', en: 'Budget from' },
      help: {
        'zh-CN': '线索预算不低于它才符合；留空不看',
        en: 'A lead fits from this amount on; blank does not look',
      },
      currency: 'CNY',
      tax: 'inclusive',
      min: '0',
    },
    {
      type: 'money',
      name: 'maxBudget',
      label: { 'zh-CN': '预算上限', en: 'Budget to' },
      help: {
        'zh-CN': '线索预算不高于它才符合；留空不看',
        en: 'A lead fits up to this amount; blank does not look',
      },
      currency: 'CNY',
      tax: 'inclusive',
      min: '0',
    },
    {
      type: 'department',
      name: 'department',
      label: { 'zh-CN': '分给部门', en: 'To department' },
      help: {
        'zh-CN': '分给该部门在手线索最少的销售',
        en: "Goes to the department's salesperson with the fewest open leads",
      },
      required: true,
    },
    {
      type: 'boolean',
      name: 'active',
      label: { 'zh-CN': '启用', en: 'Active' },
      help: { 'zh-CN': '取消勾选就不再按这条分配线索', en: 'Unticked, it assigns no more leads' },
      required: true,
      default: 'true',
    },
  ],
  indexes: [{ name: 'priority', fields: ['active', 'priority'] }],
  list: {
    columns: ['priority', 'name', 'region', 'industry', 'minBudget', 'maxBudget', 'department', 'active'],
    sort: ['priority'],
  },
  form: [
    {
      label: { 'zh-CN': '规则', en: 'Rule' },
      fields: ['name', 'priority', 'region', 'industry', 'minBudget', 'maxBudget', 'department', 'active'],
    },
  ],
}
