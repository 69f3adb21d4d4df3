import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal, sum } from '#base/values/decimal'
import { promiseReason } from './promise.ts'
import { type Demand, type PlanQuestion, planSupply, rankOf, type Supply, topDown } from './supply-plan.ts'

const d = (value: number | string): Decimal => new Decimal(value)
const today = '2026-01-05'
const ids = (): (() => string) => {
  let next = 0
  return () => `n${String(++next).padStart(3, '0')}`
}
const demand = (id: string, short: number, more: Partial<Demand> = {}): Demand => ({
  id,
  kind: 'orderLine',
  item: 'p',
  held: d(0),
  short: d(short),
  rank: rankOf('normal', '2026-02-01', id, id),
  neededOn: '2026-02-01',
  orderLine: id,
  ...more,
})
const item = (id: string, made = false, leadTimeDays = 7) =>
  [id, { id, made, leadTimeDays, warehouse: 'w' }] as const
const question = (more: Partial<PlanQuestion>): PlanQuestion => ({
  today,
  items: new Map([item('p')]),
  recipes: new Map(),
  demands: [],
  supplies: [],
  free: new Map(),
  buy: true,
  make: true,
  ...more,
})
const plan = (asked: PlanQuestion) =>
  planSupply(asked, topDown(asked.items.keys(), asked.recipes).order, ids())
const free = (quantity: number, at = 'p') => new Map([[at, new Map([['w', d(quantity)]])]])
const arrival = (quantity: number, date: string | null): Supply => ({
  kind: 'purchase',
  item: 'p',
  quantity: d(quantity),
  date,
  number: 'PO-1',
  orderLine: null,
})

describe('[CO2] who gets what', () => {
  test('rush goes before key before normal, then the promised day, then who came first', () => {
    const ranks = [
      rankOf('rush', '2026-09-01', '3', 'd'),
      rankOf('key', '2026-01-01', '1', 'c'),
      rankOf('normal', '2026-01-01', '2', 'b'),
      rankOf('normal', '2026-01-02', '1', 'a'),
      rankOf('normal', '', '1', 'e'),
    ]
    expect([...ranks].reverse().sort()).toEqual(ranks)
  })
  test('a rush line takes stock and arrivals before a line that waited longer', () => {
    const rush = demand('z', 6, { rank: rankOf('rush', '2026-03-01', 'z', 'z') })
    const asked = { demands: [demand('a', 6), rush], free: free(5), supplies: [arrival(4, '2026-01-10')] }
    const answer = plan(question(asked))
    expect(answer.reservations.map((one) => `${one.demand.id} ${one.quantity}`)).toEqual(['z 5'])
    expect(answer.promises.get('z')?.date).toBe('2026-01-10')
    expect(answer.purchases.map((one) => `${one.demand.id} ${one.quantity}`)).toEqual(['a 3'])
  })
})

test('[CO15] of arrivals on one day a line keeps what it rests on, or takes its own, so that who comes between moves few', () => {
  const own = (id: string): Supply => ({ ...arrival(5, '2026-01-10'), number: `PO-${id}`, orderLine: id })
  const supplies = [own('c'), own('a'), own('d')]
  const numbers = (...demands: readonly Demand[]): readonly string[] => {
    const { promises } = plan(question({ demands, supplies }))
    return demands.map(({ id }) => `${id} ${promises.get(id)?.shares.map(({ number }) => number)}`)
  }
  const [a, b, c, d] = [demand('a', 5), demand('b', 5), demand('c', 5), demand('d', 5)]
  expect(numbers(a, c, d)).toEqual(['a PO-a', 'c PO-c', 'd PO-d'])
  // The last in the queue gives its arrival to the one that comes between, and has a new one bought.
  expect(numbers(a, b, c, d)).toEqual(['a PO-a', 'b PO-d', 'c PO-c', 'd '])
  expect(numbers(a, { ...b, restsOn: ['PO-c'] }, { ...c, restsOn: ['PO-d'] })).toEqual([
    'a PO-a',
    'b PO-c',
    'c PO-d',
  ])
})

