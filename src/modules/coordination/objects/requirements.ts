// The special requirements of an order stand on what purchasing, production and logistics work with (ORD-13).
import type { Extension } from '#kernel/schema'
import { label } from '#modules/inventory'

const says = label('客户特殊要求', 'Special requirements')

export const requirements: readonly Extension[] = [
  {
    object: 'procurement.order',
    overview: {
      lists: [
        {
          object: 'procurement.orderLine',
          by: 'order',
          where: 'NOT(ISBLANK(specialRequirements))',
          label: says,
          columns: ['description', 'quantity', 'specialRequirements'],
        },
      ],
    },
  },
  { object: 'production.workOrder', overview: { facts: ['item', 'quantity', 'specialRequirements'] } },
]
