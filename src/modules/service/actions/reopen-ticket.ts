// Opens a closed ticket again; the time already spent keeps counting from the first opening.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'

export const reopenTicket: Action = {
  name: 'reopen',
  object: 'service.ticket',
  label: { 'zh-CN': '重开', en: 'Reopen' },
  target: 'record',
  moves: { field: 'status', to: ['open'] },
  input: [
    {
      type: 'text',
      name: 'reason',
      label: { 'zh-CN': '原因', en: 'Reason' },
      required: true,
      maxLength: 200,
    },
  ],
  checks: [
    {
      formula: "status = 'closed'",
      message: { 'zh-CN': '只能重开已解决的服务单', en: 'Only a closed ticket' },
      field: 'status',
    },
  ],
  visible: "status = 'closed'",
  run: async (context) => {
    const values = {
      status: 'open',
      closedAt: null,
      resolutionMinutes: null,
      reopened: String(Number(context.record?.reopened ?? 0) + 1),
    }
    return ok({
      changes: [{ kind: 'update', object: 'service.ticket', id: String(context.record?.id), values }],
    })
  },
}
