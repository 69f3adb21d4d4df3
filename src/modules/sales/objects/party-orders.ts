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
  overview: {
    figures: [
      { field: 'openOrderAmount', of: 'creditLimit' },
      { field: 'orderCount' },
      { field: 'lastOrderDate' },
    ],
    lists: [
      {
        object: 'sales.quote',
        by: 'customer',
        where: "status = 'draft' or status = 'sent'",
        label: { 'zh-CN': '未结报价', en: 'Open quotes' },
        columns: ['number', 'amount', 'status', 'validUntil', 'salesPerson'],
        sort: ['-quoteDate'],
      },
    ],
    stream: [
      {
        object: 'sales.quote',
        by: 'customer',
        at: 'quoteDate',
        who: 'salesPerson',
        facts: ['amount', 'status'],
      },
      {
        object: 'sales.order',
        by: 'customer',
        at: 'orderDate',
        who: 'salesPerson',
        facts: ['amount', 'status'],
      },
    ],
  },
}
