// What nobody may miss.
import type { Rule } from '#kernel/rules'
import { label } from '#modules/inventory'

export const alerts: readonly Rule[] = [
  {
    name: 'coordination.orderMissed',
    label: label('订单无人接手', 'Order without a next task'),
    object: 'sales.order',
    when: { everyMinutes: 15 },
    if: "status = 'confirmed' and ISBLANK(currentStep) and missedAt <= NOW()",
    once: 'TODAY()',
    then: [
      {
        do: 'notify',
        role: 'coordinator',
        people: 'salesPerson',
        text: label(
          '订单 {number} 已确认，但没有任何部门在处理',
          'Order {number} is confirmed, but nobody holds it',
        ),
      },
    ],
  },
  {
    name: 'coordination.orderLate',
    label: label('预计晚于承诺', 'Expected after the promise'),
    object: 'sales.orderLine',
    when: { on: 'update', fields: ['expectedDate'] },
    // That one more day passed is no news to whoever knows that it is late.
    if: "isLate and order.status = 'confirmed' and (NOT(before.isLate) or ISBLANK(datedOn) or datedOn = before.datedOn)",
    then: [
      {
        do: 'notify',
        people: 'order.salesPerson',
        role: 'coordinator',
        text: label(
          '{order.number} 的 {item.name} 预计 {expectedDate}，晚于承诺：{expectedReason}',
          '{item.name} on {order.number} is expected on {expectedDate}, after the promise: {expectedReason}',
        ),
      },
    ],
  },
  {
    name: 'coordination.shortage',
    label: label('订单缺货', 'Order short'),
    object: 'sales.orderLine',
    when: { on: 'update', fields: ['shortQuantity', 'purchaseOpen', 'makeOpen'] },
    if: 'shortQuantity > 0 and COALESCE(purchaseOpen, 0) + COALESCE(makeOpen, 0) <= 0',
    then: [
      {
        do: 'notify',
        people: 'order.salesPerson',
        role: 'coordinator',
        text: label(
          '{order.number} 的 {item.name} 缺 {shortQuantity}，尚未安排采购或生产',
          '{item.name} on {order.number} is {shortQuantity} short, and nothing is bought or made for it',
        ),
      },
    ],
  },
  {
    name: 'coordination.orderOverdue',
    label: label('订单已逾期', 'Order overdue'),
    object: 'sales.order',
    when: { everyMinutes: 60 },
    if: "status = 'confirmed' and openQuantity > 0 and promisedDate < TODAY()",
    once: 'TODAY()',
    then: [
      {
        do: 'notify',
        people: 'salesPerson',
        role: 'coordinator',
        headOf: 'department',
        text: label(
          '订单 {number} 承诺 {promisedDate}，还有 {openQuantity} 未发',
          'Order {number} was promised for {promisedDate}; {openQuantity} still to ship',
        ),
      },
    ],
  },
  {
    name: 'coordination.exceptionReported',
    label: label('订单异常', 'Exception reported'),
    object: 'coordination.exception',
    when: { on: 'create' },
    then: [
      {
        do: 'notify',
        people: 'order.salesPerson',
        role: 'coordinator',
        text: label('{order.number} 有异常：{text}', 'Exception on {order.number}: {text}'),
      },
    ],
  },
  {
    name: 'coordination.exceptionSolved',
    label: label('异常已处理', 'Exception dealt with'),
    object: 'coordination.exception',
    when: { on: 'update', fields: ['status'] },
    if: "status <> 'open'",
    then: [
      {
        do: 'notify',
        people: 'reportedBy',
        text: label(
          '{order.number}：{text} —— 已处理：{solution}',
          '{order.number}: {text} — dealt with: {solution}',
        ),
      },
      {
        do: 'notify',
        people: 'order.salesPerson',
        text: label(
          '{order.number}：{text} —— 已处理：{solution}',
          '{order.number}: {text} — dealt with: {solution}',
        ),
      },
    ],
  },
]
