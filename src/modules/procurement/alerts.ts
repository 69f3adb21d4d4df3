// What purchasing is told without asking.
import type { Rule } from '#kernel/rules'
import { label } from '#modules/inventory'

export const alerts: readonly Rule[] = [
  {
    name: 'procurement.overdue',
    label: label('采购逾期', 'Purchase overdue'),
    object: 'procurement.orderLine',
    when: { everyMinutes: 60 },
    if: "openQuantity > 0 and order.status = 'ordered' and dueDate < TODAY()",
    once: 'TODAY()',
    then: [
      {
        do: 'notify',
        people: 'order.buyer',
        role: 'coordinator',
        text: label(
          '{order.number} 的 {item.name} 应于 {dueDate} 到货，还差 {openQuantity}',
          '{item.name} on {order.number} was due on {dueDate}; {openQuantity} still missing',
        ),
      },
    ],
  },
  {
    name: 'procurement.notPlaced',
    label: label('采购申请未下单', 'Purchase not placed'),
    object: 'procurement.order',
    when: { everyMinutes: 60 },
    if: "status = 'draft' and lineCount > 0 and neededOn <= ADDDAYS(TODAY(), 3)",
    once: 'TODAY()',
    then: [
      {
        do: 'notify',
        people: 'buyer',
        role: 'purchaser',
        text: label(
          '{number} 需要日期 {neededOn}，尚未下单',
          '{number} is needed on {neededOn} and is not placed yet',
        ),
      },
    ],
  },
]
