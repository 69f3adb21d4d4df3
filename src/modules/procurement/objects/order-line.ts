// One item of a purchase order; what arrived is counted from the stock moves that name it.
import type { Extension, ObjectDefinition } from '#kernel/schema'
import { label } from '#modules/inventory'

export const orderLine: ObjectDefinition = {
  name: 'procurement.orderLine',
  label: label('采购明细', 'Purchase line'),
  kind: 'record',
  title: 'description',
  fields: [
    {
      name: 'order',
      type: 'reference',
      to: 'procurement.order',
      owner: true,
      label: label('采购单', 'Purchase order'),
      help: label('这一行写在哪张单上', 'The document this line stands on'),
      required: true,
    },
    {
      name: 'lineNumber',
      type: 'number',
      min: '1',
      label: label('行号', 'Line'),
      help: label('在单上排第几，从 1 起', 'Its place on the order, from 1'),
    },
    {
      name: 'item',
      type: 'reference',
      to: 'masterdata.item',
      label: label('物料', 'Item'),
      help: label('买什么；说明和单价随之带出', 'What is bought; description and price follow from it'),
      required: true,
    },
    {
      name: 'description',
      type: 'text',
      label: label('说明', 'Description'),
      help: label(
        '供应商看到的说法；不写就用物料名称',
        'What the supplier reads; the item’s name when blank',
      ),
      default: 'item.name',
    },
    {
      name: 'quantity',
      type: 'decimal',
      scale: 3,
      min: '0.001',
      label: label('数量', 'Quantity'),
      help: label(
        '买多少，按物料的单位；到货从中扣减',
        'How many to buy, in the item’s unit; arrivals are taken off',
      ),
      required: true,
    },
    {
      name: 'price',
      type: 'money',
      scale: 4,
      currency: 'CNY',
      tax: 'inclusive',
      min: '0',
      label: label('含税单价', 'Price incl. tax'),
      help: label('每单位多少；不写用物料的采购价', 'For one unit; the item’s purchase price when blank'),
      default: 'item.purchasePrice',
    },
    {
      name: 'amount',
      type: 'formula',
      result: 'money',
      currency: 'CNY',
      tax: 'inclusive',
      formula: 'ROUND(quantity * COALESCE(price, 0), 2)',
      label: label('金额', 'Amount'),
    },
    {
      name: 'neededOn',
      type: 'date',
      label: label('需要日期', 'Needed on'),
      help: label('最晚哪天要用上，采购据此催货', 'The last day it can come; the buyer chases by it'),
    },
    {
      name: 'promisedDate',
      type: 'date',
      label: label('承诺日期', 'Promised on'),
      help: label(
        '供应商答应哪天到；过期未到会提醒',
        'When the supplier brings it; the buyer is told once it is late',
      ),
    },
    {
      name: 'warehouse',
      type: 'reference',
      to: 'masterdata.warehouse',
      label: label('入库仓', 'Into warehouse'),
      help: label('到货放哪里；收货时还可以换', 'Where arrivals go; can be changed on receipt'),
    },
    {
      name: 'receivedQuantity',
      type: 'rollup',
      object: 'inventory.move',
      by: 'purchaseLine',
      take: 'sum',
      field: 'quantity',
      where: "kind = 'receipt'",
      result: 'decimal',
      scale: 3,
      label: label('已到数量', 'Received'),
    },
    {
      name: 'openQuantity',
      type: 'formula',
      result: 'decimal',
      scale: 3,
      formula:
        "IF(order.status = 'closed' or order.status = 'cancelled', 0, MAX(0, quantity - COALESCE(receivedQuantity, 0)))",
      label: label('未到数量', 'Still to come'),
      help: label('订了还没有到的数量', 'Ordered and not arrived yet'),
    },
    {
      name: 'dueDate',
      type: 'formula',
      result: 'date',
      formula: 'COALESCE(promisedDate, order.promisedDate)',
      label: label('到货日期', 'Comes on'),
      help: label(
        '这一行承诺的日期；没有写就用整单承诺的日期',
        'The day promised for this line, else that of the whole order',
      ),
    },
  ],
  indexes: [{ name: 'byItem', fields: ['item', 'dueDate'] }],
  list: { columns: ['order', 'item', 'quantity', 'receivedQuantity', 'openQuantity', 'dueDate', 'amount'] },
}

export const moveExtension: Extension = {
  object: 'inventory.move',
  fields: [
    {
      name: 'purchaseLine',
      type: 'reference',
      to: 'procurement.orderLine',
      label: label('采购明细', 'Purchase line'),
      help: label(
        '到的是哪一行采购；那一行的已到按它算',
        'What it came for; what has arrived of that line counts it',
      ),
    },
  ],
}
