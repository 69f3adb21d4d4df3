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

const create = (object: string, values: Row, id = newId()): Change & { id: string } => ({
  kind: 'create',
  object,
  id,
  values,
})

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
    ...amounts.map((price, index) =>
      create('shop.line', { order: id, item: `物料${index}`, quantity: '2', price }),
    ),
  ]
}

describe('write', () => {
  test('[R6] an order with lines is computed, numbered and stored as a whole', async () => {
    const customer = await newCustomer()
    const id = newId()
    await written(...orderOf(customer, ['10.50', '600'], id))
    const order = await one('shop.order', id)
    expect(order).toMatchObject({
      amount: '1221.00',
      large: true,
      status: 'draft',
      region: 'south',
      orderedOn: '2026-06-15',
      version: 1,
    })
    expect(order.number).toMatch(/^SO-2026-\d{4}$/)
    expect(await one('shop.customer', customer)).toMatchObject({
      total: '1221.00',
      orders: '1',
      lastOrder: '2026-06-15',
    })
  })

  test('[R1] a problem with one change leaves nothing of the others', async () => {
    const id = newId()
    const problems = await refused(
      create('shop.customer', { name: '好的' }, id),
      create('shop.customer', { name: null }),
    )
    expect(problems).toMatchObject([{ code: 'records.required', path: ['1', 'name'] }])
    const page = await engine.read(manager, {
      object: 'shop.customer',
      filter: { field: 'id', is: 'eq', value: id },
    })
    expect(page).toMatchObject({ ok: true, value: { rows: [] } })
  })

  test('[R2] each changed record has one event with who, from where, before and after', async () => {
    const customer = await newCustomer()
    await engine.write(manager, { source: 'import', ip: '10.1.2.3', reason: '月末修正' }, [
      {
        kind: 'update',
        object: 'shop.customer',
        id: customer,
        values: { region: 'east', name: '深圳华强电子' },
      },
    ])
    await written({ kind: 'update', object: 'shop.customer', id: customer, values: { region: 'east' } })
    const history = await engine.history(manager, 'shop.customer', customer, {})
    if (!history.ok) throw new Error('no history')
    expect(history.value.rows).toHaveLength(2)
    expect(history.value.rows[0]).toMatchObject({
      kind: 'update',
      source: 'import',
      ip: '10.1.2.3',
      reason: '月末修正',
      actor: manager.id,
      actorName: '经理',
      before: { region: 'south' },
      after: { region: 'east' },
    })
    expect(Object.keys(history.value.rows[0]?.after ?? {})).toEqual(['region'])
    expect(history.value.rows[1]).toMatchObject({ kind: 'create', before: {} })
  })

  test('[R3] an update against an older version is a conflict that names the newer one', async () => {
    const customer = await newCustomer()
    const update = (name: string, version: number): Change => ({
      kind: 'update',
      object: 'shop.customer',
      id: customer,
      values: { name },
      version,
    })
    expect((await written(update('甲', 1))).records).toMatchObject([{ version: 2, kind: 'update' }])
    expect(await refused(update('乙', 1))).toMatchObject([
      { code: 'records.conflict', params: { version: 2, changedBy: manager.id } },
    ])
    expect(await one('shop.customer', customer)).toMatchObject({ name: '甲', version: 2 })
  })

  test('[R4] a create that is repeated answers as the first time and changes nothing', async () => {
    const customer = await newCustomer()
    const changes = orderOf(customer, ['7'])
    await written(...changes)
    const again = await written(...changes)
    expect(again.records.map((record) => record.kind)).toEqual(['same', 'same'])
    expect(await one('shop.customer', customer)).toMatchObject({ orders: '1', total: '14.00' })
    const other = await workspace.person('别人', { roles: ['manager'] })
    expect(await engine.write(other, origin, changes)).toMatchObject({
      ok: false,
      problems: [{ code: 'records.exists' }],
    })
  })

  test.each([
    ['quantity', 'abc', 'records.wrongType'],
    ['quantity', '0', 'records.tooSmall'],
    ['quantity', '1e400', 'records.wrongType'],
    ['quantity', { $gt: 1 }, 'records.wrongType'],
    ['price', '999999999999999999999999', 'records.tooLarge'],
    ['item', 'x'.repeat(5000), 'records.tooLong'],
    ['item', 'a\u0000b', 'records.wrongType'],
    ['order', 'not-an-id', 'records.wrongType'],
    ['constructor', 'x', 'records.unknownField'],
    ['id', newId(), 'records.unknownField'],
    ['amount', '1', 'records.computed'],
  ])('[R5] %s = %j is refused', async (field, value, code) => {
    const customer = await newCustomer()
    const order = newId()
    const problems = await refused(
      create('shop.order', { customer }, order),
      create('shop.line', { order, item: 'x', quantity: '1', [field]: value as string }),
    )
    expect(problems[0]).toMatchObject({ code, path: ['1', field] })
  })

  test('[R5] numbers are stored exactly, with the scale of their field', async () => {
    const customer = await newCustomer()
    const order = newId()
    const line = newId()
    await written(
      create('shop.order', { customer }, order),
      create('shop.line', { order, item: 'x', quantity: '0.1', price: '0.205' }, line),
    )
    expect(await one('shop.line', line)).toMatchObject({ quantity: '0.100', price: '0.21', amount: '0.02' })
  })

  test('[R6] a person cannot write a read-only field, an action can', async () => {
    const order = newId()
    await written(...orderOf(await newCustomer(), ['5'], order))
    const wish: Change = {
      kind: 'update',
      object: 'shop.order',
      id: order,
      values: { confirmedAt: '2026-01-01T00:00:00.000Z' },
    }
    expect(await refused(wish)).toMatchObject([{ code: 'records.readOnly', path: ['0', 'confirmedAt'] }])
    await written({ kind: 'act', object: 'shop.order', id: order, action: 'confirm', input: {} })
    expect(await one('shop.order', order)).toMatchObject({
      status: 'confirmed',
      confirmedAt: '2026-06-15T02:00:00.000Z',
    })
  })

  test('[R6] a formula that reads a referenced record follows its changes', async () => {
    const customer = await newCustomer({ region: 'south' })
    const order = newId()
    await written(...orderOf(customer, ['5'], order))
    await written({ kind: 'update', object: 'shop.customer', id: customer, values: { region: 'east' } })
    expect(await one('shop.order', order)).toMatchObject({ region: 'east', version: 2 })
  })

  test('[R7] roll-ups follow creates, changes, moves and removals over two levels', async () => {
    const [first, second] = [await newCustomer(), await newCustomer()]
    const order = newId()
    const line = newId()
    await written(
      ...orderOf(first, ['10'], order),
      create('shop.line', { order, item: '附件', quantity: '3', price: '2' }, line),
    )
    expect(await one('shop.customer', first)).toMatchObject({ total: '26.00', orders: '1' })
    await written({ kind: 'update', object: 'shop.line', id: line, values: { quantity: '4' } })
    expect(await one('shop.customer', first)).toMatchObject({ total: '28.00' })
    await written({
      kind: 'update',
      object: 'shop.order',
      id: order,
      values: { customer: second, orderedOn: '2026-07-01' },
    })
    expect(await one('shop.customer', first)).toMatchObject({ total: '0.00', orders: '0', lastOrder: null })
    expect(await one('shop.customer', second)).toMatchObject({
      total: '28.00',
      orders: '1',
      lastOrder: '2026-07-01',
    })
    await written({ kind: 'remove', object: 'shop.line', id: line })
    expect(await one('shop.customer', second)).toMatchObject({ total: '20.00' })
    await written({ kind: 'update', object: 'shop.order', id: order, values: { status: 'cancelled' } })
    expect(await one('shop.customer', second)).toMatchObject({ total: '0.00', orders: '1' })
  })

  test('[R7] random writes leave every roll-up equal to what SQL computes', async () => {
    const customers = [await newCustomer(), await newCustomer()]
    const orders: string[] = []
    const lines: string[] = []
    for (const step of random(60)) {
      const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(step.b * list.length)]
      const customer = pick(customers) ?? ''
      if (step.a < 0.3 || orders.length === 0) {
        const id = newId()
        orders.push(id)
        await written(...orderOf(customer, [String(step.c * 100)], id))
      } else if (step.a < 0.5) {
        const id = newId()
        lines.push(id)
        await written(
          create(
            'shop.line',
            { order: pick(orders) ?? '', item: 'x', quantity: (step.c + 0.1).toFixed(3), price: '3.33' },
            id,
          ),
        )
      } else if (step.a < 0.65)
        await written({
          kind: 'update',
          object: 'shop.order',
          id: pick(orders) ?? '',
          values: { customer, orderedOn: `2026-0${1 + Math.floor(step.c * 9)}-11` },
        })
      else if (step.a < 0.8 && lines.length > 0)
        await written({
          kind: 'update',
          object: 'shop.line',
          id: pick(lines) ?? '',
          values: { quantity: (step.c + 0.5).toFixed(3) },
        })
      else if (step.a < 0.9 && lines.length > 0)
        await written({ kind: 'remove', object: 'shop.line', id: lines.pop() ?? '' })
      else
        await written({
          kind: 'update',
          object: 'shop.order',
          id: pick(orders) ?? '',
          values: { status: step.c < 0.5 ? 'cancelled' : 'draft' },
        })
    }
    const { rows } = await workspace.db.query<{ name: string }>({
      text: `select c.name from w_test.shop_customer c where c.id = any($1::uuid[]) and (
        c.total <> coalesce((select sum(o.amount) from w_test.shop_order o where o.customer = c.id and o.status <> 'cancelled'), 0)
        or c.orders <> (select count(*) from w_test.shop_order o where o.customer = c.id)
        or c.last_order is distinct from (select max(o.ordered_on) from w_test.shop_order o where o.customer = c.id)
        or exists (select 1 from w_test.shop_order o where o.customer = c.id and o.amount <> coalesce((select sum(l.amount) from w_test.shop_line l where l."order" = o.id), 0)))`,
      values: [customers],
    })
    expect(rows).toEqual([])
  })

  test('[R8] a ledger is never changed, and a balance is the sum of its rows', async () => {
    const item = await newCustomer()
    const move = newId()
    await written(
      create('shop.move', { item, quantity: '5' }, move),
      create('shop.move', { item, quantity: '-2' }),
    )
    await written(create('shop.move', { item, quantity: '1.5' }))
    const page = await engine.read(manager, {
      object: 'shop.balance',
      filter: { field: 'item', is: 'eq', value: item },
    })
    expect(page).toMatchObject({ ok: true, value: { rows: [{ onHand: '4.500', isEmpty: false }] } })
    expect(
      await refused({ kind: 'update', object: 'shop.move', id: move, values: { quantity: '9' } }),
    ).toMatchObject([{ code: 'records.ledger' }])
    expect(await refused({ kind: 'remove', object: 'shop.move', id: move })).toMatchObject([
      { code: 'records.ledger' },
    ])
    expect(await refused(create('shop.balance', { item, onHand: '99' }))).toMatchObject([
      { code: 'records.ledger' },
    ])
  })

  test('[R8] under 30 concurrent takers a balance never goes below zero and nothing is lost', async () => {
    const item = await newCustomer()
    await written(create('shop.move', { item, quantity: '10' }))
    const takes = await Promise.all(
      Array.from({ length: 30 }, () =>
        engine.write(manager, origin, [create('shop.move', { item, quantity: '-1' })]),
      ),
    )
    expect(takes.filter((take) => take.ok)).toHaveLength(10)
    const refusals = takes.flatMap((take) => (take.ok ? [] : take.problems.map((found) => found.code)))
    expect(new Set(refusals)).toEqual(new Set(['records.check']))
    const { rows } = await workspace.db.query<{ same: boolean; on_hand: string }>({
      text: 'select b.on_hand, b.on_hand = (select sum(quantity) from w_test.shop_move where item = $1) as same from w_test.shop_balance b where item = $1',
      values: [item],
    })
    expect(rows).toEqual([{ on_hand: '0.000', same: true }])
  })

  test('[R9] uniqueness, references and checks are refused at their field', async () => {
    await written(create('shop.customer', { name: '甲', code: 'K1' }))
    expect(await refused(create('shop.customer', { name: '乙', code: 'K1' }))).toMatchObject([
      { code: 'records.duplicate', path: ['0', 'code'] },
    ])
    expect(await refused(create('shop.order', { customer: newId() }))).toMatchObject([
      { code: 'records.unknownReference', path: ['0', 'customer'] },
    ])
    expect(await refused(...orderOf(await newCustomer(), ['900000']))).toMatchObject([
      { code: 'records.check', path: ['0', 'amount'], params: { check: 'notTooLarge' } },
    ])
  })

  test('[R10] 40 concurrent creates get 40 different numbers, and a new year starts again', async () => {
    const customer = await newCustomer()
    const ids = Array.from({ length: 40 }, () => newId())
    await Promise.all(ids.map((id) => written(create('shop.order', { customer }, id))))
    const page = await engine.read(manager, {
      object: 'shop.order',
      fields: ['number'],
      filter: { field: 'id', is: 'in', value: ids },
      limit: 100,
    })
    if (!page.ok) throw new Error('unreadable')
    expect(new Set(page.value.rows.map((row) => row.number)).size).toBe(40)
    workspace.at('2027-01-01T01:00:00.000Z')
    const id = newId()
    await written(create('shop.order', { customer }, id))
    workspace.at('2026-06-15T02:00:00.000Z')
    expect(await one('shop.order', id)).toMatchObject({ number: 'SO-2027-0001' })
  })

  test('[R16] a removed order takes its lines along; a customer with orders cannot be removed', async () => {
    const customer = await newCustomer()
    const order = newId()
    await written(...orderOf(customer, ['1', '2'], order))
    expect(await refused({ kind: 'remove', object: 'shop.customer', id: customer })).toMatchObject([
      { code: 'records.referenced' },
    ])
    await written({ kind: 'remove', object: 'shop.order', id: order })
    const lines = await engine.read(manager, {
      object: 'shop.line',
      filter: { field: 'order', is: 'eq', value: order },
    })
    expect(lines).toMatchObject({ ok: true, value: { rows: [] } })
    expect(await one('shop.customer', customer)).toMatchObject({ total: '0.00', orders: '0' })
  })

  test('[R17] a blocked action says what is missing, an unknown one and bad input are problems', async () => {
    const order = newId()
    await written(create('shop.order', { customer: await newCustomer() }, order))
    const act = (action: string, input: Record<string, string> = {}): Change => ({
      kind: 'act',
      object: 'shop.order',
      id: order,
      action,
      input,
    })
    expect(await refused(act('confirm'))).toMatchObject([
      { code: 'records.blocked', path: ['0', 'lines'], params: { 'message.zh-CN': '请先填写明细' } },
    ])
    expect(await refused(act('explode'))).toMatchObject([{ code: 'records.unknownAction' }])
    await written(create('shop.line', { order, item: 'x', quantity: '1' }))
    expect(await refused(act('confirm', { bogus: 'x' }))).toMatchObject([
      { code: 'records.unknownField', path: ['0', 'bogus'] },
    ])
    expect((await written(act('confirm', { note: '加急' }))).outputs).toMatchObject([
      { number: expect.stringMatching(/^SO-/) },
    ])
    expect(await refused(act('confirm'))).toMatchObject([{ code: 'records.notNow' }])
    const abilities = await engine.abilities(manager, 'shop.order', order)
    expect(abilities).toMatchObject({ ok: true, value: { update: true, actions: [] } })
  })

  test('[R15] an order with three lines takes at most 12 round trips', async () => {
    const customer = await newCustomer()
    const { tx: trips } = await countTrips(() => written(...orderOf(customer, ['1', '2', '3'])))
    expect(trips).toBeLessThanOrEqual(12)
  })
})

/** Statements that the server saw while `work` ran, on a workspace with nobody else. */
async function countTrips(work: () => Promise<unknown>): Promise<{ tx: number }> {
  const original = workspace.db.transaction
  let trips = 0
  Object.assign(workspace.db, {
    transaction: ((body, options) =>
      original(async (tx) => {
        const result = await body(tx)
        trips += tx.roundTrips + 1
        return result
      }, options)) as typeof original,
  })
  await work()
  Object.assign(workspace.db, { transaction: original })
  return { tx: trips }
}

/** A fixed sequence of numbers between 0 and 1. */
function random(steps: number): readonly { a: number; b: number; c: number }[] {
  let seed = 42
  const next = (): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 2 ** 32
  }
  return Array.from({ length: steps }, () => ({ a: next(), b: next(), c: next() }))
}
