// One contact with a customer: a call, visit, message, meeting or demo.
import type { ObjectDefinition } from '#kernel/schema'

export const activity: ObjectDefinition = {
  name: 'crm.activity',
  label: { 'zh-CN': '跟进记录', en: 'Activity' },
  kind: 'record',
  title: 'subject',
  fields: [
    {
      type: 'select',
      name: 'kind',
      label: { 'zh-CN': '方式', en: 'Kind' },
      required: true,
      options: [
        { key: 'call', label: { 'zh-CN': '电话', en: 'Call' } },
        { key: 'visit', label: { 'zh-CN': '拜访', en: 'Visit' } },
        { key: 'wechat', label: { 'zh-CN': '微信', en: 'WeChat' } },
        { key: 'email', label: { 'zh-CN': '邮件', en: 'Email' } },
        { key: 'meeting', label: { 'zh-CN': '会议', en: 'Meeting' } },
        { key: 'demo', label: { 'zh-CN': '演示', en: 'Demo' } },
      ],
      default: "'call'",
    },
    {
      type: 'select',
      name: 'outcome',
      label: { 'zh-CN': '结果', en: 'Outcome' },
      required: true,
      options: [
        { key: 'reached', label: { 'zh-CN': '已联系上', en: 'Reached' }, color: 'green' },
        { key: 'noAnswer', label: { 'zh-CN': '无人接听', en: 'No answer' }, color: 'gold' },
        { key: 'busy', label: { 'zh-CN': '忙音', en: 'Busy' }, color: 'gold' },
        { key: 'invalidNumber', label: { 'zh-CN': '空号', en: 'Invalid number' }, color: 'red' },
      ],
      default: "'reached'",
    },
    {
      type: 'text',
      name: 'subject',
      label: { 'zh-CN': '主题', en: 'Subject' },
      required: true,
      maxLength: 120,
    },
    { type: 'longText', name: 'notes', label: { 'zh-CN': '内容', en: 'Notes' }, maxLength: 8000 },
    { type: 'datetime', name: 'at', label: { 'zh-CN': '时间', en: 'At' }, required: true, default: 'NOW()' },
    {
      type: 'person',
      name: 'person',
      label: { 'zh-CN': '联系人员', en: 'By' },
      help: { 'zh-CN': '我方联系客户的人', en: 'Who of us made the contact' },
      required: true,
      default: 'me.id',
    },
    { type: 'reference', name: 'party', label: { 'zh-CN': '客户', en: 'Customer' }, to: 'masterdata.party' },
    { type: 'reference', name: 'lead', label: { 'zh-CN': '线索', en: 'Lead' }, to: 'crm.lead' },
    {
      type: 'reference',
      name: 'opportunity',
      label: { 'zh-CN': '商机', en: 'Opportunity' },
      to: 'crm.opportunity',
    },
  ],
  indexes: [
    { name: 'lead', fields: ['lead', '-at'] },
    { name: 'party', fields: ['party', '-at'] },
    { name: 'opportunity', fields: ['opportunity', '-at'] },
    { name: 'person', fields: ['person', '-at'] },
  ],
  checks: [
    {
      name: 'about',
      formula: 'NOT(ISBLANK(party)) or NOT(ISBLANK(lead)) or NOT(ISBLANK(opportunity))',
      message: { 'zh-CN': '请选择客户、线索或商机', en: 'Choose a customer, lead or opportunity' },
      field: 'lead',
    },
  ],
  search: ['subject', 'notes'],
  list: {
    columns: ['at', 'kind', 'outcome', 'subject', 'person', 'party', 'lead', 'opportunity'],
    sort: ['-at'],
  },
  form: [
    {
      label: { 'zh-CN': '跟进', en: 'Activity' },
      fields: ['kind', 'outcome', 'subject', 'notes', 'at', 'person', 'party', 'lead', 'opportunity'],
    },
  ],
}
