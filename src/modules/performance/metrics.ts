// The outcome that sales, production and logistics are measured by alike.
import type { MetricDefinition } from '#kernel/metrics'

export const metrics: readonly MetricDefinition[] = [
  {
    name: 'performance.onTimeDelivery',
    label: { 'zh-CN': '准时交付率', en: 'On-time delivery' },
    help: {
      'zh-CN': '已发货或已到期的订单行中，在承诺日或之前发货的比例；销售、生产、物流共用',
      en: 'Of order lines shipped or due, the share shipped on or before the promised date; shared by sales, production and logistics',
    },
    object: 'sales.orderLine',
    take: 'count',
    where: 'shippedOn <= promisedDate',
    among:
      "(order.status = 'confirmed' or order.status = 'closed') and NOT(ISBLANK(promisedDate)) and (NOT(ISBLANK(shippedOn)) or promisedDate < TODAY())",
    by: 'promisedDate',
    dimensions: ['order.salesPerson', 'order.department', 'order.customer', 'item'],
    format: 'percent',
  },
  {
    name: 'performance.lateLines',
    label: { 'zh-CN': '延期订单行', en: 'Late order lines' },
    object: 'sales.orderLine',
    take: 'count',
    where:
      "(order.status = 'confirmed' or order.status = 'closed') and (shippedOn > promisedDate or (ISBLANK(shippedOn) and promisedDate < TODAY()))",
    by: 'promisedDate',
    dimensions: ['order.salesPerson', 'order.department', 'order.customer', 'item'],
    format: 'number',
  },
]
