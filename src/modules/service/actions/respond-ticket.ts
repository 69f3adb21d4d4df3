// Answers the customer; the first answer stops the response clock.

import { ok } from '#base/result'
import type { Action } from '#kernel/records'
import { elapsedMinutes } from '#modules/masterdata'

export const respondTicket: Action = {
  name: 'respond',
  object: 'service.ticket',
  label: { 'zh-CN': '响应', en: 'Respond' },
  target: 'record',
  moves: { field: 'status', to: ['answered'] },
  primary: true,
  input: [
    {
      type: 'longText',
      name: 'response',
      label: { 'zh-CN': '答复', en: 'Answer' },
      required: true,
      maxLength: 8000,
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
    const { now, record } = context
    const first = record?.firstResponseAt
      ? {}
      : {
          firstResponseAt: now,
          responseMinutes: String(elapsedMinutes(String(record?.openedAt ?? now), now)),
        }
    const values = { status: 'answered', response: input.response ?? null, ...first }
    return ok({
      changes: [{ kind: 'update', object: 'service.ticket', id: String(context.record?.id), values }],
    })
  },
}
