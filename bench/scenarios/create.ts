// Create an order with 3 lines.
import { type Company, newId, orderChanges } from '../company.ts'
import { pick, pickItems, post, type Scenario, type Step } from '../scenario.ts'
import type { SideName } from '../side.ts'

/** The request and the order's id. */
export function creation(side: SideName, company: Company): { readonly id: string; readonly step: Step } {
  const [id, customer, items] = [newId(), pick(company.customers), pickItems(company)]
  if (side === 'baton')
    return { id, step: post('/api/write', { changes: orderChanges(id, customer, items) }) }
  const lines = items.map((item) => ({ id: newId(), item, quantity: '3', price: '12.5' }))
  return { id, step: post('/orders', { id, customer, promisedDate: '2030-06-30', lines }) }
}

export const create: Scenario = {
  name: 'create',
  title: 'create an order with 3 lines',
  prepare: async (side, company) => () => [creation(side, company).step],
}
