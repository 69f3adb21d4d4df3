import { expect, test } from 'vitest'
import { freeStock } from './free-stock.ts'

test('free is on hand less reserved, with the moves and reservations of the write itself', () => {
  const free = freeStock(
    [
      { item: 'i', warehouse: 'a', onHand: '10', reserved: '4' },
      { item: 'i', warehouse: 'b', onHand: '1.5', reserved: null },
    ],
    [
      { item: 'i', from: 'a', to: 'b', quantity: '2' },
      { item: 'j', from: null, to: 'a', quantity: '3' },
    ],
    [{ item: 'i', warehouse: 'b', quantity: '0.5' }],
  )
  const shown = [...free].map(([item, places]) => [
    item,
    [...places].map(([at, q]) => `${at}:${q}`).join(' '),
  ])
  expect(shown).toEqual([
    ['i', 'a:4 b:3'],
    ['j', 'a:3'],
  ])
})
