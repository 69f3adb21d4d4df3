// A stock move: goods came from somewhere and went somewhere; never edited, corrected by a counter-move.
import type { ObjectDefinition } from '#kernel/schema'
import { label } from '../label.ts'

export const move: ObjectDefinition = {
  name: 'inventory.move',
  label: label('库存流水', 'Stock move'),
  kind: 'ledger',
  title: 'number',
  fields: [
    {
      name: 'number',
      type: 'autoNumber',
      label: label('流水号', 'Number'),
      pattern: 'MV-{YYYY}-{000000}',
    },
    {
      name: 'at',
      type: 'datetime',
      label: label('时间', 'At'),
      help: label('货真正进出的时刻；流水按它排', 'When the goods really moved; the ledger is in this order'),
      required: true,
      default: 'NOW()',
    },
    {
      name: 'kind',
      type: 'select',
      label: label('类型', 'Kind'),
      help: label(
        '为什么动；发货和退货会算进销售订单',
        'What moved it; shipments and returns count on the sales order',
      ),
      required: true,
      options: [
        { key: 'receipt', label: label('采购入库', 'Receipt') },
        { key: 'issue', label: label('领用出库', 'Issue') },
        { key: 'ship', label: label('销售发货', 'Shipment') },
        { key: 'return', label: label('客户退货', 'Customer return') },
        { key: 'consume', label: label('生产领料', 'Consumption') },
        { key: 'output', label: label('完工入库', 'Output') },
        { key: 'adjust', label: label('盘点调整', 'Adjustment') },
        { key: 'transfer', label: label('调拨', 'Transfer') },
        { key: 'opening', label: label('期初', 'Opening') },
      ],
    },
    {
      name: 'item',
      type: 'reference',
      to: 'masterdata.item',
      label: label('物料', 'Item'),
      help: label('动的是什么；它的现存随之变化', 'What moved; its stock on hand changes with it'),
      required: true,
    },
    {
      name: 'from',
      type: 'reference',
      to: 'masterdata.warehouse',
      label: label('出库仓', 'From'),
      help: label('空白表示来自公司之外', 'Blank: from outside the company'),
    },
    {
      name: 'to',
      type: 'reference',
      to: 'masterdata.warehouse',
      label: label('入库仓', 'To'),
      help: label('空白表示去往公司之外', 'Blank: to outside the company'),
    },
    {
      name: 'quantity',
      type: 'decimal',
      scale: 3,
      min: '0.001',
      label: label('数量', 'Quantity'),
      help: label('动了多少，按物料的单位，总是正数', 'How many moved, in the item’s unit, always positive'),
      required: true,
    },
    {
      name: 'reason',
      type: 'text',
      maxLength: 500,
      label: label('原因', 'Reason'),
      help: label(
        '为什么动，如 盘亏；查账的人看它',
        'What made it move, such as a count; read by who checks the books',
      ),
    },
  ],
  indexes: [
    { name: 'byItem', fields: ['item', '-at'] },
    { name: 'byTime', fields: ['-at'] },
  ],
  checks: [
    {
      name: 'somewhere',
      formula: "NOT(ISBLANK(from)) or NOT(ISBLANK(to)) or item.kind = 'service'",
      message: label('请填写出库仓或入库仓', 'Say which warehouse it leaves or enters'),
      field: 'to',
    },
    {
      name: 'elsewhere',
      formula: 'ISBLANK(from) or ISBLANK(to) or from <> to',
      message: label('出库仓和入库仓不能相同', 'It cannot go to the warehouse it leaves'),
      field: 'to',
    },
  ],
  search: ['number', 'reason'],
  postings: [
    {
      balance: 'inventory.balance',
      by: { item: 'item', warehouse: 'to' },
      add: { onHand: 'quantity' },
    },
    {
      balance: 'inventory.balance',
      by: { item: 'item', warehouse: 'from' },
      add: { onHand: '0 - quantity' },
    },
  ],
  list: { columns: ['number', 'at', 'kind', 'item', 'from', 'to', 'quantity', 'reason'], sort: ['-at'] },
}
