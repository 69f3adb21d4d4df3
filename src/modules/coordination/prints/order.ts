// What goes with the goods: the delivery note for the customer, the outbound note for warehouse and logistics.
import type { Extension, PrintColumn } from '#kernel/schema'
import { label } from '#modules/inventory'

const itemColumns = (item: string): readonly PrintColumn[] => [
  { value: `${item}.code`, label: label('编码', 'Code'), width: 1.1 },
  { value: `${item}.name`, label: label('品名', 'Description'), width: 2 },
  { value: `${item}.specification`, label: label('规格型号', 'Specification'), width: 1.5 },
  { value: `${item}.unit`, label: label('单位', 'Unit'), width: 0.6 },
]

export const orderNotes: Extension = {
  object: 'sales.order',
  prints: [
    {
      name: 'delivery',
      label: label('送货单', 'Delivery note'),
      blocks: [
        { kind: 'picture', value: 'company.logo', height: 12 },
        {
          kind: 'heading',
          text: label('{company.name}\n送货单', '{company.name}\nDelivery note'),
          under: label('订单编号：{number}　打印日期：{TODAY()}', 'Order {number}, printed on {TODAY()}'),
        },
        {
          kind: 'facts',
          columns: 2,
          facts: [
            { value: 'customer' },
            { value: 'customerPo' },
            { value: 'customer.address', label: label('收货地址', 'Deliver to') },
            { value: 'customer.phone', label: label('收货电话', 'Phone') },
            { value: 'promisedDate' },
            { value: 'salesPerson' },
          ],
        },
        {
          kind: 'lines',
          of: {
            object: 'sales.orderLine',
            by: 'order',
            where: 'shippedQuantity > 0',
            sort: ['lineNumber'],
          },
          numbered: true,
          columns: [
            ...itemColumns('item'),
            { value: 'quantity', label: label('订购数量', 'Ordered'), width: 1, sum: true },
            { value: 'shippedQuantity', label: label('已发数量', 'Delivered'), width: 1, sum: true },
            { value: 'openQuantity', label: label('未发数量', 'Still to come'), width: 1, sum: true },
            { value: 'shippedOn', label: label('发货日期', 'Sent on'), width: 1.2 },
          ],
        },
        {
          kind: 'text',
          text: label(
            '特殊要求：{specialRequirements}\n请当面清点数量，核对无误后签收；如有短缺或破损，请在本单注明。',
            'Special requirements: {specialRequirements}\nPlease count the goods, sign for them, and note on this sheet what is missing or damaged.',
          ),
        },
        {
          kind: 'seal',
          parties: [
            { label: label('发货方', 'Sender'), under: label('送货人：\n日期：', 'Delivered by:\nDate:') },
            {
              label: label('收货方', 'Receiver'),
              under: label('{customer}\n签收人：\n日期：', '{customer}\nReceived by:\nDate:'),
            },
          ],
        },
        { kind: 'code', under: label('{number}', '{number}') },
        { kind: 'foot', text: label('送货单 {number}', 'Delivery note {number}') },
      ],
    },
    {
      name: 'outbound',
      label: label('出库单', 'Outbound note'),
      paper: 'A5',
      landscape: true,
      blocks: [
        {
          kind: 'heading',
          text: label('出库单', 'Outbound note'),
          under: label('销售订单：{number}', 'Sales order {number}'),
        },
        {
          kind: 'facts',
          columns: 3,
          facts: [{ value: 'customer' }, { value: 'promisedDate' }, { value: 'priority' }],
        },
        {
          kind: 'lines',
          of: { object: 'inventory.move', by: 'orderLine.order', where: "kind = 'ship'", sort: ['at'] },
          numbered: true,
          columns: [
            { value: 'number', label: label('流水号', 'Move'), width: 1.5 },
            { value: 'at', label: label('出库时间', 'At'), width: 1.5 },
            { value: 'from', label: label('仓库', 'Warehouse'), width: 1.2 },
            ...itemColumns('item'),
            { value: 'quantity', width: 1, sum: true },
          ],
        },
        {
          kind: 'text',
          text: label('特殊要求：{specialRequirements}', 'Special requirements: {specialRequirements}'),
        },
        {
          kind: 'seal',
          parties: [
            { label: label('仓库', 'Warehouse') },
            { label: label('复核', 'Checked by') },
            { label: label('物流', 'Logistics') },
          ],
        },
        { kind: 'foot', text: label('出库单 {number}', 'Outbound note {number}') },
      ],
    },
  ],
}
