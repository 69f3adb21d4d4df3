// Closes an opportunity as won.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'

export const winOpportunity: Action = {
  name: 'win',
  object: 'crm.opportunity',
  label: { 'zh-CN': '赢单', en: 'Win' },
  target: 'record',
  moves: { field: 'stage', to: ['won'] },
  input: [],
  checks: [
    {
      formula: "stage <> 'won' and stage <> 'lost'",
      message: { 'zh-CN': '商机已结束', en: 'The opportunity is closed' },
      field: 'stage',
    },
  ],
  visible: "stage <> 'won' and stage <> 'lost'",
  run: async (context) =>
    ok({
      changes: [
        {
          kind: 'update',
          object: 'crm.opportunity',
          id: String(context.record?.id),
          values: {
            stage: 'won',
            stageSince: context.now,
            closedAt: context.now,
            nextStep: null,
            nextAt: null,
          },
        },
      ],
    }),
}
