// A customer problem, from opening to solution and satisfaction.
import type { ObjectDefinition } from '#kernel/schema'
import { ticketExamples } from './examples.ts'

export const ticket: ObjectDefinition = {
  name: 'service.ticket',
  label: { 'zh-CN': '服务单', en: 'Ticket' },
  kind: 'record',
  title: 'subject',
  fields: [
    {
      type: 'autoNumber',
      name: 'number',
      label: { 'zh-CN': '编号', en: 'Number' },
      pattern: 'TK-{YYYY}-{00000}',
      readOnly: true,
    },
    {
      type: 'reference',
      name: 'customer',
      label: { 'zh-CN': '客户', en: 'Customer' },
      help: {
        'zh-CN': '谁遇到的；投诉会通知它的销售',
        en: 'Who has it; a complaint is told to their salesperson',
      },
      required: true,
      to: 'masterdata.party',
    },
    {
      type: 'text',
      name: 'subject',
      label: { 'zh-CN': '主题', en: 'Subject' },
      help: { 'zh-CN': '一句话说清，如 泵轴漏水', en: 'In one line, such as leaking pump shaft' },
      required: true,
      maxLength: 120,
    },
    {
      type: 'longText',
      name: 'description',
      label: { 'zh-CN': '描述', en: 'Description' },
      help: {
        'zh-CN': '何时、何地、什么现象；处理的人先看它',
        en: 'When, where and what was seen; read first by who solves it',
      },
      maxLength: 8000,
    },
    {
      type: 'select',
      name: 'kind',
      label: { 'zh-CN': '类型', en: 'Kind' },
      help: {
        'zh-CN': '投诉和退货先由销售确认责任范围',
        en: 'Sales confirms the scope of complaints and returns first',
      },
      required: true,
      options: [
        { key: 'complaint', label: { 'zh-CN': '投诉', en: 'Complaint' }, color: 'red' },
        { key: 'repair', label: { 'zh-CN': '维修', en: 'Repair' }, color: 'gold' },
        { key: 'question', label: { 'zh-CN': '咨询', en: 'Question' }, color: 'blue' },
        { key: 'return', label: { 'zh-CN': '退货', en: 'Return' }, color: 'purple' },
      ],
      default: "'question'",
    },
    {
      type: 'select',
      name: 'severity',
      label: { 'zh-CN': '严重度', en: 'Severity' },
      help: {
        'zh-CN': '紧急须 30 分钟内响应，其余 4 小时，按工作时间',
        en: 'Urgent is answered within 30 minutes, others within 4 hours of working time',
      },
      required: true,
      options: [
        { key: 'low', label: { 'zh-CN': '低', en: 'Low' }, color: 'gray' },
        { key: 'normal', label: { 'zh-CN': '中', en: 'Normal' }, color: 'blue' },
        { key: 'high', label: { 'zh-CN': '高', en: 'High' }, color: 'gold' },
        { key: 'urgent', label: { 'zh-CN': '紧急', en: 'Urgent' }, color: 'red' },
      ],
      default: "'normal'",
    },
    {
      type: 'select',
      name: 'status',
      label: { 'zh-CN': '状态', en: 'Status' },
      required: true,
      readOnly: true,
      options: [
        { key: 'open', label: { 'zh-CN': '待处理', en: 'Open' }, color: 'red' },
        { key: 'answered', label: { 'zh-CN': '已响应', en: 'Answered' }, color: 'blue' },
        { key: 'closed', label: { 'zh-CN': '已解决', en: 'Closed' }, color: 'green' },
      ],
      default: "'open'",
    },
    {
      type: 'person',
      name: 'owner',
      label: { 'zh-CN': '负责人', en: 'Owner' },
      help: { 'zh-CN': '谁来解决；改派时马上通知他', en: 'Who solves it; told at once when it is passed on' },
      default: 'me.id',
    },
    {
      type: 'department',
      name: 'department',
      label: { 'zh-CN': '部门', en: 'Department' },
      help: {
        'zh-CN': '由哪边处理；其负责人也能答复和解决',
        en: 'Who deals with it; the head there may answer and close it too',
      },
      default: 'me.department',
    },
    {
      type: 'datetime',
      name: 'openedAt',
      label: { 'zh-CN': '提出时间', en: 'Opened at' },
      help: {
        'zh-CN': '客户提出的时刻；响应和解决用时从它算',
        en: 'When the customer told us; response and solution are timed from here',
      },
      required: true,
      default: 'NOW()',
    },
    {
      type: 'datetime',
      name: 'firstResponseAt',
      label: { 'zh-CN': '首次响应', en: 'First response' },
      readOnly: true,
    },
    {
      type: 'number',
      name: 'responseMinutes',
      label: { 'zh-CN': '响应分钟', en: 'Response minutes' },
      readOnly: true,
    },
    {
      type: 'longText',
      name: 'response',
      label: { 'zh-CN': '答复', en: 'Answer' },
      readOnly: true,
      maxLength: 8000,
    },
    {
      type: 'datetime',
      name: 'scopeConfirmedAt',
      label: { 'zh-CN': '责任确认时间', en: 'Scope confirmed at' },
      readOnly: true,
    },
    {
      type: 'person',
      name: 'scopeConfirmedBy',
      label: { 'zh-CN': '责任确认人', en: 'Scope confirmed by' },
      readOnly: true,
    },
    {
      type: 'text',
      name: 'scope',
      label: { 'zh-CN': '责任范围', en: 'Scope' },
      help: {
        'zh-CN': '由客户的销售确认哪些属于我们的责任',
        en: "Confirmed by the customer's salesperson: what is ours to solve",
      },
      readOnly: true,
      maxLength: 400,
    },
    {
      type: 'longText',
      name: 'solution',
      label: { 'zh-CN': '解决方案', en: 'Solution' },
      readOnly: true,
      maxLength: 8000,
    },
    { type: 'datetime', name: 'closedAt', label: { 'zh-CN': '解决时间', en: 'Closed at' }, readOnly: true },
    {
      type: 'number',
      name: 'resolutionMinutes',
      label: { 'zh-CN': '解决分钟', en: 'Resolution minutes' },
      readOnly: true,
    },
    {
      type: 'number',
      name: 'satisfaction',
      label: { 'zh-CN': '满意度', en: 'Satisfaction' },
      help: { 'zh-CN': '1 很差，5 很好', en: '1 very poor to 5 very good' },
      readOnly: true,
      min: '1',
      max: '5',
    },
    {
      type: 'number',
      name: 'reopened',
      label: { 'zh-CN': '重开次数', en: 'Times reopened' },
      required: true,
      readOnly: true,
      default: '0',
    },
  ],
  indexes: [
    { name: 'status', fields: ['status', '-openedAt'] },
    { name: 'owner', fields: ['owner', 'status'] },
    { name: 'customer', fields: ['customer', '-openedAt'] },
    { name: 'department', fields: ['department', 'status'] },
  ],
  search: ['number', 'subject'],
  path: {
    field: 'status',
    stages: [
      {
        key: 'open',
        next: ['answered', 'closed'],
        guidance: {
          'zh-CN': '先答复客户：第一次答复停下响应计时',
          en: 'Answer the customer first: the first answer stops the response clock',
        },
        fields: ['severity', 'kind', 'owner', 'openedAt', 'scope'],
      },
      {
        key: 'answered',
        next: ['closed'],
        guidance: {
          'zh-CN': '解决问题并写下方案；投诉与退货先由销售确认责任范围',
          en: 'Solve it and write down how; sales confirms the scope of complaints and returns first',
        },
        fields: ['response', 'firstResponseAt', 'scope', 'owner'],
      },
      {
        key: 'closed',
        next: ['open'],
        guidance: {
          'zh-CN': '请客户评价，把方案存入知识库；没解决就重开',
          en: 'Ask for a rating and keep the solution as an article; reopen it if it is not solved',
        },
        fields: ['solution', 'closedAt', 'satisfaction'],
      },
    ],
  },
  examples: ticketExamples,
  list: {
    columns: ['number', 'subject', 'customer', 'kind', 'severity', 'status', 'owner', 'openedAt'],
    sort: ['-openedAt'],
    board: 'status',
  },
  form: [
    {
      label: { 'zh-CN': '问题', en: 'Problem' },
      fields: ['customer', 'subject', 'description', 'kind', 'severity'],
    },
    {
      label: { 'zh-CN': '处理', en: 'Handling' },
      fields: [
        'status',
        'owner',
        'department',
        'openedAt',
        'firstResponseAt',
        'response',
        'scope',
        'scopeConfirmedBy',
      ],
    },
    {
      label: { 'zh-CN': '结果', en: 'Result' },
      fields: ['solution', 'closedAt', 'satisfaction', 'reopened'],
    },
  ],
}
