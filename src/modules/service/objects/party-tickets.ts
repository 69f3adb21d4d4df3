// What after-sales service adds to what surrounds a customer.
import type { Extension } from '#kernel/schema'

export const partyTickets: Extension = {
  object: 'masterdata.party',
  overview: {
    figures: [{ metric: 'service.satisfaction', by: 'customer' }],
    todos: [
      {
        object: 'service.ticket',
        by: 'customer',
        where: "status <> 'closed'",
        text: 'subject',
        who: 'owner',
      },
    ],
    stream: [
      {
        object: 'service.ticket',
        by: 'customer',
        at: 'openedAt',
        who: 'owner',
        facts: ['kind', 'status', 'satisfaction'],
        text: 'description',
      },
    ],
  },
}
