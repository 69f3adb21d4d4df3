// Who and what may sign in, as people arrange it: a password for a colleague, a token for a program.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'
import type { ObjectDefinition } from '#kernel/schema'

/** Makes a password, which the write answers once; the person chooses their own with it. What they had before ends. */
export const letIn: Action = {
  name: 'letIn',
  object: 'identity.person',
  label: { 'zh-CN': '发放登录密码', en: 'Issue a password' },
  help: {
    'zh-CN': '生成一个只显示一次的密码，本人用它登录后须换成自己的；忘了密码也这样重新发放',
    en: 'Makes a password that is shown once; the person signs in with it and chooses their own. Also for who forgot theirs',
  },
  target: 'record',
  input: [],
  checks: [
    {
      formula: 'not ISBLANK(login)',
      message: { 'zh-CN': '请先填写登录名', en: 'Fill in the login first' },
      field: 'login',
    },
    {
      formula: 'active',
      message: { 'zh-CN': '已不在职，不能登录', en: 'Who no longer works here cannot sign in' },
      field: 'active',
    },
  ],
  confirm: {
    'zh-CN': '新密码只显示一次。如果本人已有密码，旧密码失效，各处的登录都会退出',
    en: 'The new password is shown once. A former one ends, and the person is signed out everywhere',
  },
  run: async ({ record, now }) =>
    ok({
      changes: [
        { kind: 'update', object: 'identity.person', id: String(record?.id), values: { passwordAt: now } },
      ],
    }),
}

/** A token is what it was made as; another is made instead. */
const onceMade = 'createdAt < NOW()'

/** Its secret is made with the record, told once and kept as a hash; the record's end is the token's. */
export const tokenObject: ObjectDefinition = {
  name: 'access.token',
  label: { 'zh-CN': '接口令牌', en: 'API token' },
  help: {
    'zh-CN': '让一个程序以某个人的权限使用接口；删除即失效',
    en: 'Lets a program use the interface with the rights of a person; it ends when it is removed',
  },
  kind: 'record',
  title: 'name',
  fields: [
    {
      name: 'name',
      type: 'text',
      label: { 'zh-CN': '名称', en: 'Name' },
      help: {
        'zh-CN': '给哪个程序用，例如“数据看板”',
        en: 'The program that uses it, for example “Dashboard”',
      },
      required: true,
      maxLength: 100,
    },
    {
      name: 'person',
      type: 'person',
      label: { 'zh-CN': '以谁的权限', en: 'Acts as' },
      help: {
        'zh-CN': '程序只看得到、做得了这个人能看能做的',
        en: 'The program may see and do what this person may, and no more',
      },
      required: true,
      default: 'me.id',
      fixedWhen: onceMade,
    },
    {
      name: 'mayWrite',
      type: 'boolean',
      label: { 'zh-CN': '可以修改', en: 'May write' },
      help: { 'zh-CN': '不勾选就只能读取', en: 'Without it the program reads only' },
      fixedWhen: onceMade,
    },
    {
      name: 'until',
      type: 'date',
      label: { 'zh-CN': '到期日', en: 'Valid until' },
      help: { 'zh-CN': '这一天开始时失效，最长两年', en: 'It ends as this day begins, within two years' },
      required: true,
      default: 'ADDDAYS(TODAY(), 365)',
      fixedWhen: onceMade,
    },
  ],
  search: ['name'],
  form: [
    {
      label: { 'zh-CN': '令牌', en: 'Token' },
      fields: ['name', 'person', 'mayWrite', 'until'],
    },
  ],
  list: { columns: ['name', 'person', 'mayWrite', 'until', 'createdBy', 'createdAt'], sort: ['name'] },
}
