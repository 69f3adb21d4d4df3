import { expect, test } from 'vitest'
import { heldBy } from './held.ts'
import { wantedLines } from './wanted-lines.ts'

test('nothing picked means everything; picked lines are read exactly', () => {
  expect(wantedLines(undefined)).toEqual({ ok: true, value: null })
  const read = wantedLines([
    { line: 'a', quantity: '1.500', warehouse: 'w' },
    { line: 'b', quantity: 2 },
  ])
  expect(read.ok && read.value?.map((one) => `${one.line} ${one.quantity} ${one.warehouse}`)).toEqual([
    'a 1.5 w',
    'b 2 null',
  ])
})

test('hostile picks are refused: no list, too many, twice, zero, too fine, not a number', () => {
  const bad = [
    'all',
    [],
    Array.from({ length: 501 }, (_, index) => ({ line: String(index), quantity: '1' })),
    [
      { line: 'a', quantity: '1' },
      { line: 'a', quantity: '1' },
    ],
    [{ line: 'a', quantity: '0' }],
    [{ line: 'a', quantity: '1.0001' }],
    [{ line: 'a', quantity: '1e9' }],
    [{ quantity: '1' }],
    [null],
  ]
  for (const lines of bad) expect(wantedLines(lines).ok, JSON.stringify(lines).slice(0, 60)).toBe(false)
})

test('held is what was reserved and not yet released, by demand and warehouse', () => {
  const held = heldBy(
    [
      { orderLine: 'l', warehouse: 'a', quantity: '5' },
      { orderLine: 'l', warehouse: 'a', quantity: '-5' },
      { orderLine: 'l', warehouse: 'b', quantity: '3' },
      { orderLine: null, warehouse: 'b', quantity: '9' },
    ],
    'orderLine',
  )
  expect([...held].map(([line, places]) => [line, [...places].map(([at, q]) => `${at}:${q}`)])).toEqual([
    ['l', ['b:3']],
  ])
})
