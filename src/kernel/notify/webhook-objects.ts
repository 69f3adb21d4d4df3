// Webhooks and their deliveries as objects of the workspace: fields, actions, and who may touch them.
import { ok } from '#base/result'
import type { Policy } from '#kernel/access'
import type { Action } from '#kernel/records'
import type { ObjectDefinition, Option } from '#kernel/schema'
import { notifyAuthority } from './message.ts'

const option = (key: string, chinese: string, english: string): Option => ({
  key,
  label: { 'zh-CN': chinese, en: english },
})

export const webhookObject: ObjectDefinition = {
  name: 'notify.webhook',
  label: { 'zh-CN': 'Webhook', en: 'Webhook' },
  help: {
    'zh-CN': '把记录的变更签名后发给另一个系统',
    en: 'Sends changes of records, signed, to another system',
  },
  kind: 'record',
  title: 'name',
  fields: [
    { name: 'name', type: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true, maxLength: 100 },
    {
      name: 'url',
      type: 'text',
      format: 'url',
      label: { 'zh-CN': '接收地址', en: 'Address' },
      help: {
        'zh-CN': '以 https:// 开头；不要把用户名和密码写在里面',
        en: 'Begins with https://; do not put a name and password into it',
      },
      required: true,
      maxLength: 2000,
    },
    {
      name: 'objects',
      type: 'text',
      label: { 'zh-CN': '哪些对象', en: 'Which objects' },
      help: {
        'zh-CN': '对象名，用逗号分开，例如 sales.order, x.contract；sales.* 是整个模块；留空表示全部',
        en: 'Names, separated by commas: sales.order, x.contract; sales.* is a whole module; blank means all',
      },
      maxLength: 2000,
    },
    {
      name: 'kinds',
      type: 'multiSelect',
      label: { 'zh-CN': '哪些变更', en: 'Which changes' },
      help: { 'zh-CN': '与动作都留空表示全部', en: 'Blank together with the actions means all' },
      options: [
        option('create', '新增', 'Create'),
        option('update', '修改', 'Update'),
        option('remove', '删除', 'Remove'),
      ],
    },
    {
      name: 'actions',
      type: 'text',
      label: { 'zh-CN': '哪些动作', en: 'Which actions' },
      help: {
        'zh-CN': '动作名，用逗号分开，例如 sales.order.confirm',
        en: 'Names, separated by commas: sales.order.confirm',
      },
      maxLength: 2000,
    },
    {
      name: 'person',
      type: 'person',
      label: { 'zh-CN': '以谁的权限', en: 'Reads as' },
      help: {
        'zh-CN': '只发这个人看得到的记录和字段',
        en: 'Only records and fields that this person may read are sent',
      },
      required: true,
      default: 'me.id',
    },
    {
      name: 'owner',
      type: 'person',
      label: { 'zh-CN': '负责人', en: 'Owner' },
      help: { 'zh-CN': '发送失败时通知', en: 'Told when sending fails' },
      required: true,
      default: 'me.id',
    },
    {
      name: 'state',
      type: 'select',
      label: { 'zh-CN': '状态', en: 'State' },
      required: true,
      default: "'active'",
      options: [
        option('active', '启用', 'Active'),
        option('paused', '暂停', 'Paused'),
        option('failing', '发送失败，已停止', 'Failing, stopped'),
      ],
    },
    {
      name: 'failedAt',
      type: 'datetime',
      label: { 'zh-CN': '停止于', en: 'Stopped at' },
      readOnly: true,
    },
    {
      name: 'secretAt',
      type: 'datetime',
      label: { 'zh-CN': '密钥生成于', en: 'Secret made at' },
      readOnly: true,
      default: 'NOW()',
    },
  ],
  search: ['name', 'url'],
  list: { columns: ['name', 'url', 'objects', 'person', 'state'], sort: ['name'] },
  form: [
    { label: { 'zh-CN': '接收方', en: 'Receiver' }, fields: ['name', 'url', 'state'] },
    { label: { 'zh-CN': '发什么', en: 'What is sent' }, fields: ['objects', 'kinds', 'actions'] },
    {
      label: { 'zh-CN': '权限与通知', en: 'Rights and notice' },
      fields: ['person', 'owner', 'failedAt', 'secretAt'],
    },
  ],
}

export const deliveryStatuses = ['waiting', 'delivered', 'failed', 'withheld'] as const
export type DeliveryStatus = (typeof deliveryStatuses)[number]

const readOnly = { readOnly: true } as const

