// A person at a customer or supplier.
import type { ObjectDefinition } from '#kernel/schema'

export const contact: ObjectDefinition = {
  name: 'masterdata.contact',
  label: { 'zh-CN': '联系人', en: 'Contact' },
  kind: 'record',
  title: 'name',
  fields: [
    {
      type: 'reference',
      name: 'party',
      label: { 'zh-CN': '单位', en: 'Party' },
      required: true,
      to: 'masterdata.party',
      owner: true,
    },
    { type: 'text', name: 'name', label: { 'zh-CN': '姓名', en: 'Name' }, required: true, maxLength: 60 },
    { type: 'text', name: 'phone', label: { 'zh-CN': '电话', en: 'Phone' }, format: 'phone', maxLength: 40 },
    { type: 'text', name: 'email', label: { 'zh-CN': '邮箱', en: 'Email' }, format: 'email', maxLength: 120 },
    { type: 'text', name: 'title', label: { 'zh-CN': '职务', en: 'Job title' }, maxLength: 60 },
    { type: 'boolean', name: 'primary', label: { 'zh-CN': '主要联系人', en: 'Primary' }, default: 'false' },
    {
      type: 'text',
      name: 'phoneKey',
      label: { 'zh-CN': '电话查重键', en: 'Phone key' },
      readOnly: true,
      hidden: true,
      maxLength: 40,
    },
  ],
  indexes: [
    { name: 'party', fields: ['party', 'name'] },
    { name: 'phoneKey', fields: ['phoneKey'] },
  ],
  search: ['name', 'phone', 'email'],
  list: { columns: ['party', 'name', 'title', 'phone', 'email', 'primary'] },
  form: [
    {
      label: { 'zh-CN': '联系人', en: 'Contact' },
      fields: ['party', 'name', 'title', 'phone', 'email', 'primary'],
    },
  ],
}
