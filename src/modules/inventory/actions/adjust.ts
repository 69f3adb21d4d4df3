// Set the books to what was counted: more or less than was thought.
import { problem } from '#base/problem'
import { failed, ok } from '#base/result'
import { zero } from '#base/values/decimal'
import type { Action } from '#kernel/records'
import { label } from '../label.ts'
import { lockBalances } from '../reading/lock-balances.ts'
import { freeStock } from '../rules/free-stock.ts'
import { idOf, quantityOf } from '../rules/quantity.ts'
import { moveChange } from './ledger-changes.ts'
import { notEnough } from './not-enough.ts'

export const adjust: Action = {
  name: 'adjust',
  object: 'inventory.move',
  label: label('盘点调整', 'Adjust stock'),
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
      name: 'warehouse',
      type: 'reference',
      to: 'masterdata.warehouse',
      label: label('仓库', 'Warehouse'),
      required: true,
    },
    {
      name: 'quantity',
      type: 'decimal',
      scale: 3,
      label: label('增减数量', 'Difference'),
      help: label('盘盈为正，盘亏为负', 'More than booked: plus; less: minus'),
      required: true,
    },
    { name: 'reason', type: 'text', label: label('原因', 'Reason'), required: true },
  ],
  run: async (context, input) => {
    const item = idOf(input.item)
    const warehouse = idOf(input.warehouse)
    const quantity = quantityOf(input.quantity)
    if (quantity.isZero()) return failed(problem('inventory.nothing', ['quantity']))
    const balances = await lockBalances(context, [item])
    const available = freeStock(balances).get(item)?.get(warehouse) ?? zero
    if (available.plus(quantity).lt(0)) {
      const name = idOf((await context.row('masterdata.item', item))?.name) || item
      return failed(notEnough({ item: name, wanted: quantity.negated(), available }, ['quantity']))
    }
    const place = quantity.gt(0) ? { to: warehouse } : { from: warehouse }
    const reason = idOf(input.reason)
    return ok({
      changes: [moveChange(context, { kind: 'adjust', item, ...place, quantity: quantity.abs(), reason })],
    })
  },
}
