// The next step that was agreed at a contact is done.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'

export const finishNextStep: Action = {
  name: 'finishNextStep',
  object: 'crm.activity',
  label: { 'zh-CN': '完成下一步', en: 'Next step done' },
  target: 'record',
  input: [],
  visible: 'NOT(ISBLANK(nextStep)) and ISBLANK(nextDoneAt)',
  run: async (context) =>
    ok({
      changes: [
        {
          kind: 'update',
          object: 'crm.activity',
          id: String(context.record?.id),
          values: { nextDoneAt: context.now },
        },
      ],
    }),
}
