// What only the bridge sees around a customer: each order with how much of it was sent and paid (ORD-03), and the shipments.
import type { Extension } from '#kernel/schema'
import { label } from '#modules/inventory'

export const partyDeliveries: Extension = {
  object: 'masterdata.party',
  overview: {
    lists: [
      {
        object: 'sales.order',
        by: 'customer',
        where: "status <> 'cancelled'",
        columns: [
          'number',
          'stage',
          { part: 'shippedQuantity', of: 'quantity', label: label('发货', 'Shipped') },
          { part: 'receivedAmount', of: 'amount', label: label('收款', 'Paid') },
          'promisedDate',
          'expectedDate',
          'currentHolder',
        ],
        sort: ['-orderDate'],
      },
    ],
    stream: [
      {
        object: 'inventory.move',
        by: 'orderLine.order.customer',
        at: 'at',
        where: "kind = 'ship' or kind = 'return'",
        label: label('发货与退货', 'Shipments'),
        who: 'createdBy',
        facts: ['kind', 'item', 'quantity', 'orderLine.order'],
      },
    ],
  },
}