describe('[CO4] the expected day', () => {
  test('is today when all is held, and says so', () => {
    const answer = plan(question({ demands: [demand('a', 0, { held: d(6) })] }))
    const promise = answer.promises.get('a')
    expect(promise && [promise.date, promiseReason(promise)]).toEqual([today, '现货 6'])
  })
  test('is the latest share, each named', () => {
    const asked = { demands: [demand('a', 10)], free: free(5), supplies: [arrival(3, '2026-01-20')] }
    const promise = plan(question(asked)).promises.get('a')
    expect(promise?.date).toBe('2026-01-20')
    expect(promise && promiseReason(promise)).toBe(
      '现货 5；采购 PO-1 2026-01-20 到 3；新采购 2，提前期 7 天，2026-01-12 到',
    )
  })
  test('never lies in the past: an overdue purchase counts from today and is called overdue', () => {
    const promise = plan(question({ demands: [demand('a', 3)], supplies: [arrival(3, '2025-12-01')] }))
    expect(promise.promises.get('a')).toMatchObject({ date: today, shares: [{ late: true }] })
  })
  test('of something made is its lead time after its last material', () => {
    const items = new Map([item('p', true, 3), item('c', false, 10)])
    const recipes = new Map([['p', { bom: 'b', components: [{ item: 'c', quantity: d(2) }] }]])
    const answer = plan(question({ items, recipes, demands: [demand('a', 4)], free: free(1, 'c') }))
    expect(answer.works.map((one) => `${one.quantity} ${one.plannedStart} ${one.dueDate}`)).toEqual([
      '4 2026-01-15 2026-01-18',
    ])
    expect(answer.promises.get('a')?.date).toBe('2026-01-18')
    expect(answer.purchases.map((one) => `${one.demand.item} ${one.quantity}`)).toEqual(['c 7'])
    expect(answer.reservations.map((one) => `${one.demand.kind} ${one.quantity}`)).toEqual([
      'workOrderMaterial 1',
    ])
  })
})

describe('[CO3] what is bought and made', () => {
  test('nothing, when that may not be done: the lack is dated and named', () => {
    const answer = plan(question({ demands: [demand('a', 4)], buy: false, make: false }))
    expect([answer.purchases.length, answer.works.length]).toEqual([0, 0])
    expect(answer.promises.get('a')).toMatchObject({ date: '2026-01-12', shares: [{ source: 'nothing' }] })
  })
  test('follows bills of materials to the bottom, netting stock at every level', () => {
    const items = new Map([item('p', true, 1), item('s', true, 1), item('c', false, 5)])
    const part = (name: string, quantity: number) => ({ item: name, quantity: d(quantity) })
    const recipes = new Map([
      ['p', { bom: 'b1', components: [part('s', 2), part('c', 1)] }],
      ['s', { bom: 'b2', components: [part('c', 3)] }],
    ])
    const stock = new Map([...free(1, 'p'), ...free(4, 's')])
    const answer = plan(question({ items, recipes, demands: [demand('a', 6)], free: stock }))
    expect(answer.works.map((one) => `${one.item} ${one.quantity}`)).toEqual(['p 5', 's 6'])
    expect(sum(answer.purchases.map((one) => one.quantity)).toFixed()).toBe('23')
  })
  test('a circle of bills is found and named', () => {
    const round = (name: string) => ({ bom: name, components: [{ item: name, quantity: d(1) }] })
    const recipes = new Map([
      ['p', round('q')],
      ['q', round('p')],
    ])
    expect(topDown(['p'], recipes).cycle).toEqual(['p', 'q', 'p'])
    expect(topDown(['p'], new Map([['p', round('q')]])).order).toEqual(['p', 'q'])
  })
})

test('[CO2] no unit of stock or arrival is given twice, and shares sum to what is wanted', () => {
  const amount = fc.integer({ min: 0, max: 20 })
  const wanted = fc.array(fc.record({ short: amount, held: amount, rush: fc.boolean() }), { maxLength: 6 })
  const stock = fc.array(amount, { maxLength: 3 })
  const coming = fc.array(fc.tuple(amount, fc.constantFrom('2026-01-08', '2025-11-01', null)), {
    maxLength: 4,
  })
  fc.assert(
    fc.property(wanted, stock, coming, fc.boolean(), (lines, places, arrivals, buy) => {
      const demands = lines.map((line, index) =>
        demand(String(index), line.short, {
          held: d(line.held),
          rank: rankOf(line.rush ? 'rush' : 'normal', '', '', String(index)),
        }),
      )
      const held = new Map([['p', new Map(places.map((quantity, index) => [`w${index}`, d(quantity)]))]])
      const supplies = arrivals.map(([quantity, date]) => arrival(quantity, date))
      const answer = plan(question({ demands, free: held, supplies, buy }))
      const reserved = sum(answer.reservations.map((one) => one.quantity))
      expect(reserved.lte(sum(places.map(d)))).toBe(true)
      const shares = [...answer.promises.values()].flatMap((promise) => promise.shares)
      const given = sum(shares.filter((share) => share.source === 'purchase').map((share) => share.quantity))
      expect(given.lte(sum(supplies.map((supply) => supply.quantity)))).toBe(true)
      for (const one of demands) {
        const promise = answer.promises.get(one.id)
        const total = sum((promise?.shares ?? []).map((share) => share.quantity))
        expect(total.eq(one.held.plus(one.short))).toBe(true)
        expect((promise?.date ?? '') >= today).toBe(true)
      }
    }),
    { seed: 5, numRuns: 300 },
  )
})
