// What orders add to a customer.
import type { Extension } from '#kernel/schema'

export const partyOrders: Extension = {
  object: 'masterdata.party',
  fields: [
    {
      type: 'rollup',
      name: 'openOrderAmount',
      label: { 'zh-CN': '在手订单', en: 'Open orders' },
      help: {
        'zh-CN': '已确认未完成的订单金额，占用信用额度',
        en: 'Confirmed orders that are not closed; they use up credit',
      },
      result: 'money',
      scale: 2,
      currency: 'CNY',
      tax: 'inclusive',
      object: 'sales.order',
      by: 'customer',
      take: 'sum',
      field: 'amount',
      where: "status = 'confirmed' and currency = 'CNY'",
    },
    {
      type: 'rollup',
      name: 'orderCount',
      label: { 'zh-CN': '订单数', en: 'Orders' },
      result: 'decimal',
      scale: 0,
      object: 'sales.order',
      by: 'customer',
      take: 'count',
      where: "status = 'confirmed' or status = 'closed'",
    },
    {
      type: 'rollup',
      name: 'lastOrderDate',
      label: { 'zh-CN': '最近下单', en: 'Last order' },
      result: 'date',
      object: 'sales.order',
      by: 'customer',
      take: 'max',
      field: 'orderDate',
      where: "status = 'confirmed' or status = 'closed'",
    },
  ],
}
