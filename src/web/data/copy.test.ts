import { expect, test } from 'vitest'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { canCopy, copyOf } from './copy.ts'

const label = { 'zh-CN': '名', en: 'name' }
const field = (name: string, rest: object = {}): FieldMetadata =>
  ({ type: 'text', name, label, writable: true, layer: 'system', ...rest }) as FieldMetadata
const object = (name: string, fields: readonly FieldMetadata[], rest: object = {}): ObjectMetadata =>
  ({
    ...{ name, label, kind: 'record', title: 'name', operations: ['create'], actions: [], layer: 'system' },
    fields,
    ...rest,
  }) as ObjectMetadata

const line = object(
  'shop.line',
  [
    field('order', { type: 'reference', to: 'shop.order', owner: true }),
    field('item', { type: 'reference', to: 'shop.item' }),
    field('quantity', { type: 'decimal', scale: 3 }),
    field('price', { type: 'money' }),
  ],
  { copies: ['item', 'quantity'] },
)
const order = object(
  'shop.order',
  [
    field('customer', { type: 'reference', to: 'shop.customer' }),
    field('discount', { writable: false }),
    field('day', { type: 'date' }),
    field('note'),
    field('lines', { type: 'lines', object: 'shop.line', by: 'order', writable: false }),
  ],
  { copies: ['customer', 'discount', 'note', 'lines'] },
)
// Lines travel inside the row, as they are read.
const row = {
  ...{ id: 'o1', version: 3, customer: 'c1', customer$title: '东方水务', discount: '0.1', day: '2026-06-24' },
  ...{
    note: null,
    lines: [{ id: 'l1', version: 1, item: 'i1', item$title: '电机', quantity: '10', price: '100' }],
  },
} as unknown as Row

test('a copy takes over what the definition names and the person may type, with the shown names, and lines as new ones', () => {
  const made = copyOf(
    order,
    row,
    (name) => (name === 'shop.line' ? line : undefined),
    () => 'fresh',
  )
  expect(made).toEqual({
    values: { customer: 'c1', customer$title: '东方水务' },
    lines: {
      lines: [{ id: 'fresh', values: { item: 'i1', item$title: '电机', quantity: '10' }, isNew: true }],
    },
  })
  expect(
    copyOf(
      order,
      row,
      () => undefined,
      () => 'fresh',
    ).lines,
  ).toEqual({})
})

test('records are copied where the definition says how, and all that are made at run time; parts and what may not be made are not', () => {
  expect([canCopy(order), canCopy(line)]).toEqual([true, false])
  expect(canCopy({ ...order, operations: ['read'] })).toBe(false)
  const { copies: _, ...silent } = order
  expect(canCopy(silent)).toBe(false)
  expect(canCopy({ ...silent, layer: 'overlay' })).toBe(true)
})
