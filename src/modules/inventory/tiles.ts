// What the big screen shows of stock.
import type { Tile } from '#kernel/metrics'
import { label } from './label.ts'

export const tiles: readonly Tile[] = [
  {
    name: 'inventory.stock',
    label: label('库存预警', 'Stock alerts'),
    place: 90,
    numbers: [
      { metric: 'inventory.belowSafety', tone: 'risk' },
      { metric: 'inventory.onHand' },
      { metric: 'inventory.reserved' },
    ],
  },
]
