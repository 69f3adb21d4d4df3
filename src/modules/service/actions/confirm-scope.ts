// The customer's salesperson says what is ours to solve.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'

export const confirmScope: Action = {
  name: 'confirmScope',
  object: 'service.ticket',
  label: { 'zh-CN': '确认责任范围', en: 'Confirm scope' },
  target: 'record',
  input: [
    {
      type: 'text',
      name: 'scope',
      label: { 'zh-CN': '责任范围', en: 'Scope' },
      required: true,
      maxLength: 400,
    },
  ],
  checks: [
    {
      formula: "status <> 'closed'",
      message: { 'zh-CN': '服务单已解决', en: 'The ticket is closed' },
      field: 'status',
    },
  ],
  visible: "status <> 'closed'",
  run: async (context, input) => {
    const values = {
      scope: input.scope ?? null,
      scopeConfirmedAt: context.now,
      scopeConfirmedBy: context.actor.id,
    }
    return ok({
      changes: [{ kind: 'update', object: 'service.ticket', id: String(context.record?.id), values }],
    })
  },
}
