// Production begins.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'
import { idOf, label } from '#modules/inventory'

export const start: Action = {
  name: 'start',
  object: 'production.workOrder',
  label: label('开工', 'Start'),
  target: 'record',
  moves: { field: 'status', to: ['started'] },
  primary: true,
  visible: "status = 'planned'",
  input: [],
  checks: [
    {
      formula: "status = 'planned'",
      message: label('工单已经开工', 'It has started already'),
      field: 'status',
    },
  ],
  run: async (context) =>
    ok({
      changes: [
        {
          kind: 'update',
          object: 'production.workOrder',
          id: idOf(context.record?.id),
          values: { status: 'started', startedAt: context.now },
        },
      ],
    }),
}
