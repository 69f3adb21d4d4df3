// A second person checks amount, quantity and date before release.
import { problem } from '#base/problem'
import { failed, ok } from '#base/result'
import type { Action } from '#kernel/records'

export const reviewOrder: Action = {
  name: 'review',
  object: 'sales.order',
  label: { 'zh-CN': '复核', en: 'Review' },
  target: 'record',
  input: [],
  checks: [
    {
      formula: "status = 'draft'",
      message: { 'zh-CN': '只复核草稿', en: 'Only a draft is reviewed' },
      field: 'status',
    },
  ],
  visible: "status = 'draft'",
  run: async (context) => {
    const { actor, record } = context
    if (record?.salesPerson === actor.id || record?.createdBy === actor.id)
      return failed(problem('sales.ownReview', ['reviewedBy']))
    const values = { reviewedBy: context.actor.id, reviewedAt: context.now }
    return ok({
      changes: [{ kind: 'update', object: 'sales.order', id: String(context.record?.id), values }],
    })
  },
}
