// How other parts take part in a write: what they are told, and what their answers do.
import { beforeEach, expect, test } from 'vitest'
import { problem } from '#base/problem'
import { shop } from '#test/sample'
import { newId, testWorkspace } from '#test/workspace'
import type { Change, Consequence, Diff, Reaction, Reader } from './index.ts'

const told: Diff[][] = []
const untouched = async (_reader: Reader, _diffs: readonly Diff[]): Promise<Consequence> => ({})
let answer = untouched
const reaction: Reaction = {
  name: 'witness',
  authority: 'shop',
  beforeCommit: async (reader, diffs) => {
    told.push([...diffs])
    return answer(reader, diffs)
  },
}
const onlyOrders: Diff[] = []
const ofOrders: Reaction = {
  name: 'orders',
  authority: 'nobody',
  objects: ['shop.order'],
  beforeCommit: async (_, diffs) => {
    onlyOrders.push(...diffs)
    return {}
  },
}

const { engine, person, db } = await testWorkspace([shop], { reactions: [reaction, ofOrders] })
const manager = await person('经理', { roles: ['manager'] })

beforeEach(() => {
  told.length = 0
  onlyOrders.length = 0
  answer = untouched
})

const create = (
  object: string,
  id: string,
  values: NonNullable<Extract<Change, { kind: 'create' }>['values']>,
) => ({ kind: 'create', object, id, values }) as const
const write = (...changes: Change[]) => engine.write(manager, { source: 'form' }, changes)
const count = async (id: string) =>
  (await db.query({ text: 'select id from w_test.shop_customer where id = $1', values: [id] })).count

test('[R14] each change is told once, with everything that came of it, to those whom its object concerns', async () => {
  const [customer, order, line] = [newId(), newId(), newId()]
  const done = await write(
    create('shop.customer', customer, { name: '甲' }),
    create('shop.order', order, { customer }),
    create('shop.line', line, { order, item: '壳', quantity: '2', price: '5' }),
  )
  expect(done.ok).toBe(true)
  expect(told).toHaveLength(1)
  expect(new Set(told[0]?.map((diff) => `${diff.object} ${diff.id}`))).toEqual(
    new Set([`shop.customer ${customer}`, `shop.order ${order}`, `shop.line ${line}`]),
  )
  const told1 = told[0]?.find((diff) => diff.object === 'shop.order')
  expect(told1).toMatchObject({ before: null, after: { amount: '10.00', status: 'draft' } })
  expect(onlyOrders.map((diff) => diff.id)).toEqual([order])
  await write({ kind: 'update', object: 'shop.line', id: line, values: { quantity: '2' } })
  expect(told).toHaveLength(1)
})

test('[R14] what a reaction changes is told in the next round, decided by its own authority, and stored in the same write', async () => {
  const [customer, other] = [newId(), newId()]
  answer = async (reader, diffs) => {
    if (!diffs.some((diff) => diff.id === customer)) return {}
    expect(await reader.row('shop.customer', customer)).toMatchObject({ name: '甲' })
    return { changes: [create('shop.customer', other, { name: '甲的副本' })] }
  }
  const done = await write(create('shop.customer', customer, { name: '甲' }))
  expect(done).toMatchObject({ ok: true, value: { records: [{ id: customer }, { id: other }] } })
  expect(told.map((round) => round.map((diff) => diff.id))).toEqual([[customer], [other]])
  const history = await engine.history(manager, 'shop.customer', other, {})
  expect(history).toMatchObject({ ok: true, value: { rows: [{ kind: 'create', actor: manager.id }] } })
  if (!done.ok || !history.ok) return
  expect(history.value.rows[0]?.writeId).toBe(done.value.writeId)
})

test('[R14] a change beyond the reaction’s authority is refused, and nothing is left', async () => {
  const [customer, stranger] = [newId(), newId()]
  answer = async (_, diffs) =>
    diffs.some((diff) => diff.id === customer)
      ? { changes: [create('identity.department', stranger, { name: '影子', code: stranger })] }
      : {}
  expect(await write(create('shop.customer', customer, { name: '甲' }))).toMatchObject({
    ok: false,
    problems: [{ code: 'access.denied', path: ['witness'] }],
  })
  expect(await count(customer)).toBe(0)
})

test('[R14] a reaction’s problem refuses the whole write', async () => {
  const customer = newId()
  answer = async () => ({ problems: [problem('shop.none')] })
  expect(await write(create('shop.customer', customer, { name: '甲' }))).toMatchObject({
    ok: false,
    problems: [{ code: 'shop.none' }],
  })
  expect(await count(customer)).toBe(0)
})

test('[R14] reactions that stir each other are given 100 rounds and no more', async () => {
  const stir = (rounds: number) => async (reader: Reader, diffs: readonly Diff[]) => {
    const id = diffs[0]?.id ?? ''
    const now = Number((await reader.row('shop.customer', id))?.code ?? 0)
    return now >= rounds
      ? {}
      : {
          changes: [
            { kind: 'update', object: 'shop.customer', id, values: { code: String(now + 1) } } as const,
          ],
        }
  }
  const [enough, endless] = [newId(), newId()]
  answer = stir(100)
  expect(await write(create('shop.customer', enough, { name: '百轮' }))).toMatchObject({ ok: true })
  expect(told).toHaveLength(101)
  answer = stir(101)
  expect(await write(create('shop.customer', endless, { name: '无尽', code: '0' }))).toMatchObject({
    ok: false,
    problems: [{ code: 'records.tooManyRounds' }],
  })
  expect(await count(endless)).toBe(0)
  expect(await count(enough)).toBe(1)
})
