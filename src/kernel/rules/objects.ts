// The rule log: one row for each time a rule acted, failed or was stopped.
import type { Policy } from '#kernel/access'
import type { ObjectDefinition } from '#kernel/schema'

/** The system actor under which rules write. */
export const rulesAuthority = 'rules'

export const runObject: ObjectDefinition = {
  name: 'rules.run',
  label: { 'zh-CN': '自动化记录', en: 'Rule run' },
  kind: 'ledger',
  title: 'rule',
  fields: [
    { name: 'rule', type: 'text', label: { 'zh-CN': '规则', en: 'Rule' }, readOnly: true, required: true },
    { name: 'event', type: 'text', label: { 'zh-CN': '事件', en: 'Event' }, readOnly: true, hidden: true },
    { name: 'object', type: 'text', label: { 'zh-CN': '对象', en: 'Object' }, readOnly: true },
    { name: 'record', type: 'text', label: { 'zh-CN': '记录', en: 'Record' }, readOnly: true, hidden: true },
    {
      name: 'outcome',
      type: 'select',
      label: { 'zh-CN': '结果', en: 'Outcome' },
      readOnly: true,
      required: true,
      options: [
        { key: 'done', label: { 'zh-CN': '已执行', en: 'Done' } },
        { key: 'partly', label: { 'zh-CN': '已执行，有人未通知到', en: 'Done, not everybody reached' } },
        { key: 'failed', label: { 'zh-CN': '失败', en: 'Failed' } },
        { key: 'stopped', label: { 'zh-CN': '因循环被停止', en: 'Stopped: a loop' } },
      ],
    },
    { name: 'problem', type: 'json', label: { 'zh-CN': '问题', en: 'Problem' }, readOnly: true },
    { name: 'depth', type: 'number', label: { 'zh-CN': '连锁层数', en: 'Depth' }, readOnly: true },
    { name: 'at', type: 'datetime', label: { 'zh-CN': '时间', en: 'At' }, readOnly: true },
  ],
  indexes: [
    { name: 'rule', fields: ['rule', '-at'] },
    { name: 'about', fields: ['object', 'record'] },
    { name: 'event', fields: ['event'] },
  ],
  list: { columns: ['rule', 'object', 'outcome', 'problem', 'at'], sort: ['-at'] },
}

/** What rules may touch beyond their log is granted to the system actor `rules` by the modules that ship them. */
export const rulesPolicies: readonly Policy[] = [
  { name: 'rules.log', object: 'rules.run', operations: ['read'], who: { roles: ['admin'] } },
  {
    name: 'rules.engine',
    object: 'rules.run',
    operations: ['read', 'create'],
    who: { system: [rulesAuthority] },
  },
  { name: 'rules.reads', object: '*', operations: ['read'], who: { system: [rulesAuthority] } },
]
