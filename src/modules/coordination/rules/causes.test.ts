import { describe, expect, test } from 'vitest'
import type { Diff } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { causesOf } from './causes.ts'
import { overlay } from './overlay.ts'

const diff = (object: string, before: Row | null, after: Row | null, id = 'x'): Diff => ({
  object,
  id,
  before,
  after,
  changed: Object.keys(after ?? before ?? {}).filter((key) => before?.[key] !== after?.[key]),
  action: null,
})
const move = (values: Row): Diff => diff('inventory.move', null, { item: 'i', quantity: '5', ...values })
const reservation = (quantity: string): Diff =>
  diff('inventory.reservation', null, { item: 'i', warehouse: 'w', quantity })

describe('[CO5] what makes the bridge look again', () => {
  test('an order that becomes confirmed, ends, or becomes more urgent', () => {
    const order = (before: Row | null, after: Row): Diff => diff('sales.order', before, after)
    expect(causesOf([order({ status: 'draft' }, { status: 'confirmed' })]).confirmed).toEqual(['x'])
    expect(causesOf([order(null, { status: 'confirmed' })]).confirmed).toEqual(['x'])
    expect(causesOf([order({ status: 'confirmed' }, { status: 'cancelled' })]).ended).toEqual(['x'])
    expect(causesOf([order({ status: 'draft' }, { status: 'cancelled' })]).ended).toEqual([])
    const urgent = order(
      { status: 'confirmed', priority: 'normal' },
      { status: 'confirmed', priority: 'rush' },
    )
    expect(causesOf([urgent]).reranked).toEqual(['x'])
    expect(causesOf([urgent]).confirmed).toEqual([])
  })
  test('goods that come in, but not a shipment out of its own reservation', () => {
    expect(causesOf([move({ to: 'w', from: null })]).items).toEqual(['i'])
    expect(causesOf([move({ to: null, from: 'w' }), reservation('-5')]).items).toEqual([])
    expect(causesOf([reservation('-5')]).items).toEqual(['i'])
    expect(causesOf([reservation('5')]).items).toEqual([])
  })
  test('a purchase whose day moved, but not one just made for a line', () => {
    const line = (before: Row | null, after: Row): Diff => diff('procurement.orderLine', before, after)
    const moved = line({ item: 'i', dueDate: '2026-01-01' }, { item: 'i', dueDate: '2026-01-09' })
    expect(causesOf([moved]).items).toEqual(['i'])
    expect(causesOf([line(null, { item: 'i', dueDate: '2026-01-01', orderLine: 'l' })]).items).toEqual([])
    expect(causesOf([line(null, { item: 'i', dueDate: '2026-01-01', orderLine: null })]).items).toEqual(['i'])
  })
})

test('[CO5] changes of the write are laid over what is stored, followed fields kept', () => {
  const rows = overlay(
    [
      { id: 'a', quantity: '1', 'order.number': 'PO-1' },
      { id: 'b', quantity: '2' },
    ],
    [
      diff('o', { quantity: '1' }, { quantity: '9' }, 'a'),
      diff('o', { quantity: '2' }, null, 'b'),
      diff('o', null, { quantity: '3' }, 'c'),
      diff('other', null, { quantity: '4' }, 'd'),
    ],
    'o',
  )
  expect(rows).toEqual([
    { id: 'a', quantity: '9', 'order.number': 'PO-1' },
    { id: 'c', quantity: '3' },
  ])
})
