// Where stock is kept.
import type { ObjectDefinition } from '#kernel/schema'

export const warehouse: ObjectDefinition = {
  name: 'masterdata.warehouse',
  label: { 'zh-CN': '仓库', en: 'Warehouse' },
  kind: 'record',
  title: 'name',
  fields: [
    {
      type: 'text',
      name: 'code',
      label: { 'zh-CN': '代码', en: 'Code' },
      required: true,
      unique: true,
      maxLength: 20,
    },
    {
      type: 'text',
      name: 'name',
      label: { 'zh-CN': '名称', en: 'Name' },
      required: true,
      unique: true,
      maxLength: 60,
    },
    { type: 'person', name: 'keeper', label: { 'zh-CN': '保管员', en: 'Keeper' } },
    { type: 'department', name: 'department', label: { 'zh-CN': '部门', en: 'Department' } },
    {
      type: 'boolean',
      name: 'active',
      label: { 'zh-CN': '启用', en: 'Active' },
      required: true,
      default: 'true',
    },
  ],
  search: ['code', 'name'],
  list: { columns: ['code', 'name', 'keeper', 'department', 'active'] },
  form: [
    {
      label: { 'zh-CN': '仓库', en: 'Warehouse' },
      fields: ['code', 'name', 'keeper', 'department', 'active'],
    },
  ],
}
