// Changes who is served first, kept in the history.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'

export const setPriority: Action = {
  name: 'setPriority',
  object: 'sales.order',
  label: { 'zh-CN': '调整优先级', en: 'Set priority' },
  target: 'record',
  input: [
    {
      type: 'select',
      name: 'priority',
      label: { 'zh-CN': '优先级', en: 'Priority' },
      required: true,
      options: [
        { key: 'normal', label: { 'zh-CN': '普通', en: 'Normal' }, color: 'gray' },
        { key: 'key', label: { 'zh-CN': '重点', en: 'Key' }, color: 'gold' },
        { key: 'rush', label: { 'zh-CN': '加急', en: 'Rush' }, color: 'red' },
      ],
    },
  ],
  checks: [
    {
      formula: "status = 'draft' or status = 'confirmed'",
      message: { 'zh-CN': '订单已结束', en: 'The order is closed' },
      field: 'status',
    },
  ],
  visible: "status = 'draft' or status = 'confirmed'",
  run: async (context, input) => {
    const values = { priority: String(input.priority) }
    return ok({
      changes: [{ kind: 'update', object: 'sales.order', id: String(context.record?.id), values }],
    })
  },
}
