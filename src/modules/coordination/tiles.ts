// What the big screen shows of the line from order to cash.
import type { Tile } from '#kernel/metrics'
import { label } from '#modules/inventory'

export const tiles: readonly Tile[] = [
  {
    name: 'coordination.steps',
    label: label('订单在哪一步', 'Where the orders are'),
    wide: 2,
    place: 10,
    bars: { metric: 'coordination.heldOrders', by: 'currentStep', late: 'coordination.lateOrders' },
  },
  {
    name: 'coordination.late',
    label: label('延期与风险', 'Late and at risk'),
    place: 20,
    numbers: [
      { metric: 'coordination.lateOrders', label: label('将延期', 'Will be late'), tone: 'late' },
      { metric: 'coordination.overdueOrders', label: label('已逾期', 'Overdue'), tone: 'late' },
      { metric: 'coordination.atRiskOrders', label: label('有风险', 'At risk'), tone: 'risk' },
    ],
  },
  {
    name: 'coordination.lateOrders',
    label: label('最急的订单', 'The most pressing orders'),
    wide: 2,
    place: 40,
    rows: {
      object: 'sales.order',
      where: "isLate or (status = 'confirmed' and openQuantity > 0 and promisedDate < TODAY())",
      sort: ['promisedDate'],
      fields: ['number', 'customer', 'promisedDate', 'expectedDate', 'currentHolder'],
      tone: 'late',
    },
  },
  {
    name: 'coordination.shipments',
    label: label('今日发货', 'Shipments today'),
    place: 50,
    numbers: [
      { metric: 'coordination.shippedOrders', period: 'today', label: label('已发订单', 'Orders shipped') },
      { metric: 'coordination.dueOrders', period: 'today', label: label('今天还要发', 'Still due today') },
      { metric: 'coordination.shippedOrders', period: 'week', label: label('本周已发', 'This week') },
    ],
  },
]
