// Read one order with its lines and customer.
import { get, pick, post, type Scenario, type Who } from '../scenario.ts'

const fields = [
  'id',
  ...[
    'version',
    'number',
    'customer',
    'customer.name',
    'customer.region',
    'customer.grade',
    'salesPerson',
    'department',
  ],
  ...[
    'currency',
    'orderDate',
    'promisedDate',
    'customerPo',
    'priority',
    'status',
    'notes',
    'lineCount',
    'amount',
  ],
  ...[
    'netAmount',
    'quantity',
    'openQuantity',
    'reservedQuantity',
    'shippedQuantity',
    'expectedDate',
    'stage',
  ],
  ...['currentStep', 'currentHolder', 'currentDue', 'createdAt', 'updatedAt'],
]
const lineFields = [
  ...['lineNumber', 'item', 'description', 'quantity', 'price', 'discount', 'taxRate', 'amount', 'netAmount'],
  ...['promisedDate', 'note', 'openQuantity', 'reservedQuantity', 'shippedOut', 'expectedDate'],
]

const reading = (name: string, title: string, who: Who): Omit<Scenario, 'onlyBaton'> => ({
  name,
  title,
  prepare: async (side, company) => () => {
    const id = pick(company.orders)
    if (side === 'hand') return [get(`/orders/${id}`, who)]
    const filter = { field: 'id', is: 'eq', value: id }
    const lines = { lines: { fields: lineFields } }
    return [post('/api/query', { object: 'sales.order', fields, filter, limit: 1, lines }, who)]
  },
})

export const read: Scenario = reading('read', 'read one with lines and customer', 'seller')
export const readAdmin: Scenario = {
  ...reading('read-admin', 'the same as an administrator', 'admin'),
  onlyBaton: true,
}
