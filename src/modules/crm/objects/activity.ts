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
      help: {
        'zh-CN': '怎么联系的；选“演示”才算方案演示阶段的证据',
        en: 'How it was made; a demo is the evidence for the proposal stage',
      },
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
      help: {
        'zh-CN': '只有“已联系上”才算数，并停下响应计时',
        en: 'Only reached counts, and stops the response clock',
      },
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
      help: {
        'zh-CN': '一句话说聊了什么，如 确认样机时间',
        en: 'What it was about in one line, such as date of the sample',
      },
      required: true,
      maxLength: 120,
    },
    {
      type: 'longText',
      name: 'notes',
      label: { 'zh-CN': '内容', en: 'Notes' },
      help: {
        'zh-CN': '客户的原话、顾虑和约定；接手的人靠它接着谈',
        en: 'The customer’s words, doubts and agreements, for whoever takes over',
      },
      maxLength: 8000,
    },
    {
      type: 'file',
      name: 'photos',
      label: { 'zh-CN': '照片', en: 'Photos' },
      help: {
        'zh-CN': '现场、铭牌、名片，可以直接拍',
        en: 'The site, the nameplate, a card; take them right here',
      },
    },
    {
      type: 'datetime',
      name: 'at',
      label: { 'zh-CN': '时间', en: 'At' },
      help: {
        'zh-CN': '真正联系的时刻，补记时往前改，不能是将来',
        en: 'When it really happened; set it back when written down later',
      },
      required: true,
      default: 'NOW()',
    },
    {
      type: 'person',
      name: 'person',
      label: { 'zh-CN': '联系人员', en: 'By' },
      help: { 'zh-CN': '我方联系客户的人', en: 'Who of us made the contact' },
      required: true,
      default: 'me.id',
    },
    {
      type: 'number',
      name: 'minutes',
      label: { 'zh-CN': '时长（分钟）', en: 'Minutes' },
      help: { 'zh-CN': '聊了多久，约数就行，如 15', en: 'How long it took, roughly, such as 15' },
      min: '0',
      max: '1440',
    },
    {
      type: 'text',
      name: 'nextStep',
      label: { 'zh-CN': '下一步', en: 'Next step' },
      help: {
        'zh-CN': '约好接着做什么，如 寄样本；会列进待办',
        en: 'What was agreed, such as send a sample; listed among the to-dos',
      },
      maxLength: 200,
    },
    {
      type: 'datetime',
      name: 'nextAt',
      label: { 'zh-CN': '下次跟进', en: 'Next at' },
      help: {
        'zh-CN': '约好哪天做；过了还没做会标红',
        en: 'When that is due; marked red once it has passed',
      },
    },
    {
      type: 'datetime',
      name: 'nextDoneAt',
      label: { 'zh-CN': '下一步完成于', en: 'Next step done at' },
      readOnly: true,
    },
    {
      type: 'reference',
      name: 'party',
      label: { 'zh-CN': '客户', en: 'Customer' },
      help: {
        'zh-CN': '和谁谈的；客户、线索、商机至少选一个',
        en: 'Who it was with; choose a customer, a lead or an opportunity',
      },
      to: 'masterdata.party',
    },
    {
      type: 'reference',
      name: 'lead',
      label: { 'zh-CN': '线索', en: 'Lead' },
      help: {
        'zh-CN': '对方还不是客户时选；算作它的联系次数',
        en: 'For someone who is no customer yet; counts as a contact of it',
      },
      to: 'crm.lead',
    },
    {
      type: 'reference',
      name: 'opportunity',
      label: { 'zh-CN': '商机', en: 'Opportunity' },
      help: {
        'zh-CN': '为哪笔生意谈的；算作它的联系和演示',
        en: 'Which sale it was about; counts as a contact or demo of it',
      },
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
      fields: [
        'kind',
        'outcome',
        'subject',
        'notes',
        'photos',
        'at',
        'minutes',
        'person',
        'nextStep',
        'nextAt',
        'party',
        'lead',
        'opportunity',
      ],
    },
  ],
}
