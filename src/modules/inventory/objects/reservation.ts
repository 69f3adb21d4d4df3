// A reservation: so much of what lies in a warehouse is promised (plus) or let go again (minus); never edited.
import type { ObjectDefinition } from '#kernel/schema'
import { label } from '../label.ts'

export const reservation: ObjectDefinition = {
  name: 'inventory.reservation',
  label: label('库存预留', 'Reservation'),
  kind: 'ledger',
  title: 'number',
  fields: [
    {
      name: 'number',
      type: 'autoNumber',
      label: label('流水号', 'Number'),
      pattern: 'RS-{YYYY}-{000000}',
    },
    {
      name: 'at',
      type: 'datetime',
      label: label('时间', 'At'),
      help: label('什么时候留住或放开的', 'When it was kept or let go'),
      required: true,
      default: 'NOW()',
    },
    {
      name: 'item',
      type: 'reference',
      to: 'masterdata.item',
      label: label('物料', 'Item'),
      help: label('留的是什么；它的可用随之减少', 'What is kept; less of it is available'),
      required: true,
    },
    {
      name: 'warehouse',
      type: 'reference',
      to: 'masterdata.warehouse',
      label: label('仓库', 'Warehouse'),
      help: label('留在哪里；只有那里的可用会减少', 'Where it is kept; less is available there'),
      required: true,
    },
    {
      name: 'quantity',
      type: 'decimal',
      scale: 3,
      label: label('数量', 'Quantity'),
      help: label('正数预留，负数释放', 'Plus reserves, minus releases'),
      required: true,
    },
    {
      name: 'reason',
      type: 'text',
      maxLength: 500,
      label: label('原因', 'Reason'),
      help: label('为谁留、为何放，如 订单取消', 'What it was kept or let go for, such as a cancelled order'),
    },
  ],
  indexes: [{ name: 'byItem', fields: ['item', '-at'] }],
  checks: [
    {
      name: 'something',
      formula: 'quantity <> 0',
      message: label('数量不能为零', 'The quantity cannot be zero'),
      field: 'quantity',
    },
  ],
  postings: [
    {
      balance: 'inventory.balance',
      by: { item: 'item', warehouse: 'warehouse' },
      add: { reserved: 'quantity' },
    },
  ],
  list: { columns: ['number', 'at', 'item', 'warehouse', 'quantity', 'reason'], sort: ['-at'] },
}
