// Ask purchasing for something that no order needs: for stock, for a sample, for ourselves.
import { problem } from '#base/problem'
import { failed, ok } from '#base/result'
import { addDays, localDate } from '#base/values/date'
import type { Action } from '#kernel/records'
import { idOf, label, quantityOf, readIn } from '#modules/inventory'
import { purchaseChanges } from '../rules/purchase-changes.ts'

export const request: Action = {
  name: 'request',
  object: 'procurement.order',
  label: label('采购申请', 'Request purchase'),
  target: 'none',
  input: [
    {
      name: 'item',
      type: 'reference',
      to: 'masterdata.item',
      label: label('物料', 'Item'),
      required: true,
    },
    {
      name: 'quantity',
      type: 'decimal',
      scale: 3,
      min: '0.001',
      label: label('数量', 'Quantity'),
      required: true,
    },
    { name: 'neededOn', type: 'date', label: label('需要日期', 'Needed on') },
    { name: 'warehouse', type: 'reference', to: 'masterdata.warehouse', label: label('入库仓', 'Warehouse') },
    {
      name: 'supplier',
      type: 'reference',
      to: 'masterdata.party',
      label: label('供应商', 'Supplier'),
      help: label('不填则用物料的常用供应商', 'Blank: the usual supplier of the item'),
    },
  ],
  run: async (context, input) => {
    const quantity = quantityOf(input.quantity)
    const fields = ['supplier', 'purchasePrice', 'leadTimeDays']
    const [item] = await readIn(context, 'masterdata.item', 'id', [idOf(input.item)], fields)
    if (item === undefined || quantity.lte(0)) return failed(problem('inventory.nothing', ['quantity']))
    const today = localDate(context.now, context.zone)
    const days = quantityOf(item.leadTimeDays).toNumber()
    const changes = purchaseChanges(context, [
      {
        item: idOf(item.id),
        quantity,
        supplier: idOf(input.supplier) || idOf(item.supplier),
        price: idOf(item.purchasePrice) || null,
        neededOn: idOf(input.neededOn) || null,
        expectedOn: today === undefined ? null : (addDays(today, Math.ceil(days)) ?? null),
        warehouse: idOf(input.warehouse) || null,
      },
    ])
    const order = changes[0]?.kind === 'create' ? changes[0].id : null
    return ok({ changes, output: { order } })
  },
}
