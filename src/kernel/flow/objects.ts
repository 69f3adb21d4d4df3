// What the workspace stores of flows: versions, instances and tasks.
import type { Field, Label, ObjectDefinition } from '#kernel/schema'

const label = (zh: string, en: string): Label => ({ 'zh-CN': zh, en })
const own = { readOnly: true } as const
const behind = { readOnly: true, hidden: true } as const

export const versionObject: ObjectDefinition = {
  name: 'flow.version',
  label: label('流程版本', 'Flow version'),
  kind: 'record',
  title: 'flow',
  fields: [
    { name: 'flow', type: 'text', label: label('流程', 'Flow'), ...own, required: true },
    { name: 'number', type: 'number', label: label('版本', 'Version'), ...own, required: true },
    { name: 'definition', type: 'json', label: label('定义', 'Definition'), ...own, required: true },
  ],
  unique: [{ name: 'number', fields: ['flow', 'number'] }],
}

export const instanceObject: ObjectDefinition = {
  name: 'flow.instance',
  label: label('流程实例', 'Flow instance'),
  kind: 'record',
  title: 'title',
  fields: [
    { name: 'flow', type: 'text', label: label('流程', 'Flow'), ...own, required: true },
    { name: 'definitionVersion', type: 'number', label: label('版本', 'Version'), ...own, required: true },
    { name: 'object', type: 'text', label: label('对象', 'Object'), ...behind, required: true },
    { name: 'record', type: 'text', label: label('记录', 'Record'), ...behind, required: true },
    { name: 'title', type: 'text', label: label('标题', 'Title'), ...own, maxLength: 500 },
    {
      name: 'status',
      type: 'select',
      label: label('状态', 'Status'),
      ...own,
      required: true,
      options: [
        { key: 'running', label: label('进行中', 'Running') },
        { key: 'ended', label: label('已结束', 'Ended') },
        { key: 'cancelled', label: label('已取消', 'Cancelled') },
      ],
    },
    { name: 'state', type: 'json', label: label('位置', 'State'), ...behind },
    { name: 'startedAt', type: 'datetime', label: label('开始', 'Started'), ...own },
    { name: 'endedAt', type: 'datetime', label: label('结束', 'Ended'), ...own },
    { name: 'endReason', type: 'text', label: label('结束原因', 'Reason'), ...own, maxLength: 1000 },
    { name: 'wakeAt', type: 'datetime', label: label('唤醒时间', 'Wakes'), ...behind },
    { name: 'wokenAt', type: 'datetime', label: label('已唤醒', 'Woken'), ...behind },
  ],
  unique: [{ name: 'once', fields: ['flow', 'record'] }],
  indexes: [
    { name: 'about', fields: ['object', 'record'] },
    { name: 'wake', fields: ['status', 'wakeAt'] },
  ],
  list: { columns: ['title', 'flow', 'status', 'startedAt', 'endedAt'], sort: ['-startedAt'] },
}

const statusField: Field = {
  name: 'status',
  type: 'select',
  label: label('状态', 'Status'),
  ...own,
  required: true,
  options: [
    { key: 'asked', label: label('待接棒', 'Asked') },
    { key: 'accepted', label: label('处理中', 'Accepted') },
    { key: 'delivered', label: label('已交棒', 'Delivered') },
    { key: 'returned', label: label('已退回', 'Returned') },
    { key: 'cancelled', label: label('已取消', 'Cancelled') },
  ],
}

export const taskObject: ObjectDefinition = {
  name: 'flow.task',
  label: label('任务', 'Task'),
  kind: 'record',
  title: 'recordTitle',
  fields: [
    {
      name: 'instance',
      type: 'reference',
      to: 'flow.instance',
      label: label('流程实例', 'Instance'),
      ...behind,
    },
    { name: 'flow', type: 'text', label: label('流程', 'Flow'), ...own },
    { name: 'step', type: 'text', label: label('步骤', 'Step'), ...own },
    { name: 'label', type: 'json', label: label('步骤名称', 'Step name'), ...own },
    { name: 'object', type: 'text', label: label('对象', 'Object'), ...behind },
    { name: 'record', type: 'text', label: label('记录', 'Record'), ...behind },
    { name: 'recordTitle', type: 'text', label: label('记录标题', 'Record title'), ...own, maxLength: 500 },
    { name: 'department', type: 'department', label: label('部门', 'Department'), ...own },
    { name: 'holder', type: 'person', label: label('当前负责人', 'Holder'), ...own },
    statusField,
    {
      name: 'limitMinutes',
      type: 'number',
      label: label('时限（工作分钟）', 'Limit (working minutes)'),
      ...own,
    },
    { name: 'askedBy', type: 'person', label: label('交接人', 'Asked by'), ...own },
    { name: 'askedByDepartment', type: 'department', label: label('交接部门', 'Asking department'), ...own },
    { name: 'askedAt', type: 'datetime', label: label('交接时间', 'Asked'), ...own },
    { name: 'heldSince', type: 'datetime', label: label('接手时间', 'Held since'), ...own },
    { name: 'acceptedAt', type: 'datetime', label: label('接棒时间', 'Accepted'), ...own },
    { name: 'dueAt', type: 'datetime', label: label('截止时间', 'Due'), ...own },
    { name: 'deliveredAt', type: 'datetime', label: label('交棒时间', 'Delivered'), ...own },
    { name: 'closedAt', type: 'datetime', label: label('结束时间', 'Closed'), ...own },
    {
      name: 'usedMinutes',
      type: 'number',
      label: label('用时（工作分钟）', 'Used (working minutes)'),
      ...own,
    },
    {
      name: 'returnReason',
      type: 'text',
      label: label('退回原因', 'Reason of return'),
      ...own,
      maxLength: 1000,
    },
    {
      name: 'askReason',
      type: 'text',
      label: label('为何再次交来', 'Why asked again'),
      ...own,
      maxLength: 1000,
    },
    {
      name: 'reassignReason',
      type: 'text',
      label: label('转交原因', 'Reason of reassignment'),
      ...own,
      maxLength: 1000,
    },
    { name: 'rounds', type: 'number', label: label('第几次', 'Round'), ...own },
    { name: 'escalation', type: 'number', label: label('升级级数', 'Escalation level'), ...own },
    { name: 'escalateAt', type: 'datetime', label: label('下次升级', 'Next escalation'), ...behind },
    {
      name: 'escalateEveryMinutes',
      type: 'number',
      label: label('升级间隔', 'Escalation interval'),
      ...behind,
    },
    { name: 'actions', type: 'json', label: label('动作', 'Actions'), ...behind },
  ],
  indexes: [
    { name: 'mine', fields: ['holder', 'status', 'dueAt'] },
    { name: 'ours', fields: ['department', 'status', 'dueAt'] },
    { name: 'about', fields: ['object', 'record'] },
    { name: 'instance', fields: ['instance'] },
    { name: 'escalation', fields: ['status', 'escalateAt'] },
  ],
  search: ['recordTitle'],
  list: { columns: ['recordTitle', 'label', 'holder', 'status', 'dueAt'], sort: ['dueAt'], board: 'status' },
}

export const flowObjects: readonly ObjectDefinition[] = [versionObject, instanceObject, taskObject]

/** The statuses of a task whose clock is running. */
export const openStatuses = ['asked', 'accepted'] as const

/** What the engine keeps about a record: ended with it when it is removed, going on when it comes back. */
export const flowCompanions: readonly string[] = ['flow.instance', 'flow.task']
