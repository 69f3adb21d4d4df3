// What the passing of a day alone makes untrue.
import type { Rule } from '#kernel/rules'
import { label } from '#modules/inventory'

/** Lines that wait for nothing but a decision are a day later with every day on which nothing is arranged. */
const nothingArranged =
  'shortQuantity > 0 and COALESCE(purchaseOpen, 0) + COALESCE(makeOpen, 0) <= 0 and DATEOF(order.plannedAt) < TODAY()'

export const dayPassed = 'coordination.dayPassed'

export const daily: readonly Rule[] = [
  {
    name: dayPassed,
    label: label('到日未发，重新推算交期', 'Dated again where a day passed without shipment'),
    object: 'sales.orderLine',
    when: { everyMinutes: 15 },
    if: `order.status = 'confirmed' and openQuantity > 0 and (expectedDate < TODAY() or (${nothingArranged}))`,
    once: 'TODAY()',
    then: [{ do: 'act', action: 'dateAgain' }],
  },
]
