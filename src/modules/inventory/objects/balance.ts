// What lies in a warehouse and how much of it is promised; kept by the two ledgers, never written by hand.
import type { ObjectDefinition } from '#kernel/schema'
import { label } from '../label.ts'

export const balance: ObjectDefinition = {
  name: 'inventory.balance',
  label: label('库存', 'Stock'),
  many: label('库存', 'Stock'),
  kind: 'balance',
  title: 'item',
  fields: [
    {
      name: 'item',
      type: 'reference',
      to: 'masterdata.item',
      label: label('物料', 'Item'),
      help: label(
        '数的是什么；一种料在一个仓只有一行',
        'What is counted; one row for each item in a warehouse',
      ),
      required: true,
    },
    {
      name: 'warehouse',
      type: 'reference',
      to: 'masterdata.warehouse',
      label: label('仓库', 'Warehouse'),
      help: label('数的是哪里的货', 'Where the goods lie that are counted'),
      required: true,
    },
    {
      name: 'onHand',
      type: 'decimal',
      scale: 3,
      label: label('现存', 'On hand'),
      help: label('仓库里实际有的数量', 'What is really in the warehouse'),
    },
    {
      name: 'reserved',
      type: 'decimal',
      scale: 3,
      label: label('预留', 'Reserved'),
      help: label('现存里已经为订单或工单留住的数量', 'What of it is kept for orders or work orders'),
    },
    {
      name: 'available',
      type: 'formula',
      result: 'decimal',
      scale: 3,
      formula: 'onHand - reserved',
      label: label('可用', 'Available'),
      help: label('现存减预留：现在还能答应别人的数量', 'On hand less reserved: what can still be promised'),
    },
  ],
  unique: [{ name: 'place', fields: ['item', 'warehouse'] }],
  indexes: [{ name: 'byWarehouse', fields: ['warehouse', 'item'] }],
  checks: [
    {
      name: 'onHandNotNegative',
      formula: 'onHand >= 0',
      message: label('库存不足：现存不能为负', 'Not enough stock: on hand cannot be negative'),
      field: 'onHand',
    },
    {
      name: 'reservedNotNegative',
      formula: 'reserved >= 0',
      message: label('预留不能为负', 'Reserved cannot be negative'),
      field: 'reserved',
    },
    {
      name: 'reservedIsThere',
      formula: 'onHand - reserved >= 0',
      message: label('库存不足：已被订单预留', 'Not enough stock: the rest is reserved'),
      field: 'reserved',
    },
  ],
  list: { columns: ['item', 'warehouse', 'onHand', 'reserved', 'available'], sort: ['item'] },
}
