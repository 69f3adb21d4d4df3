// Carry free goods from one warehouse to another (ORD-07).
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

export const transfer: Action = {
  name: 'transfer',
  object: 'inventory.move',
  label: label('调拨', 'Transfer'),
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
      name: 'from',
      type: 'reference',
      to: 'masterdata.warehouse',
      label: label('调出仓', 'From'),
      required: true,
    },
    {
      name: 'to',
      type: 'reference',
      to: 'masterdata.warehouse',
      label: label('调入仓', 'To'),
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
    { name: 'reason', type: 'text', label: label('原因', 'Reason') },
  ],
  run: async (context, input) => {
    const item = idOf(input.item)
    const from = idOf(input.from)
    const wanted = quantityOf(input.quantity)
    if (wanted.lte(0)) return failed(problem('inventory.nothing', ['quantity']))
    const balances = await lockBalances(context, [item])
    const available = freeStock(balances).get(item)?.get(from) ?? zero
    if (available.lt(wanted)) {
      const name = idOf((await context.row('masterdata.item', item))?.name) || item
      return failed(notEnough({ item: name, wanted, available }, ['quantity']))
    }
    const move = { kind: 'transfer', item, from, to: idOf(input.to), quantity: wanted } as const
    return ok({ changes: [moveChange(context, { ...move, reason: idOf(input.reason) })] })
  },
}
