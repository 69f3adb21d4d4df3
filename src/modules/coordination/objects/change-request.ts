// A customer wants something else than was ordered: asked by sales, answered by production, measured (ORD-05).
import type { ObjectDefinition } from '#kernel/schema'
import { label } from '#modules/inventory'

export const changeRequest: ObjectDefinition = {
  name: 'coordination.changeRequest',
  label: label('订单变更', 'Change request'),
  kind: 'record',
  title: 'number',
  fields: [
    { name: 'number', type: 'autoNumber', label: label('单号', 'Number'), pattern: 'CR-{YYYY}-{00000}' },
    {
      name: 'order',
      type: 'reference',
      to: 'sales.order',
      label: label('订单', 'Order'),
      help: label('客户想改的是哪一张', 'The one that the customer wants changed'),
      required: true,
    },
    {
      name: 'orderLine',
      type: 'reference',
      to: 'sales.orderLine',
      label: label('订单明细', 'Order line'),
      help: label('只改其中一行时选；要改数量必须选', 'To change one line only; needed to change a quantity'),
    },
    {
      name: 'newDate',
      type: 'date',
      label: label('希望交期', 'Wanted date'),
      help: label(
        '客户现在想哪天要；接受后成为承诺交期',
        'When the customer wants it now; accepted, it is the promise',
      ),
    },
    {
      name: 'newQuantity',
      type: 'decimal',
      scale: 3,
      min: '0',
      label: label('希望数量', 'Wanted quantity'),
      help: label(
        '客户现在要多少；接受后改掉那一行的',
        'How many the customer wants now; accepted, the line has it',
      ),
    },
    {
      name: 'reason',
      type: 'text',
      maxLength: 500,
      label: label('变更原因', 'Reason'),
      help: label(
        '客户为什么改，如 工地延期；生产看了再答复',
        'Why it is wanted, such as a late site; production answers by it',
      ),
      required: true,
    },
    {
      name: 'status',
      type: 'select',
      label: label('状态', 'Status'),
      required: true,
      readOnly: true,
      default: "'asked'",
      options: [
        { key: 'asked', label: label('待答复', 'Asked') },
        { key: 'accepted', label: label('已接受', 'Accepted'), color: 'green' },
        { key: 'refused', label: label('已拒绝', 'Refused') },
      ],
    },
    {
      name: 'askedBy',
      type: 'person',
      label: label('提出人', 'Asked by'),
      help: label('谁替客户提的；生产有疑问找他', 'Who asked for the customer; production turns to them'),
      default: 'me.id',
    },
    {
      name: 'askedAt',
      type: 'datetime',
      label: label('提出时间', 'Asked at'),
      help: label('什么时候提的；列表按它排先后', 'When it was put forward; the list is in this order'),
      default: 'NOW()',
    },
    { name: 'answer', type: 'text', maxLength: 500, label: label('答复', 'Answer'), readOnly: true },
    { name: 'answeredBy', type: 'person', label: label('答复人', 'Answered by'), readOnly: true },
    { name: 'answeredAt', type: 'datetime', label: label('答复时间', 'Answered at'), readOnly: true },
  ],
  indexes: [{ name: 'byStatus', fields: ['status', '-askedAt'] }],
  checks: [
    {
      name: 'something',
      formula: 'NOT(ISBLANK(newDate)) or (NOT(ISBLANK(newQuantity)) and NOT(ISBLANK(orderLine)))',
      message: label('请填写希望交期，或某一明细的希望数量', 'Give a date, or a quantity for one line'),
      field: 'newDate',
    },
  ],
  search: ['number', 'reason'],
  path: {
    field: 'status',
    stages: [
      {
        key: 'asked',
        next: ['accepted', 'refused'],
        guidance: label(
          '生产答复：接受后日期随之变化，不能变更请写明原因',
          'Production answers: accepted, the dates follow; refused, say why',
        ),
        fields: ['newDate', 'newQuantity', 'reason', 'askedBy', 'askedAt'],
      },
      {
        key: 'accepted',
        guidance: label('已接受，订单日期已随之变化', 'Accepted; the dates of the order have followed'),
        fields: ['answer', 'answeredBy', 'answeredAt'],
      },
      {
        key: 'refused',
        aside: true,
        guidance: label('不能变更，原因见答复', 'Refused; the answer says why'),
        fields: ['answer', 'answeredBy', 'answeredAt'],
      },
    ],
  },
  list: {
    columns: ['number', 'order', 'newDate', 'newQuantity', 'reason', 'status', 'askedAt', 'answeredAt'],
  },
}
