// The write path and the read path against a real database.
import { describe, expect, test } from 'vitest'
import type { Change } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { shop } from '#test/sample'
import { newId, testWorkspace } from '#test/workspace'

const workspace = await testWorkspace([shop])
const { engine, install } = workspace
const manager = await workspace.person('经理', { roles: ['manager'] })
const origin = { source: 'api' } as const

const create = (object: string, values: Row, id = newId()): Change & { id: string } => ({ kind: 'create', object, id, values })

async function written(...changes: Change[]) {
  const result = await engine.write(manager, origin, changes)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}

async function refused(...changes: Change[]) {
  const result = await engine.write(manager, origin, changes)
  if (result.ok) throw new Error('was not refused')
  return result.problems
}

async function one(object: string, id: string): Promise<Row> {
  const page = await engine.read(manager, { object, filter: { field: 'id', is: 'eq', value: id } })
  if (!page.ok) throw new Error(JSON.stringify(page.problems))
  const [row] = page.value.rows
  if (!row) throw new Error('missing')
  return row
}

async function newCustomer(values: Row = {}): Promise<string> {
  const id = newId()
  await install(create('shop.customer', { name: '深圳华强电子', region: 'south', ...values }, id))
  return id
}

function orderOf(customer: string, amounts: readonly string[], id = newId()): Change[] {
  return [
    create('shop.order', { customer }, id),
    ...amounts.map((price, index) => create('shop.line', { order: id, item: `物料${index}`, quantity: '2', price })),
  ]
}

describe('write', () => {
  test('[R6] an order with lines is computed, numbered and stored as a whole', async () => {
    const customer = await newCustomer()
    const id = newId()
    await written(...orderOf(customer, ['10.50', '600'], id))
    const order = await one('shop.order', id)
    expect(order).toMatchObject({ amount: '1221.00', large: true, status: 'draft', region: 'south', orderedOn: '2026-06-15', version: 1 })
    expect(order.number).toMatch(/^SO-2026-\d{4}$/)
    expect(await one('shop.customer', customer)).toMatchObject({ total: '1221.00', orders: '1', lastOrder: '2026-06-15' })
  })
})