export const deliveryObject: ObjectDefinition = {
  name: 'notify.delivery',
  label: { 'zh-CN': 'Webhook 投递', en: 'Webhook delivery' },
  kind: 'record',
  title: 'subject',
  fields: [
    {
      ...readOnly,
      name: 'webhook',
      type: 'reference',
      to: 'notify.webhook',
      label: { 'zh-CN': 'Webhook', en: 'Webhook' },
      required: true,
    },
    { ...readOnly, name: 'subject', type: 'text', label: { 'zh-CN': '变更', en: 'Change' }, maxLength: 200 },
    { ...readOnly, name: 'event', type: 'text', label: { 'zh-CN': '事件', en: 'Event' } },
    { ...readOnly, name: 'seq', type: 'number', label: { 'zh-CN': '事件序号', en: 'Place in the log' } },
    { ...readOnly, name: 'object', type: 'text', label: { 'zh-CN': '对象', en: 'Object' }, hidden: true },
    { ...readOnly, name: 'record', type: 'text', label: { 'zh-CN': '记录', en: 'Record' }, hidden: true },
    {
      ...readOnly,
      name: 'status',
      type: 'select',
      label: { 'zh-CN': '状态', en: 'Status' },
      options: [
        option('waiting', '等待发送', 'Waiting'),
        option('delivered', '已送达', 'Delivered'),
        option('failed', '已放弃', 'Given up'),
        option('withheld', '无权限，未发送', 'Not permitted, not sent'),
      ],
    },
    { ...readOnly, name: 'attempts', type: 'number', label: { 'zh-CN': '已试次数', en: 'Attempts' } },
    { ...readOnly, name: 'triedAt', type: 'datetime', label: { 'zh-CN': '上次发送', en: 'Last sent' } },
    { ...readOnly, name: 'nextTry', type: 'datetime', label: { 'zh-CN': '下次发送', en: 'Next try' } },
    { ...readOnly, name: 'code', type: 'number', label: { 'zh-CN': '回答代码', en: 'Answer code' } },
    {
      ...readOnly,
      name: 'fault',
      type: 'select',
      label: { 'zh-CN': '原因', en: 'Fault' },
      options: [
        option('answer', '对方没有回答 2xx', 'The answer was not 2xx'),
        option('timeout', '10 秒内没有回答', 'No answer within 10 seconds'),
        option('unreachable', '连接不上', 'Could not be reached'),
        option('unknownHost', '域名查不到', 'The name was not found'),
        option(
          'address',
          '本机或内网地址，未获允许',
          'An address of this host or a private network, not allowed',
        ),
        option('plain', 'http 未获允许，请用 https', 'http is not allowed; use https'),
        option('noSecret', '还没有密钥，请换新密钥', 'It has no secret; make a new one'),
        option('unreadable', '代表的人看不到这条记录', 'Its person may not read the record'),
        option('noPerson', '代表的人不存在或已停用', 'Its person is not there or disabled'),
      ],
    },
    {
      ...readOnly,
      name: 'answer',
      type: 'longText',
      label: { 'zh-CN': '回答的开头', en: 'Beginning of the answer' },
      maxLength: 500,
    },
  ],
  indexes: [
    { name: 'order', fields: ['webhook', 'status', 'seq'] },
    { name: 'tried', fields: ['webhook', 'status', 'triedAt'] },
    { name: 'about', fields: ['object', 'record'] },
  ],
  list: {
    columns: ['subject', 'webhook', 'status', 'attempts', 'triedAt', 'code', 'fault', 'nextTry'],
    sort: ['-seq'],
  },
}

/** Makes a new secret, which the write answers once; what was signed with the old one stays valid for a day. */
export const newSecret: Action = {
  name: 'newSecret',
  object: webhookObject.name,
  label: { 'zh-CN': '换新密钥', en: 'New secret' },
  help: {
    'zh-CN': '新密钥只显示一次；一天之内同时用新旧两个密钥签名',
    en: 'The new secret is shown once; for a day everything is signed with both, the old and the new',
  },
  target: 'record',
  input: [],
  confirm: {
    'zh-CN': '一天后旧密钥失效，请在此之前把新密钥交给接收方',
    en: 'The old secret ends after a day; give the new one to the receiver before that',
  },
  run: async ({ record, now }) =>
    ok({
      changes: [
        { kind: 'update', object: webhookObject.name, id: String(record?.id), values: { secretAt: now } },
      ],
    }),
}

/** Under the same id: a receiver that remembers ids knows it again. */
export const sendAgain: Action = {
  name: 'sendAgain',
  object: deliveryObject.name,
  label: { 'zh-CN': '重新发送', en: 'Send again' },
  target: 'record',
  input: [],
  checks: [
    {
      formula: "status <> 'waiting'",
      message: { 'zh-CN': '它已在等待发送', en: 'It waits to be sent already' },
    },
  ],
  run: async ({ record, now }) =>
    ok({
      changes: [
        {
          kind: 'update',
          object: deliveryObject.name,
          id: String(record?.id),
          values: { status: 'waiting', attempts: '0', nextTry: now },
        },
      ],
    }),
}

/** Administrators may do everything already; nobody else is let in by what is shipped. */
export const webhookPolicies: readonly Policy[] = [
  {
    name: 'webhook.engine',
    object: 'notify.webhook',
    operations: ['read', 'update'],
    who: { system: [notifyAuthority] },
  },
  {
    name: 'webhook.deliver',
    object: 'notify.delivery',
    operations: ['read', 'create', 'update', 'remove'],
    who: { system: [notifyAuthority] },
  },
]
