// The whole order to cash: create, confirm and reserve, ship, invoice and post, each by whose work it is.
import { post, type Scenario, type Step, type Who } from '../scenario.ts'
import type { SideName } from '../side.ts'
import { creation } from './create.ts'

function step(side: SideName, id: string, who: Who, action: string, hand: string): Step {
  if (side === 'hand') return post(`/orders/${id}/${hand}`, {}, who)
  return post('/api/write', { changes: [{ kind: 'act', object: 'sales.order', id, action, input: {} }] }, who)
}

export const orderToCash: Scenario = {
  name: 'order-to-cash',
  title: 'order to cash (4 requests)',
  prepare: async (side, company) => () => {
    const { id, step: first } = creation(side, company)
    return [
      first,
      step(side, id, 'seller', 'confirm', 'confirm'),
      step(side, id, 'keeper', 'ship', 'ship'),
      step(side, id, 'accountant', 'issueInvoice', 'invoice'),
    ]
  },
}
