// Orders that everybody works first, in an order that people agree on: who put each there, why and until when (ORD-15).
import type { ObjectDefinition } from '#kernel/schema'
import { label } from '#modules/inventory'

export const priority: ObjectDefinition = {
  name: 'coordination.priority',
  label: label('优先清单', 'Priority list'),
  many: label('优先清单', 'Priority list'),
  help: label('大家都按这个顺序处理的订单', 'Orders that everybody works in this order'),
  kind: 'record',
  title: 'name',
  fields: [
    {
      name: 'order',
      type: 'reference',
      to: 'sales.order',
      owner: true,
      required: true,
      readOnly: true,
      label: label('订单', 'Order'),
    },
    {
      name: 'name',
      type: 'formula',
      result: 'text',
      formula: 'order.number',
      hidden: true,
      label: label('名称', 'Name'),
    },
    { name: 'place', type: 'number', required: true, readOnly: true, label: label('顺序', 'Place') },
    {
      name: 'reason',
      type: 'text',
      maxLength: 200,
      required: true,
      label: label('为何优先', 'Why'),
      help: label(
        '凭什么先做，如 客户停线；大家都看得到',
        'What puts it first, such as a stopped line; everybody reads it',
      ),
    },
    {
      name: 'until',
      type: 'date',
      label: label('优先到', 'Until'),
      help: label('留空则到发完为止', 'Until everything is shipped when blank'),
    },
    {
      name: 'putBy',
      type: 'person',
      readOnly: true,
      label: label('谁放上来', 'Put here by'),
      help: label('按规则补入的没有人名', 'Nobody where a rule put it here'),
    },
    { name: 'putAt', type: 'datetime', readOnly: true, label: label('放上来的时间', 'Put here at') },
  ],
  unique: [{ name: 'once', fields: ['order'] }],
  indexes: [{ name: 'place', fields: ['place'] }],
  search: ['name', 'reason'],
  list: {
    columns: ['place', 'order', 'reason', 'until', 'putBy', 'putAt'],
    sort: ['place'],
    byHand: 'move',
  },
}
