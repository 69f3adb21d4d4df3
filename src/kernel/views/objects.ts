// Saved views and personal choices as objects of the workspace, and who may touch them.
import type { Policy } from '#kernel/access'
import type { ObjectDefinition, Option } from '#kernel/schema'

const option = (key: string, chinese: string, english: string): Option => ({
  key,
  label: { 'zh-CN': chinese, en: english },
})

/** A list of an object's records as somebody arranged it; `address` holds the parameters of its address. */
export const viewObject: ObjectDefinition = {
  name: 'views.view',
  label: { 'zh-CN': '视图', en: 'View' },
  help: {
    'zh-CN': '保存下来的筛选、排序、分组和列',
    en: 'Filters, order, groups and columns that were saved',
  },
  kind: 'record',
  title: 'name',
  fields: [
    { name: 'name', type: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true, maxLength: 60 },
    {
      name: 'object',
      type: 'text',
      label: { 'zh-CN': '对象', en: 'Object' },
      required: true,
      maxLength: 100,
      hidden: true,
    },
    {
      name: 'owner',
      type: 'person',
      label: { 'zh-CN': '所有者', en: 'Owner' },
      required: true,
      default: 'me.id',
    },
    {
      name: 'audience',
      type: 'select',
      label: { 'zh-CN': '谁能看到', en: 'Who sees it' },
      required: true,
      default: "'own'",
      options: [
        option('own', '仅自己', 'Only me'),
        option('department', '部门', 'A department'),
        option('role', '角色', 'A role'),
        option('everyone', '所有人', 'Everyone'),
      ],
    },
    { name: 'department', type: 'department', label: { 'zh-CN': '部门', en: 'Department' } },
    { name: 'role', type: 'text', label: { 'zh-CN': '角色', en: 'Role' }, maxLength: 60 },
    {
      name: 'locked',
      type: 'boolean',
      label: { 'zh-CN': '锁定', en: 'Locked' },
      help: {
        'zh-CN': '锁定后只有所有者和管理员能修改',
        en: 'Once locked, only its owner and administrators change it',
      },
      default: 'false',
    },
    {
      name: 'address',
      type: 'longText',
      label: { 'zh-CN': '内容', en: 'What it shows' },
      maxLength: 12_000,
      hidden: true,
    },
  ],
  checks: [
    {
      name: 'department',
      formula: "audience <> 'department' or not ISBLANK(department)",
      message: { 'zh-CN': '请选择部门', en: 'Choose the department' },
      field: 'department',
    },
    {
      name: 'role',
      formula: "audience <> 'role' or not ISBLANK(role)",
      message: { 'zh-CN': '请选择角色', en: 'Choose the role' },
      field: 'role',
    },
  ],
  indexes: [{ name: 'object', fields: ['object', 'name'] }],
  list: { columns: ['name', 'owner', 'audience', 'department', 'locked'], sort: ['object', 'name'] },
}

/** One record a person: language, light, density, and the layout of each list. */
export const preferenceObject: ObjectDefinition = {
  name: 'views.preference',
  label: { 'zh-CN': '个人偏好', en: 'Personal choices' },
  many: { 'zh-CN': '个人偏好', en: 'Personal choices' },
  kind: 'record',
  title: 'person',
  fields: [
    {
      name: 'person',
      type: 'person',
      label: { 'zh-CN': '人员', en: 'Person' },
      required: true,
      unique: true,
      default: 'me.id',
    },
    { name: 'choices', type: 'json', label: { 'zh-CN': '选择', en: 'Choices' } },
  ],
}

const isShared = [
  "audience = 'everyone'",
  "audience = 'department' and department in me.departments",
  "audience = 'role' and role in me.roles",
].join(' or ')

const everybody = { everyone: true } as const

export const viewPolicies: readonly Policy[] = [
  {
    name: 'views.own',
    object: 'views.view',
    operations: ['read', 'create', 'update', 'remove'],
    who: everybody,
    where: 'owner = me.id',
  },
  { name: 'views.shared', object: 'views.view', operations: ['read'], who: everybody, where: isShared },
  {
    name: 'views.saveForAll',
    object: 'views.view',
    operations: ['update'],
    who: everybody,
    where: `(${isShared}) and locked <> true`,
    fields: { write: ['address'] },
  },
  {
    name: 'views.preference',
    object: 'views.preference',
    operations: ['read', 'create', 'update'],
    who: everybody,
    where: 'person = me.id',
  },
]
