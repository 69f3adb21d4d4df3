// List 50 orders by status and the customer's region, newest first: the first page, and one deep in the list.
import { type Ask, get, post, type Scenario, type Step, type Who } from '../scenario.ts'
import type { SideName } from '../side.ts'

const fields = [
  'id',
  ...['version', 'number', 'customer', 'customer.name', 'customer.region', 'salesPerson', 'amount', 'status'],
  ...['orderDate', 'promisedDate', 'currentStep', 'createdAt'],
]
const filter = {
  and: [
    { field: 'status', is: 'eq', value: 'closed' },
    { field: 'customer.region', is: 'eq', value: 'south' },
  ],
}

function page(side: SideName, who: Who, limit: number, after: string | undefined): Step {
  if (side === 'baton') {
    const question = { object: 'sales.order', fields, filter, sort: ['-createdAt'], limit }
    return post('/api/query', after === undefined ? question : { ...question, after }, who)
  }
  const further = after === undefined ? '' : `&after=${encodeURIComponent(after)}`
  return get(`/orders?status=closed&region=south&limit=${limit}${further}`, who)
}

/** The cursor after `rows` rows, reached page by page as a reader would. */
async function cursorAfter(side: SideName, who: Who, rows: number, ask: Ask): Promise<string> {
  let after: string | undefined
  for (let seen = 0; seen < rows; seen += 500) {
    const { next } = (await ask(page(side, who, 500, after))) as { next?: string }
    if (next === undefined) throw new Error(`the list ends before row ${rows}`)
    after = next
  }
  return after ?? ''
}

/** 50,000 rows deep, or halfway where there are fewer. */
const depth = (orders: number): number => Math.min(50_000, Math.floor(orders / 1000) * 500)

const listing = (name: string, title: string, who: Who, isDeep: boolean): Scenario => ({
  name,
  title,
  prepare: async (side, company, ask) => {
    const after = isDeep ? await cursorAfter(side, who, depth(company.size), ask) : undefined
    const step = page(side, who, 50, after)
    return () => [step]
  },
})

export const list = listing('list', 'list 50, first page', 'seller', false)
export const listDeep = listing('list-deep', 'list 50, 50,000 rows deep', 'seller', true)
export const listAdmin: Scenario = {
  ...listing('list-admin', 'the first page as an administrator', 'admin', false),
  onlyBaton: true,
}
