// The kernel's own module: people, calendars, tasks, messages and comments, as objects like any other.
import type { Policy } from '#kernel/access'
import type { FlowDefinition } from '#kernel/flow'
import type { Action } from '#kernel/records'
import type { ObjectDefinition } from '#kernel/schema'
import type { MenuItem, Module } from './manifest.ts'

const calendarObjects: readonly ObjectDefinition[] = [
  {
    name: 'calendar.calendar',
    label: { 'zh-CN': '工作日历', en: 'Work calendar' },
    kind: 'record',
    title: 'name',
    fields: [
      { name: 'name', type: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true },
      { name: 'zone', type: 'text', label: { 'zh-CN': '时区', en: 'Time zone' }, required: true },
      {
        name: 'weekly',
        type: 'text',
        label: { 'zh-CN': '每周工时', en: 'Weekly hours' },
        help: {
          'zh-CN': '例如 mon=09:00-12:00,13:30-18:00;tue=…',
          en: 'For example mon=09:00-12:00,13:30-18:00;tue=…',
        },
        required: true,
      },
      {
        name: 'knownUntil',
        type: 'date',
        label: { 'zh-CN': '节假日已维护至', en: 'Holidays known until' },
        required: true,
      },
      {
        name: 'exceptions',
        type: 'lines',
        object: 'calendar.exception',
        by: 'calendar',
        label: { 'zh-CN': '节假日与调休', en: 'Exceptions' },
      },
    ],
  },
  {
    name: 'calendar.exception',
    label: { 'zh-CN': '节假日与调休', en: 'Calendar exception' },
    kind: 'record',
    title: 'name',
    fields: [
      {
        name: 'calendar',
        type: 'reference',
        to: 'calendar.calendar',
        owner: true,
        label: { 'zh-CN': '日历', en: 'Calendar' },
        required: true,
      },
      { name: 'date', type: 'date', label: { 'zh-CN': '日期', en: 'Date' }, required: true },
      {
        name: 'kind',
        type: 'select',
        label: { 'zh-CN': '类型', en: 'Kind' },
        required: true,
        options: [
          { key: 'holiday', label: { 'zh-CN': '休息', en: 'Day off' } },
          { key: 'workday', label: { 'zh-CN': '上班', en: 'Working day' } },
        ],
      },
      { name: 'name', type: 'text', label: { 'zh-CN': '说明', en: 'Name' }, required: true },
      {
        name: 'hours',
        type: 'text',
        label: { 'zh-CN': '工时', en: 'Hours' },
        help: { 'zh-CN': '例如 09:00-12:00', en: 'For example 09:00-12:00' },
      },
    ],
    unique: [{ name: 'day', fields: ['calendar', 'date'] }],
    list: { columns: ['date', 'kind', 'name', 'hours'], sort: ['date'] },
  },
]

const commentObject: ObjectDefinition = {
  name: 'collab.comment',
  label: { 'zh-CN': '留言', en: 'Comment' },
  kind: 'record',
  title: 'text',
  fields: [
    { name: 'object', type: 'text', label: { 'zh-CN': '对象', en: 'Object' }, required: true, hidden: true },
    { name: 'record', type: 'text', label: { 'zh-CN': '记录', en: 'Record' }, required: true, hidden: true },
    {
      name: 'text',
      type: 'longText',
      label: { 'zh-CN': '内容', en: 'Text' },
      required: true,
      maxLength: 5000,
    },
    { name: 'author', type: 'person', label: { 'zh-CN': '作者', en: 'Author' }, default: 'me.id' },
    { name: 'mentions', type: 'json', label: { 'zh-CN': '提及', en: 'Mentions' }, hidden: true },
    {
      name: 'replyTo',
      type: 'reference',
      to: 'collab.comment',
      label: { 'zh-CN': '回复', en: 'In answer to' },
    },
    { name: 'isDecision', type: 'boolean', label: { 'zh-CN': '决定', en: 'Decision' } },
    { name: 'files', type: 'file', label: { 'zh-CN': '附件', en: 'Files' } },
    {
      name: 'fileNames',
      type: 'text',
      label: { 'zh-CN': '附件名称', en: 'Names of files' },
      help: {
        'zh-CN': '每行一个，与附件同序，由系统填写',
        en: 'One a line, in the order of the files; written by the system',
      },
      namesOf: 'files',
      hidden: true,
      maxLength: 2000,
    },
  ],
  indexes: [{ name: 'about', fields: ['record', 'createdAt'] }],
  search: ['text', 'fileNames'],
  list: { columns: ['text', 'author', 'createdAt'], sort: ['-createdAt'] },
}

const ownPolicies: readonly Policy[] = [
  { name: 'calendar.read', object: 'calendar.*', operations: ['read'], who: { everyone: true } },
  {
    name: 'comment.read',
    object: 'collab.comment',
    operations: ['read'],
    who: { everyone: true },
    about: { object: 'object', record: 'record' },
  },
  {
    name: 'comment.write',
    object: 'collab.comment',
    operations: ['create', 'update', 'remove'],
    who: { everyone: true },
    where: 'author = me.id',
    about: { object: 'object', record: 'record' },
  },
  { name: 'admin.all', object: '*', operations: ['*'], who: { roles: ['admin'] }, layer: 'overlay' },
  /** Installation, migration and repair: named in the log like everybody else. */
  { name: 'installer.all', object: '*', operations: ['*'], who: { system: ['installer'] }, layer: 'overlay' },
  /** Rules are written by administrators, who may do everything; each run is in the log with its cause. */
  { name: 'rules.all', object: '*', operations: ['*'], who: { system: ['rules'] }, layer: 'overlay' },
  {
    name: 'flow.comments',
    object: 'collab.comment',
    operations: ['read', 'create'],
    who: { system: ['flow'] },
  },
]

export type PlatformParts = {
  readonly objects: readonly ObjectDefinition[]
  readonly actions: readonly Action[]
  readonly policies: readonly Policy[]
  readonly menu?: readonly MenuItem[]
  readonly flows?: readonly FlowDefinition[]
}

const calendarMenu: readonly MenuItem[] = [
  { object: 'calendar.calendar', group: 'platform', needs: 'update' },
]

/** The kernel's module, made of what its parts bring. */
export const platformModule = (parts: readonly PlatformParts[]): Module => ({
  name: 'platform',
  label: { 'zh-CN': '平台', en: 'Platform' },
  dependsOn: [],
  objects: [...parts.flatMap((part) => part.objects), ...calendarObjects, commentObject],
  actions: parts.flatMap((part) => part.actions),
  flows: parts.flatMap((part) => part.flows ?? []),
  policies: [...ownPolicies, ...parts.flatMap((part) => part.policies)],
  menu: parts.flatMap((part) => part.menu ?? []).concat(calendarMenu),
  menuGroups: { settings: { 'zh-CN': '基础资料', en: 'Master data' } },
})
