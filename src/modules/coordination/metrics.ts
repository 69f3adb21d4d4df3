// The numbers of the whole line from order to cash.
import type { MetricDefinition } from '#kernel/metrics'
import { label } from '#modules/inventory'

const orders = {
  object: 'sales.order',
  dimensions: ['salesPerson', 'department', 'customer', 'priority', 'currentStep'],
}
const lines = { object: 'sales.orderLine', dimensions: ['item', 'order.salesPerson', 'order.customer'] }

export const metrics: readonly MetricDefinition[] = [
  {
    ...orders,
    name: 'coordination.openOrders',
    label: label('在途订单', 'Open orders'),
    take: 'count',
    where: "status = 'confirmed'",
    by: 'orderDate',
    format: 'number',
  },
  {
    ...orders,
    name: 'coordination.lateOrders',
    label: label('将要延期的订单', 'Orders that will be late'),
    take: 'count',
    where: 'isLate',
    by: 'promisedDate',
    format: 'number',
  },
  {
    ...orders,
    name: 'coordination.overdueOrders',
    label: label('已逾期订单', 'Overdue orders'),
    take: 'count',
    where: "status = 'confirmed' and openQuantity > 0 and promisedDate < TODAY()",
    by: 'promisedDate',
    format: 'number',
  },
  {
    ...orders,
    name: 'coordination.outstanding',
    label: label('订单未收款', 'Outstanding on orders'),
    take: 'sum',
    of: 'outstanding',
    where: 'outstanding > 0',
    by: 'orderDate',
    format: 'money',
  },
  {
    ...lines,
    name: 'coordination.shortQuantity',
    label: label('缺货数量', 'Short quantity'),
    take: 'sum',
    of: 'shortQuantity',
    where: 'shortQuantity > 0',
    by: 'createdAt',
    format: 'number',
  },
  {
    ...lines,
    name: 'coordination.linesShippedOnTime',
    label: label('准时发货率', 'Lines shipped on time'),
    help: label(
      '已全部发出的明细中，最后发货不晚于承诺日期的比例',
      'Of fully shipped lines, those whose last shipment was not after the promised day',
    ),
    take: 'count',
    where: 'shippedOn <= COALESCE(promisedDate, order.promisedDate)',
    among: "openQuantity <= 0 and NOT(ISBLANK(shippedOn)) and order.status <> 'cancelled'",
    by: 'shippedOn',
    format: 'percent',
  },
]
