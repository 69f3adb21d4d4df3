// The purchase order that a supplier is sent.
import type { PrintLayout } from '#kernel/schema'
import { label } from '#modules/inventory'

export const orderPrints: readonly PrintLayout[] = [
  {
    name: 'order',
    label: label('采购订单', 'Purchase order'),
    blocks: [
      {
        kind: 'heading',
        text: label('采购订单', 'Purchase order'),
        under: label('编号：{number}', 'No. {number}'),
      },
      {
        kind: 'facts',
        columns: 2,
        facts: [
          { value: 'supplier' },
          { value: 'orderDate' },
          { value: 'supplier.address', label: label('供应商地址', 'Supplier’s address') },
          { value: 'neededOn' },
          { value: 'supplier.phone', label: label('供应商电话', 'Supplier’s phone') },
          { value: 'promisedDate' },
          { value: 'buyer' },
          { value: 'currency' },
        ],
      },
      {
        kind: 'lines',
        of: { object: 'procurement.orderLine', by: 'order', sort: ['lineNumber'] },
        numbered: true,
        columns: [
          { value: 'item.code', label: label('编码', 'Code'), width: 1.1 },
          { value: 'description', label: label('品名', 'Description'), width: 2 },
          { value: 'item.specification', label: label('规格型号', 'Specification'), width: 1.5 },
          { value: 'item.unit', label: label('单位', 'Unit'), width: 0.6 },
          { value: 'quantity', width: 0.9, sum: true },
          { value: 'price', width: 1 },
          { value: 'amount', width: 1.2, sum: true },
          { value: 'neededOn', width: 1.1 },
        ],
      },
      {
        kind: 'text',
        text: label(
          "合计：{amount}\n金额大写：{IF(currency = 'CNY', RMBCAPITAL(amount), '')}\n备注：{notes}",
          "Total: {amount}\nIn words: {IF(currency = 'CNY', RMBCAPITAL(amount), '')}\nNotes: {notes}",
        ),
      },
      {
        kind: 'seal',
        parties: [
          { label: label('采购方', 'Buyer'), under: label('经办人：{buyer}\n日期：', 'By: {buyer}\nDate:') },
          { label: label('供应商', 'Supplier'), under: label('{supplier}\n日期：', '{supplier}\nDate:') },
        ],
      },
      { kind: 'foot', text: label('采购订单 {number}', 'Purchase order {number}') },
    ],
  },
]
