// Links by which records are shown to people who have no account, as objects of the workspace, and who may make and end them.
import type { Policy } from '#kernel/access'
import type { ObjectDefinition, Option } from '#kernel/schema'

const option = (key: string, chinese: string, english: string): Option => ({
  key,
  label: { 'zh-CN': chinese, en: english },
})

/** The system actor that looks links up and counts their openings. */
export const linkAuthority = 'links'

/** The operation that somebody needs on what they share, at every opening. */
export const sharing = 'share'

/** What is shown is the sharer's to see at every opening; the link's own secret is stored beside it and only as a hash. */
export const linkObject: ObjectDefinition = {
  name: 'views.link',
  label: { 'zh-CN': '分享链接', en: 'Share link' },
  help: {
    'zh-CN': '没有账号的人凭它只读地查看选定的字段',
    en: 'Lets people without an account see chosen fields, to read only',
  },
  kind: 'record',
  title: 'name',
  fields: [
    { name: 'name', type: 'text', label: { 'zh-CN': '标题', en: 'Title' }, required: true, maxLength: 100 },
    {
      name: 'object',
      type: 'text',
      label: { 'zh-CN': '对象', en: 'Object' },
      required: true,
      maxLength: 100,
    },
    {
      name: 'fields',
      type: 'text',
      label: { 'zh-CN': '可见字段', en: 'Fields shown' },
      required: true,
      maxLength: 4000,
    },
    { name: 'question', type: 'json', label: { 'zh-CN': '哪些记录', en: 'Which records' }, hidden: true },
    {
      name: 'owner',
      type: 'person',
      label: { 'zh-CN': '分享人', en: 'Shared by' },
      help: {
        'zh-CN': '每次打开都按此人当时的权限',
        en: 'Every opening goes by this person’s rights at that time',
      },
      required: true,
      readOnly: true,
      default: 'me.id',
    },
    {
      name: 'expiresAt',
      type: 'datetime',
      label: { 'zh-CN': '有效期至', en: 'Valid until' },
      required: true,
    },
    {
      name: 'guarded',
      type: 'boolean',
      label: { 'zh-CN': '需要密码', en: 'Asks for a password' },
      default: 'false',
    },
    {
      name: 'state',
      type: 'select',
      label: { 'zh-CN': '状态', en: 'State' },
      required: true,
      default: "'open'",
      options: [option('open', '有效', 'Open'), option('ended', '已收回', 'Taken back')],
    },
    {
      name: 'openings',
      type: 'number',
      label: { 'zh-CN': '打开次数', en: 'Openings' },
      readOnly: true,
      default: '0',
    },
    { name: 'openedAt', type: 'datetime', label: { 'zh-CN': '最近打开', en: 'Last opened' }, readOnly: true },
  ],
  search: ['name'],
  indexes: [{ name: 'owner', fields: ['owner', '-expiresAt'] }],
  list: {
    columns: ['name', 'object', 'fields', 'owner', 'expiresAt', 'guarded', 'state', 'openings', 'openedAt'],
    sort: ['-expiresAt'],
  },
}

const everybody = { everyone: true } as const

/** What a link shows is said when it is made and never changed: another wish is another link. Administrators see and end all of them. */
export const linkPolicies: readonly Policy[] = [
  {
    name: 'links.make',
    object: linkObject.name,
    operations: ['create'],
    who: everybody,
    where: 'owner = me.id',
  },
  {
    name: 'links.own',
    object: linkObject.name,
    operations: ['read', 'update', 'remove'],
    who: everybody,
    where: 'owner = me.id',
    fields: { write: ['name', 'state', 'expiresAt'] },
  },
  {
    name: 'links.engine',
    object: linkObject.name,
    operations: ['read', 'update'],
    who: { system: [linkAuthority] },
  },
]
