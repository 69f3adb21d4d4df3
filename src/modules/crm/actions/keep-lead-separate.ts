// Says that a lead found to be a duplicate is another customer after all.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'

export const keepLeadSeparate: Action = {
  name: 'keepSeparate',
  object: 'crm.lead',
  label: { 'zh-CN': '不是重复', en: 'Not a duplicate' },
  target: 'record',
  input: [],
  visible: 'NOT(ISBLANK(duplicateOf))',
  run: async (context) =>
    ok({
      changes: [
        {
          kind: 'update',
          object: 'crm.lead',
          id: String(context.record?.id),
          values: { duplicateOf: null },
        },
      ],
    }),
}
