// How the other modules' records name the order they are for (ORD-01), and carry its special requirements (ORD-13).
import type { Extension } from '#kernel/schema'
import { label } from '#modules/inventory'

const orderLine = {
  name: 'orderLine',
  type: 'reference',
  to: 'sales.orderLine',
  label: label('订单明细', 'Order line'),
  help: label(
    '为哪一行销售订单；那一行的进度把它算进去',
    'The sales order line it is for; that line’s progress counts it',
  ),
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
        help: label(
          '买来给工单的哪种料用；不是就留空',
          'The work order material it is bought for; blank if for none',
        ),
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
        help: label(
          '做出来给上级工单的哪种料用；直接卖的留空',
          'The material of another work order it is made for; blank if it is sold',
        ),
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
      {
        name: 'order',
        type: 'reference',
        to: 'sales.order',
        label: label('销售订单', 'Sales order'),
        help: label(
          '为哪一张开的；它的已开票和已收款按此计算',
          'Which one it bills; what that has invoiced and received counts it',
        ),
      },
    ],
  },
  {
    object: 'service.ticket',
    fields: [
      {
        name: 'order',
        type: 'reference',
        to: 'sales.order',
        label: label('销售订单', 'Sales order'),
        help: label(
          '客户说的是哪一张；未结时在那里看得到',
          'Which one it is about; shown there until it is closed',
        ),
      },
    ],
  },
]
