// Closes a ticket with its solution.

import { ok } from '#base/result'
import type { Action } from '#kernel/records'
import { elapsedMinutes } from '#modules/masterdata'

export const closeTicket: Action = {
  name: 'close',
  object: 'service.ticket',
  label: { 'zh-CN': '解决', en: 'Close' },
  target: 'record',
  moves: { field: 'status', to: ['closed'] },
  input: [
    {
      type: 'longText',
      name: 'solution',
      label: { 'zh-CN': '解决方案', en: 'Solution' },
      required: true,
      maxLength: 8000,
    },
  ],
  checks: [
    {
      formula: "status <> 'closed'",
      message: { 'zh-CN': '服务单已解决', en: 'The ticket is closed already' },
      field: 'status',
    },
    {
      formula: "(kind <> 'complaint' and kind <> 'return') or NOT(ISBLANK(scopeConfirmedAt))",
      message: {
        'zh-CN': '投诉与退货须先由销售确认责任范围',
        en: 'Sales confirms the scope of complaints and returns first',
      },
      field: 'scope',
    },
  ],
  visible: "status <> 'closed'",
  run: async (context, input) => {
    const { now, record } = context
    const minutes = String(elapsedMinutes(String(record?.openedAt ?? now), now))
    // A solution given at once is the first answer too.
    const first = record?.firstResponseAt ? {} : { firstResponseAt: now, responseMinutes: minutes }
    const values = {
      status: 'closed',
      solution: input.solution ?? null,
      closedAt: now,
      resolutionMinutes: minutes,
      ...first,
    }
    return ok({
      changes: [{ kind: 'update', object: 'service.ticket', id: String(context.record?.id), values }],
    })
  },
}
