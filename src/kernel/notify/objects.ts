// The message as an object of the workspace: its fields, its one action, and who may see it.
import { problem } from '#base/problem'
import { failed, ok } from '#base/result'
import type { Policy } from '#kernel/access'
import type { Action } from '#kernel/records'
import type { Label, ObjectDefinition } from '#kernel/schema'
import type { MessageKind } from './message.ts'

const kinds: Readonly<Record<MessageKind, Label>> = {
  task: { 'zh-CN': '任务', en: 'Task' },
  escalation: { 'zh-CN': '逾期升级', en: 'Escalation' },
  alert: { 'zh-CN': '预警', en: 'Alert' },
  mention: { 'zh-CN': '提到我', en: 'Mention' },
  change: { 'zh-CN': '变更', en: 'Change' },
  unreached: { 'zh-CN': '无人收到', en: 'Reached nobody' },
}

export const messageObject: ObjectDefinition = {
  name: 'notify.message',
  label: { 'zh-CN': '消息', en: 'Message' },
  kind: 'record',
  title: 'text',
  fields: [
    { name: 'person', type: 'person', label: { 'zh-CN': '收件人', en: 'Recipient' }, readOnly: true },
    {
      name: 'text',
      type: 'longText',
      label: { 'zh-CN': '内容', en: 'Text' },
      readOnly: true,
      maxLength: 2000,
    },
    { name: 'object', type: 'text', label: { 'zh-CN': '对象', en: 'Object' }, readOnly: true, hidden: true },
    { name: 'record', type: 'text', label: { 'zh-CN': '记录', en: 'Record' }, readOnly: true, hidden: true },
    {
      name: 'kind',
      type: 'select',
      label: { 'zh-CN': '类别', en: 'Kind' },
      readOnly: true,
      options: Object.entries(kinds).map(([key, label]) => ({ key, label })),
    },
    { name: 'cause', type: 'text', label: { 'zh-CN': '来源', en: 'Cause' }, readOnly: true },
    {
      name: 'why',
      type: 'text',
      label: { 'zh-CN': '为何通知', en: 'Why told' },
      readOnly: true,
      maxLength: 1000,
    },
    { name: 'sentAt', type: 'datetime', label: { 'zh-CN': '发送时间', en: 'Sent' }, readOnly: true },
    { name: 'seenAt', type: 'datetime', label: { 'zh-CN': '已读时间', en: 'Seen' }, readOnly: true },
  ],
  indexes: [
    { name: 'inbox', fields: ['person', '-sentAt'] },
    { name: 'unseen', fields: ['person', 'seenAt'] },
    { name: 'about', fields: ['object', 'record'] },
  ],
  list: { columns: ['text', 'kind', 'sentAt', 'seenAt'], sort: ['-sentAt'] },
}

/** Problems: `notify.not-yours`. */
export const markSeen: Action = {
  name: 'markSeen',
  object: 'notify.message',
  label: { 'zh-CN': '标为已读', en: 'Mark as seen' },
  target: 'record',
  input: [],
  run: async ({ record, actor, now }) => {
    if (record === null || record.person !== actor.id) return failed(problem('notify.not-yours'))
    if (record.seenAt) return ok({ changes: [] })
    const id = String(record.id)
    return ok({ changes: [{ kind: 'update', object: 'notify.message', id, values: { seenAt: now } }] })
  },
}

/** `authors` are the system actors that send: rules, flow and every module that announces. */
export const notifyPolicies = (authors: readonly string[]): readonly Policy[] => [
  {
    name: 'notify.own',
    object: 'notify.message',
    operations: ['read', 'markSeen'],
    who: { everyone: true },
    where: 'person = me.id',
  },
  {
    name: 'notify.unreached',
    object: 'notify.message',
    operations: ['read'],
    who: { roles: ['admin'] },
    where: "kind = 'unreached'",
  },
  {
    name: 'notify.send',
    object: 'notify.message',
    operations: ['read', 'create', 'update'],
    who: { system: authors },
  },
]
