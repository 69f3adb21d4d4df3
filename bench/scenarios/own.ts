// An object made at run time: list fifty of its records, and create one with two lines.
import { newId } from '../company.ts'
import { projectChanges, typedPart, typedProject } from '../own-object.ts'
import { get, pick, post, type Scenario } from '../scenario.ts'

export const ownCreate: Scenario = {
  name: 'own-create',
  title:
    'create a record of 60 fields, 10 formulas, 5 checks and 3 roll-ups over its two lines, of an object made at run time',
  prepare: async (side, company) => () => {
    const customer = pick(company.customers)
    if (side === 'baton') return [post('/api/write', { changes: projectChanges(customer, newId) })]
    const parts = [1, 2].map(() => ({ id: newId(), ...typedPart() }))
    return [post('/projects', { id: newId(), typed: typedProject(customer), parts })]
  },
}

const fields = [
  'id',
  'version',
  'number',
  'name',
  'customer',
  'customer.name',
  's1',
  'f10',
  'd1',
  'createdAt',
]

/** What `own-list` asks, of a shipped object: to be compared with it. */
export const listPlain: Scenario = {
  name: 'list-plain',
  title: 'list 50 orders as plainly',
  onlyBaton: true,
  prepare: async () => {
    const filter = { field: 'status', is: 'eq', value: 'closed' }
    const plain = ['id', 'version', 'number', 'orderDate', 'customer', 'customer.name', 'status', 'amount']
    const question = { object: 'sales.order', fields: [...plain, 'promisedDate', 'createdAt'], filter }
    const step = post('/api/query', { ...question, sort: ['-createdAt'], limit: 50 }, 'admin')
    return () => [step]
  },
}

export const ownList: Scenario = {
  name: 'own-list',
  title: 'list 50 of them',
  prepare: async (side) => {
    const filter = { field: 's1', is: 'eq', value: 'a' }
    const question = { object: 'x.project', fields, filter, sort: ['-createdAt'], limit: 50 }
    const step =
      side === 'baton' ? post('/api/query', question, 'admin') : get('/projects?s1=a&limit=50', 'admin')
    return () => [step]
  },
}
