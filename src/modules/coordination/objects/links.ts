// How the other modules' records name the order they are for (ORD-01), and carry its special requirements (ORD-13).
import type { Extension } from '#kernel/schema'
import { label } from '#modules/inventory'

const orderLine = {
  name: 'orderLine',
  type: 'reference',
  to: 'sales.orderLine',
  label: label('订单明细', 'Order line'),
} as const

export const links: readonly Extension[] = [
  { object: 'inventory.move', fields: [orderLine] },
  { object: 'inventory.reservation', fields: [orderLine] },
  {
    object: 'procurement.orderLine',
    fields: [
      orderLine,
      {
        name: 'workOrderMaterial',
        type: 'reference',
        to: 'production.workOrderMaterial',
        label: label('用于工单用料', 'For material'),
      },
      {
        name: 'specialRequirements',
        type: 'formula',
        result: 'text',
        formula: 'orderLine.order.specialRequirements',
        label: label('客户特殊要求', 'Special requirements'),
      },
    ],
  },
  {
    object: 'production.workOrder',
    fields: [
      orderLine,
      {
        name: 'forMaterial',
        type: 'reference',
        to: 'production.workOrderMaterial',
        label: label('用于上级用料', 'For material'),
      },
      {
        name: 'specialRequirements',
        type: 'formula',
        result: 'text',
        formula: 'orderLine.order.specialRequirements',
        label: label('客户特殊要求', 'Special requirements'),
      },
    ],
  },
  {
    object: 'finance.invoiceLine',
    fields: [
      orderLine,
      {
        name: 'countedQuantity',
        type: 'formula',
        result: 'decimal',
        scale: 3,
        formula: "IF(invoice.status = 'void', 0, quantity)",
        label: label('计入数量', 'Counted'),
      },
    ],
  },
  {
    object: 'finance.invoice',
    fields: [
      { name: 'order', type: 'reference', to: 'sales.order', label: label('销售订单', 'Sales order') },
    ],
  },
  {
    object: 'service.ticket',
    fields: [
      { name: 'order', type: 'reference', to: 'sales.order', label: label('销售订单', 'Sales order') },
    ],
  },
]
