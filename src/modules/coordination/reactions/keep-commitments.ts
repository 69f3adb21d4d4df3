// Refuses to end an order while goods or money are under way: what was sent must be settled, what was promised sent (CO13).
import { type Problem, problem } from '#base/problem'
import type { Diff, Reaction } from '#kernel/records'
import { idOf, quantityOf, shortText } from '#modules/inventory'

export const keepCommitments: Reaction = {
  name: 'coordination.keepCommitments',
  authority: 'coordination',
  objects: ['sales.order'],
  beforeCommit: async (_reader, diffs) => ({ problems: diffs.flatMap(broken) }),
}

/**
 * What stands in the way of an order's end. Problems: coordination.cancelAfterShipping { number, shipped, invoiced },
 * coordination.closeBeforeShipping { number, open }.
 */
export function broken({ before, after }: Pick<Diff, 'before' | 'after'>): readonly Problem[] {
  if (before === null || after === null || before.status === after.status) return []
  const number = idOf(before.number)
  const shipped = quantityOf(before.shippedQuantity)
  const invoiced = quantityOf(before.invoicedQuantity)
  const open = quantityOf(before.openQuantity)
  if (after.status === 'cancelled' && (shipped.gt(0) || invoiced.gt(0))) {
    const params = { number, shipped: shortText(shipped), invoiced: shortText(invoiced) }
    return [problem('coordination.cancelAfterShipping', ['status'], params)]
  }
  if (after.status === 'closed' && open.gt(0))
    return [problem('coordination.closeBeforeShipping', ['status'], { number, open: shortText(open) })]
  return []
}
