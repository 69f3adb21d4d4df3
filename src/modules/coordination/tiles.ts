// What the big screen shows of the line from order to cash.
import type { Tile } from '#kernel/metrics'
import { label } from '#modules/inventory'

/** Who looks across departments. */
const across = ['coordinator', 'executive']

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
    name: 'coordination.priority',
    label: label('优先清单', 'Priority list'),
    place: 10,
    today: ['*'],
    rows: {
      object: 'coordination.priority',
      where: "(ISBLANK(until) or until >= TODAY()) and order.status = 'confirmed' and order.openQuantity > 0",
      sort: ['place'],
      fields: [
        'order',
        'order.customer',
        'order.priority',
        'reason',
        'until',
        'putBy',
        'order.promisedDate',
        'order.currentHolder',
      ],
    },
  },
  {
    name: 'coordination.lateAcross',
    label: label('延期与有风险的订单', 'Orders late or at risk'),
    place: 20,
    today: across,
    rows: {
      object: 'sales.order',
      where:
        "status = 'confirmed' and openQuantity > 0 and (isLate or promisedDate < TODAY() or currentDue < NOW())",
      sort: ['promisedDate'],
      fields: [
        'number',
        'customer',
        'promisedDate',
        'expectedDate',
        'currentStep',
        'currentHolder',
        'currentDue',
        'waitsFor',
      ],
      tone: 'late',
    },
  },
  {
    name: 'coordination.exceptionsAcross',
    label: label('未解决的异常', 'Exceptions to solve'),
    place: 30,
    today: across,
    rows: {
      object: 'coordination.exception',
      where: "status = 'open'",
      sort: ['dueAt'],
      fields: ['number', 'order', 'kind', 'text', 'department', 'holder', 'dueAt'],
    },
  },
  {
    name: 'coordination.changesAcross',
    label: label('没有答复的变更', 'Change requests without an answer'),
    place: 40,
    today: across,
    rows: {
      object: 'coordination.changeRequest',
      where: "status = 'asked'",
      sort: ['askedAt'],
      fields: ['number', 'order', 'reason', 'newDate', 'askedBy', 'askedAt'],
    },
  },
  {
    name: 'coordination.notAccepted',
    label: label('过期还没接的棒', 'Hand-overs overdue and not accepted'),
    place: 50,
    today: across,
    rows: {
      object: 'flow.task',
      where: "status = 'asked' and dueAt < NOW()",
      sort: ['dueAt'],
      fields: ['recordTitle', 'label', 'department', 'holder', 'askedBy', 'dueAt'],
    },
  },
  {
    name: 'coordination.alerts',
    label: label('未处理的预警', 'Open alerts'),
    place: 60,
    today: across,
    rows: {
      object: 'notify.message',
      where: "person = me.id and kind = 'alert' and ISBLANK(seenAt)",
      sort: ['-sentAt'],
      fields: ['text', 'sentAt'],
    },
  },
  {
    name: 'coordination.shipments',
    label: label('今日发货', 'Shipments today'),
    place: 50,
    numbers: [
      { metric: 'coordination.shippedOrders', period: 'today', label: label('已发订单', 'Orders shipped') },
      { metric: 'coordination.dueOrders', period: 'today', label: label('今天还要发', 'Due today') },
      { metric: 'coordination.shippedOrders', period: 'week', label: label('本周已发', 'This week') },
    ],
  },
]
