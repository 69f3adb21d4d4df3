// A to-do about any record: given by one person to another, held by them with a due time until it is done.

import { ok } from '#base/result'
import type { Policy } from '#kernel/access'
import type { FlowDefinition } from '#kernel/flow'
import type { Action } from '#kernel/records'
import type { ObjectDefinition } from '#kernel/schema'

const name = 'collab.todo'

const todoObject: ObjectDefinition = {
  name,
  label: { 'zh-CN': '待办', en: 'To-do' },
  kind: 'record',
  title: 'text',
  fields: [
    { name: 'object', type: 'text', label: { 'zh-CN': '对象', en: 'Object' }, required: true, hidden: true },
    { name: 'record', type: 'text', label: { 'zh-CN': '记录', en: 'Record' }, required: true, hidden: true },
    {
      name: 'text',
      type: 'text',
      label: { 'zh-CN': '要做什么', en: 'What' },
      required: true,
      maxLength: 500,
    },
    { name: 'owner', type: 'person', label: { 'zh-CN': '负责人', en: 'Owner' }, required: true },
    { name: 'dueAt', type: 'datetime', label: { 'zh-CN': '期限', en: 'Due' } },
    {
      name: 'status',
      type: 'select',
      label: { 'zh-CN': '状态', en: 'Status' },
      required: true,
      readOnly: true,
      default: "'open'",
      options: [
        { key: 'open', label: { 'zh-CN': '未完成', en: 'Open' }, color: 'gold' },
        { key: 'done', label: { 'zh-CN': '已完成', en: 'Done' }, color: 'green' },
      ],
    },
    { name: 'givenBy', type: 'person', label: { 'zh-CN': '交办人', en: 'Given by' }, default: 'me.id' },
    {
      name: 'comment',
      type: 'reference',
      to: 'collab.comment',
      label: { 'zh-CN': '出自', en: 'From' },
      help: { 'zh-CN': '作出决定的那条留言', en: 'The comment in which it was decided' },
    },
    { name: 'doneAt', type: 'datetime', label: { 'zh-CN': '完成时间', en: 'Done at' }, readOnly: true },
  ],
  indexes: [
    { name: 'about', fields: ['record', 'createdAt'] },
    { name: 'mine', fields: ['owner', 'status', 'dueAt'] },
  ],
  search: ['text'],
  list: { columns: ['text', 'owner', 'dueAt', 'status', 'givenBy', 'createdAt'], sort: ['status', 'dueAt'] },
}

const finish: Action = {
  name: 'finish',
  object: name,
  label: { 'zh-CN': '完成', en: 'Done' },
  target: 'record',
  primary: true,
  visible: "status = 'open'",
  input: [],
  run: async ({ record, now }) =>
    ok({
      changes: [
        { kind: 'update', object: name, id: String(record?.id), values: { status: 'done', doneAt: now } },
      ],
    }),
}

const flow: FlowDefinition = {
  name,
  label: { 'zh-CN': '待办', en: 'To-do' },
  object: name,
  startWhen: "status = 'open'",
  steps: [
    {
      kind: 'task',
      name: 'do',
      label: { 'zh-CN': '待办', en: 'To do' },
      holder: { person: 'owner' },
      dueAt: 'dueAt',
      doneWhen: "status = 'done'",
      doneMeans: { 'zh-CN': '待办还没有完成', en: 'The to-do is not done' },
      actions: ['finish'],
    },
    { kind: 'end', name: 'done', label: { 'zh-CN': '已完成', en: 'Done' } },
  ],
}

const about = { object: 'object', record: 'record' }

const policies: readonly Policy[] = [
  { name: 'todo.read', object: name, operations: ['read'], who: { everyone: true }, about },
  {
    name: 'todo.own',
    object: name,
    operations: ['read', 'finish'],
    who: { everyone: true },
    where: 'owner = me.id or givenBy = me.id',
  },
  {
    name: 'todo.give',
    object: name,
    operations: ['create'],
    who: { everyone: true },
    where: 'givenBy = me.id',
    about,
  },
  { name: 'todo.system', object: name, operations: ['read', 'update'], who: { system: ['collab'] } },
]

/** The to-do as every workspace has it. */
export const todos = { objects: [todoObject], actions: [finish], policies, flows: [flow] }
