// Closes an opportunity as lost, with the reason.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'

export const loseOpportunity: Action = {
  name: 'lose',
  object: 'crm.opportunity',
  label: { 'zh-CN': '丢单', en: 'Lose' },
  target: 'record',
  moves: { field: 'stage', to: ['lost'] },
  input: [
    {
      type: 'text',
      name: 'reason',
      label: { 'zh-CN': '原因', en: 'Reason' },
      maxLength: 200,
      required: true,
    },
  ],
  checks: [
    {
      formula: "stage <> 'won' and stage <> 'lost'",
      message: { 'zh-CN': '商机已结束', en: 'The opportunity is closed' },
      field: 'stage',
    },
  ],
  visible: "stage <> 'won' and stage <> 'lost'",
  run: async (context, input) =>
    ok({
      changes: [
        {
          kind: 'update',
          object: 'crm.opportunity',
          id: String(context.record?.id),
          values: {
            stage: 'lost',
            stageSince: context.now,
            closedAt: context.now,
            lostReason: input.reason ?? null,
            nextStep: null,
            nextAt: null,
          },
        },
      ],
    }),
}
