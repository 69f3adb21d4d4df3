// Numbers of quotes and orders.
import type { MetricDefinition } from '#kernel/metrics'

export const metrics: readonly MetricDefinition[] = [
  {
    name: 'sales.orderAmount',
    label: {
      'zh-CN': '订单金额',
      en: 'Order amount',
    },
    help: {
      'zh-CN': '已确认与已完成订单的含税金额，按下单日期',
      en: 'Tax-inclusive amount of confirmed and closed orders by order date',
    },
    object: 'sales.order',
    take: 'sum',
    of: 'amount',
    where: "status = 'confirmed' or status = 'closed'",
    by: 'orderDate',
    dimensions: ['salesPerson', 'department', 'customer', 'customer.region', 'currency'],
    format: 'money',
  },
  {
    name: 'sales.orderCount',
    label: {
      'zh-CN': '订单数',
      en: 'Orders',
    },
    object: 'sales.order',
    take: 'count',
    where: "status = 'confirmed' or status = 'closed'",
    by: 'orderDate',
    dimensions: ['salesPerson', 'department', 'customer', 'customer.region', 'priority'],
    format: 'number',
  },
  {
    name: 'sales.orderMargin',
    label: {
      'zh-CN': '订单毛利',
      en: 'Order margin',
    },
    object: 'sales.order',
    take: 'sum',
    of: 'margin',
    where: "status = 'confirmed' or status = 'closed'",
    by: 'orderDate',
    dimensions: ['salesPerson', 'department', 'customer', 'currency'],
    format: 'money',
  },
  {
    name: 'sales.averageOrder',
    label: {
      'zh-CN': '平均订单金额',
      en: 'Average order',
    },
    object: 'sales.order',
    take: 'average',
    of: 'amount',
    where: "status = 'confirmed' or status = 'closed'",
    by: 'orderDate',
    dimensions: ['salesPerson', 'department', 'currency'],
    format: 'money',
  },
  {
    name: 'sales.quoteWinRate',
    label: {
      'zh-CN': '报价成交率',
      en: 'Quote win rate',
    },
    object: 'sales.quote',
    take: 'count',
    where: "status = 'won'",
    among: "status <> 'draft'",
    by: 'quoteDate',
    dimensions: ['salesPerson', 'department', 'customer'],
    format: 'percent',
  },
  {
    name: 'sales.cancelRate',
    label: {
      'zh-CN': '订单取消率',
      en: 'Cancelled orders',
    },
    object: 'sales.order',
    take: 'count',
    where: "status = 'cancelled'",
    among: "status <> 'draft'",
    by: 'orderDate',
    dimensions: ['salesPerson', 'department', 'customer'],
    format: 'percent',
  },
]
