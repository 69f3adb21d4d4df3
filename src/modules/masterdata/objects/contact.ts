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
      help: { 'zh-CN': '这个人代表哪家客户或供应商', en: 'The customer or supplier this person speaks for' },
      required: true,
      to: 'masterdata.party',
      owner: true,
    },
    {
      type: 'text',
      name: 'name',
      label: { 'zh-CN': '姓名', en: 'Name' },
      help: {
        'zh-CN': '照名片写全，如 王建国；打电话前先看它',
        en: 'In full as on the card, such as Wang Jianguo',
      },
      required: true,
      maxLength: 60,
    },
    {
      type: 'text',
      name: 'phone',
      label: { 'zh-CN': '电话', en: 'Phone' },
      help: {
        'zh-CN': '手机或直线；来了同号的新线索会认出是老客户',
        en: 'Mobile or direct line; a new lead with it is known as this customer',
      },
      format: 'phone',
      maxLength: 40,
    },
    {
      type: 'text',
      name: 'email',
      label: { 'zh-CN': '邮箱', en: 'Email' },
      help: {
        'zh-CN': '报价单、对账单往这里发，如 wang@example.com',
        en: 'Where quotes and statements go, such as wang@example.com',
      },
      format: 'email',
      maxLength: 120,
    },
    {
      type: 'text',
      name: 'title',
      label: { 'zh-CN': '职务', en: 'Job title' },
      help: { 'zh-CN': '如 采购经理；看得出找谁拍板', en: 'Such as purchasing manager; shows who decides' },
      maxLength: 60,
    },
    {
      type: 'boolean',
      name: 'primary',
      label: { 'zh-CN': '主要联系人', en: 'Primary' },
      help: {
        'zh-CN': '有事先找的那个人勾上，每家一个就够',
        en: 'Tick the one to call first; one for each party will do',
      },
      default: 'false',
    },
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
