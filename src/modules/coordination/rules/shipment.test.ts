import { describe, expect, test } from 'vitest'
import { Decimal } from '#base/values/decimal'
import { shipment } from './shipment.ts'
import type { Supply } from './supply-plan.ts'

const d = (value: number): Decimal => new Decimal(value)
const line = (id: string, openQuantity: string, kind = 'finished') => ({
  id,
  item: `i-${id}`,
  item$title: `电机 ${id}`,
  'item.kind': kind,
  openQuantity,
})
const held = (places: Record<string, Record<string, number>>) =>
  new Map(
    Object.entries(places).map(([id, at]) => [
      id,
      new Map(Object.entries(at).map(([place, quantity]) => [place, d(quantity)])),
    ]),
  )
const next: ReadonlyMap<string, Supply> = new Map([
  [
    'i-a',
    { kind: 'purchase', item: 'i-a', quantity: d(8), date: '2026-02-01', number: 'PO-1', orderLine: null },
  ],
])
const shown = (result: ReturnType<typeof shipment>) =>
  result.ok
    ? result.value.map((one) => `${one.line} ${one.warehouse} ${one.quantity}`)
    : result.problems.map((one) => [one.code, one.params])
const pick = (id: string, quantity: number) => ({ line: id, quantity: d(quantity), warehouse: null })

describe('[CO6] a shipment', () => {
  test('with nothing picked takes everything reserved, services with it, never more than is open', () => {
    const lines = [line('a', '10'), line('b', '2'), line('s', '1', 'service'), line('z', '4')]
    const result = shipment(lines, held({ a: { w: 3, v: 2 }, b: { w: 5 } }), null, '', new Map())
    expect(shown(result)).toEqual(['a w 3', 'a v 2', 'b w 2', 's null 1'])
  })
  test('takes only from the named warehouse', () => {
    expect(shown(shipment([line('a', '10')], held({ a: { w: 3, v: 2 } }), null, 'v', next))).toEqual([
      'a v 2',
    ])
  })
  test('refuses more than is reserved: how much is ready, and when more comes', () => {
    const result = shipment([line('a', '10')], held({ a: { w: 3 } }), [pick('a', 7)], '', next)
    const params = { item: '电机 a', wanted: '7', available: '3', nextDate: '2026-02-01', nextQuantity: '8' }
    expect(shown(result)).toEqual([['inventory.notEnoughUntil', params]])
  })
  test('refuses when nothing is reserved, and lines of another order', () => {
    expect(shown(shipment([line('a', '10')], held({}), null, '', next))).toEqual([
      ['coordination.nothingToShipUntil', { item: '电机 a', nextDate: '2026-02-01', nextQuantity: '8' }],
    ])
    expect(shown(shipment([], held({}), [pick('x', 1)], '', next))).toEqual([
      ['coordination.notOnOrder', { line: 'x' }],
    ])
  })
})
