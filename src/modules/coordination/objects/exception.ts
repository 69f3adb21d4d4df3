// Something about an order that needs somebody: reported by anyone, held by a named person until a due time, solved in words (ORD-07, ORD-08).
import type { ObjectDefinition } from '#kernel/schema'
import { label } from '#modules/inventory'

export const exceptionKinds = [
  { key: 'rush', label: label('加急', 'Rush'), color: 'red' },
  { key: 'shortage', label: label('缺料', 'Shortage') },
  { key: 'quality', label: label('质量', 'Quality') },
  { key: 'delay', label: label('延期', 'Delay') },
  { key: 'shipping', label: label('发货异常', 'Shipping') },
  { key: 'requirement', label: label('特殊要求', 'Special requirement') },
  { key: 'other', label: label('其他', 'Other') },
] as const

export const exception: ObjectDefinition = {
  name: 'coordination.exception',
  label: label('订单异常', 'Exception'),
  kind: 'record',
  title: 'number',
  fields: [
    { name: 'number', type: 'autoNumber', label: label('单号', 'Number'), pattern: 'EX-{YYYY}-{00000}' },
    {
      name: 'order',
      type: 'reference',
      to: 'sales.order',
      label: label('订单', 'Order'),
      required: true,
      readOnly: true,
    },
    {
      name: 'orderLine',
      type: 'reference',
      to: 'sales.orderLine',
      label: label('订单明细', 'Order line'),
      readOnly: true,
    },
    {
      name: 'kind',
      type: 'select',
      label: label('类别', 'Kind'),
      required: true,
      readOnly: true,
      options: exceptionKinds,
    },
    {
      name: 'text',
      type: 'text',
      maxLength: 500,
      label: label('情况', 'What happened'),
      required: true,
      readOnly: true,
    },
    { name: 'wantedDate', type: 'date', label: label('希望交期', 'Wanted date'), readOnly: true },
    { name: 'department', type: 'department', label: label('责任部门', 'Department'), readOnly: true },
    {
      name: 'holder',
      type: 'person',
      label: label('责任人', 'Held by'),
      help: label(
        '不指定时是部门负责人，没有部门时是协调员',
        'The head of the department unless somebody is named',
      ),
      readOnly: true,
    },
    {
      name: 'dueAt',
      type: 'datetime',
      label: label('期限', 'Due'),
      help: label('按工作时间计算', 'Counted in working time'),
      readOnly: true,
    },
    {
      name: 'status',
      type: 'select',
      label: label('状态', 'Status'),
      required: true,
      readOnly: true,
      default: "'open'",
      options: [
        { key: 'open', label: label('处理中', 'Open'), color: 'gold' },
        { key: 'solved', label: label('已解决', 'Solved'), color: 'green' },
        { key: 'refused', label: label('不同意', 'Refused') },
      ],
    },
    {
      name: 'solution',
      type: 'text',
      maxLength: 500,
      label: label('怎么处理的', 'What was done'),
      readOnly: true,
    },
    { name: 'reportedBy', type: 'person', label: label('报告人', 'Reported by'), readOnly: true },
    {
      name: 'reportedAt',
      type: 'datetime',
      label: label('报告时间', 'Reported at'),
      default: 'NOW()',
      readOnly: true,
    },
    { name: 'solvedBy', type: 'person', label: label('处理人', 'Solved by'), readOnly: true },
    { name: 'solvedAt', type: 'datetime', label: label('解决时间', 'Solved at'), readOnly: true },
  ],
  indexes: [
    { name: 'open', fields: ['status', 'dueAt'] },
    { name: 'order', fields: ['order', '-reportedAt'] },
    { name: 'holder', fields: ['holder', 'status'] },
  ],
  search: ['number', 'text'],
  path: {
    field: 'status',
    stages: [
      {
        key: 'open',
        next: ['solved', 'refused'],
        guidance: label(
          '负责人处理并写下怎么处理的；加急由有权的人同意或不同意',
          'Its holder deals with it and says how; a rush is granted or refused',
        ),
        fields: ['kind', 'holder', 'dueAt', 'text', 'wantedDate'],
      },
      {
        key: 'solved',
        guidance: label('已处理', 'Dealt with'),
        fields: ['solution', 'solvedBy', 'solvedAt'],
      },
      {
        key: 'refused',
        aside: true,
        guidance: label('没有同意，原因见说明', 'Not granted; the remark says why'),
        fields: ['solution', 'solvedBy', 'solvedAt'],
      },
    ],
  },
  list: {
    columns: ['number', 'order', 'kind', 'text', 'department', 'holder', 'dueAt', 'status', 'solution'],
    sort: ['status', 'dueAt'],
    board: 'status',
  },
}
