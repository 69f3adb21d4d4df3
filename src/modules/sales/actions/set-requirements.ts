// Changes the special requirements of an order, confirmed ones included.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'

export const setRequirements: Action = {
  name: 'setRequirements',
  object: 'sales.order',
  label: { 'zh-CN': '更新特殊要求', en: 'Set requirements' },
  target: 'record',
  input: [
    {
      type: 'longText',
      name: 'specialRequirements',
      label: { 'zh-CN': '特殊要求', en: 'Special requirements' },
      maxLength: 4000,
    },
  ],
  checks: [
    {
      formula: "status = 'draft' or status = 'confirmed'",
      message: { 'zh-CN': '订单已结束', en: 'The order is closed' },
      field: 'status',
    },
  ],
  visible: "status = 'confirmed'",
  run: async (context, input) => {
    const values = { specialRequirements: input.specialRequirements ?? null }
    return ok({
      changes: [{ kind: 'update', object: 'sales.order', id: String(context.record?.id), values }],
    })
  },
}
