// The objects of the directory, in the language every other object is written in.
import type { ObjectDefinition } from '#kernel/schema'

const person: ObjectDefinition = {
  name: 'identity.person',
  label: { 'zh-CN': '人员', en: 'Person' },
  many: { 'zh-CN': '人员', en: 'People' },
  kind: 'record',
  title: 'name',
  fields: [
    { name: 'name', label: { 'zh-CN': '姓名', en: 'Name' }, type: 'text', required: true, maxLength: 60 },
    {
      name: 'login',
      label: { 'zh-CN': '登录名', en: 'Login' },
      type: 'text',
      unique: true,
      maxLength: 100,
    },
    { name: 'email', label: { 'zh-CN': '邮箱', en: 'Email' }, type: 'text', format: 'email', maxLength: 200 },
    { name: 'phone', label: { 'zh-CN': '电话', en: 'Phone' }, type: 'text', format: 'phone', maxLength: 40 },
    { name: 'title', label: { 'zh-CN': '职务', en: 'Job title' }, type: 'text', maxLength: 60 },
    { name: 'department', label: { 'zh-CN': '部门', en: 'Department' }, type: 'department' },
    { name: 'active', label: { 'zh-CN': '在职', en: 'Active' }, type: 'boolean', default: 'true' },
    {
      name: 'passwordAt',
      label: { 'zh-CN': '登录密码发放于', en: 'Password issued at' },
      type: 'datetime',
      readOnly: true,
    },
    {
      name: 'roles',
      label: { 'zh-CN': '角色', en: 'Roles' },
      type: 'lines',
      object: 'identity.roleAssignment',
      by: 'person',
    },
  ],
  search: ['name', 'login', 'phone'],
  list: { columns: ['name', 'title', 'department', 'login', 'phone', 'active'], sort: ['name'] },
  form: [
    {
      label: { 'zh-CN': '基本信息', en: 'Person' },
      fields: ['name', 'title', 'department', 'login', 'email', 'phone', 'active', 'passwordAt'],
    },
    { label: { 'zh-CN': '角色', en: 'Roles' }, fields: ['roles'] },
  ],
}

const department: ObjectDefinition = {
  name: 'identity.department',
  label: { 'zh-CN': '部门', en: 'Department' },
  kind: 'record',
  title: 'name',
  fields: [
    { name: 'name', label: { 'zh-CN': '名称', en: 'Name' }, type: 'text', required: true, maxLength: 60 },
    {
      name: 'code',
      label: { 'zh-CN': '编码', en: 'Code' },
      help: {
        'zh-CN': '流程和权限用它指定部门，请勿随意更改',
        en: 'Flows and policies name the department by it; change it with care',
      },
      type: 'text',
      required: true,
      unique: true,
      maxLength: 40,
    },
    { name: 'parent', label: { 'zh-CN': '上级部门', en: 'Parent' }, type: 'department' },
    { name: 'head', label: { 'zh-CN': '负责人', en: 'Head' }, type: 'person' },
  ],
  search: ['name', 'code'],
  list: { columns: ['name', 'code', 'parent', 'head'], sort: ['code'] },
}

const roleAssignment: ObjectDefinition = {
  name: 'identity.roleAssignment',
  label: { 'zh-CN': '角色授予', en: 'Role assignment' },
  kind: 'record',
  title: 'role',
  fields: [
    {
      name: 'person',
      label: { 'zh-CN': '人员', en: 'Person' },
      type: 'reference',
      to: 'identity.person',
      owner: true,
      required: true,
    },
    {
      name: 'role',
      label: { 'zh-CN': '角色', en: 'Role' },
      type: 'text',
      names: 'role',
      required: true,
      maxLength: 60,
    },
  ],
  unique: [{ name: 'personRole', fields: ['person', 'role'] }],
}

export const identityObjects: readonly ObjectDefinition[] = [person, department, roleAssignment]
