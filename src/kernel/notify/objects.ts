// The message as an object of the workspace: its fields, its one action, and who may see it.
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { dayMs, instantMs, parseInstant } from '#base/values/date'
import type { Policy } from '#kernel/access'
import type { Action, Outcome, Values } from '#kernel/records'
import type { Label, ObjectDefinition, Row } from '#kernel/schema'
import { type MessageKind, notifyAuthority } from './message.ts'

const kinds: Readonly<Record<MessageKind, Label>> = {
  approval: { 'zh-CN': '审批', en: 'Approval' },
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
    { name: 'task', type: 'text', label: { 'zh-CN': '任务', en: 'Task' }, readOnly: true, hidden: true },
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
    {
      name: 'seenAt',
      type: 'datetime',
      label: { 'zh-CN': '已读时间', en: 'Seen' },
      help: { 'zh-CN': '本人处理过，或事情已经了结', en: 'Dealt with by its person, or over' },
      readOnly: true,
    },
    {
      name: 'snoozedUntil',
      type: 'datetime',
      label: { 'zh-CN': '稍后提醒', en: 'Snoozed until' },
      readOnly: true,
    },
  ],
  indexes: [
    { name: 'inbox', fields: ['person', '-sentAt'] },
    { name: 'unseen', fields: ['person', 'seenAt'] },
    { name: 'about', fields: ['object', 'record'] },
    { name: 'snoozed', fields: ['snoozedUntil'] },
  ],
  list: { columns: ['text', 'kind', 'sentAt', 'seenAt'], sort: ['-sentAt'] },
}

const change = (record: Row, values: Values): Result<Outcome> =>
  ok({ changes: [{ kind: 'update', object: 'notify.message', id: String(record.id), values }] })

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
    return change(record, { seenAt: now, ...(record.snoozedUntil ? { snoozedUntil: null } : {}) })
  },
}

/** Takes `markSeen` and `snooze` back. Problems: `notify.not-yours`. */
export const bringBack: Action = {
  name: 'bringBack',
  object: 'notify.message',
  label: { 'zh-CN': '标为未读', en: 'Bring back' },
  target: 'record',
  input: [],
  run: async ({ record, actor }) =>
    record === null || record.person !== actor.id
      ? failed(problem('notify.not-yours'))
      : change(record, { seenAt: null, snoozedUntil: null }),
}

/** Puts a message away until an instant, at most a year ahead. Problems: `notify.not-yours`, `notify.snooze-until`. */
export const snooze: Action = {
  name: 'snooze',
  object: 'notify.message',
  label: { 'zh-CN': '稍后提醒', en: 'Snooze' },
  target: 'record',
  input: [{ name: 'until', type: 'datetime', label: { 'zh-CN': '到何时', en: 'Until' }, required: true }],
  run: async ({ record, actor, now }, { until }) => {
    if (record === null || record.person !== actor.id) return failed(problem('notify.not-yours'))
    const instant = parseInstant(until)
    const isAhead = instant !== undefined && instant > now && instantMs(instant) - instantMs(now) <= yearMs
    if (!isAhead) return failed(problem('notify.snooze-until', ['until']))
    return change(record, { snoozedUntil: instant, seenAt: null })
  },
}

const yearMs = 366 * dayMs

export const messageActions: readonly Action[] = [markSeen, snooze, bringBack]

/** `authors` are the system actors that send: rules, flow and every module that announces. */
export const notifyPolicies = (authors: readonly string[]): readonly Policy[] => [
  {
    name: 'notify.own',
    object: 'notify.message',
    operations: ['read', ...messageActions.map(({ name }) => name)],
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
  {
    name: 'notify.sweep',
    object: 'notify.message',
    operations: ['read', 'remove'],
    who: { system: [notifyAuthority] },
  },
]
