// The numbers of stock.
import type { MetricDefinition } from '#kernel/metrics'
import { label } from './label.ts'

export const metrics: readonly MetricDefinition[] = [
  {
    name: 'inventory.onHand',
    label: label('现存数量', 'On hand'),
    object: 'inventory.balance',
    take: 'sum',
    of: 'onHand',
    by: 'updatedAt',
    dimensions: ['item', 'warehouse'],
    format: 'number',
  },
  {
    name: 'inventory.reserved',
    label: label('预留数量', 'Reserved'),
    object: 'inventory.balance',
    take: 'sum',
    of: 'reserved',
    by: 'updatedAt',
    dimensions: ['item', 'warehouse'],
    format: 'number',
  },
  {
    name: 'inventory.stockValue',
    label: label('库存金额', 'Stock value'),
    help: label('现存数量 × 物料采购价', 'On hand × purchase price of the item'),
    object: 'inventory.balance',
    take: 'sum',
    of: 'onHand * COALESCE(item.purchasePrice, 0)',
    by: 'updatedAt',
    dimensions: ['item', 'warehouse'],
    format: 'money',
  },
  {
    name: 'inventory.issuedValue',
    label: label('出库金额', 'Value of goods gone out'),
    help: label('与库存金额相比即周转', 'Against the stock value this is turnover'),
    object: 'inventory.move',
    take: 'sum',
    of: 'quantity * COALESCE(item.purchasePrice, 0)',
    where: 'NOT(ISBLANK(from)) and ISBLANK(to)',
    by: 'at',
    dimensions: ['item', 'from', 'kind'],
    format: 'money',
  },
  {
    name: 'inventory.belowSafety',
    label: label('低于安全库存', 'Below safety stock'),
    object: 'inventory.balance',
    take: 'count',
    where: 'item.safetyStock > 0 and available < item.safetyStock',
    by: 'updatedAt',
    dimensions: ['warehouse'],
    format: 'number',
  },
]
