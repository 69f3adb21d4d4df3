// Goods arrived: book them into stock against the lines they were ordered with (STK-01).
import { failed, ok } from '#base/result'
import { localDate } from '#base/values/date'
import type { Action, Change } from '#kernel/records'
import { idOf, label, moveChange, pickedLines, wantedLines } from '#modules/inventory'
import { receipt } from '../rules/receipt.ts'

const fields = ['id', 'item', 'item$title', 'quantity', 'receivedQuantity', 'warehouse']

export const receive: Action = {
  name: 'receive',
  object: 'procurement.order',
  label: label('到货入库', 'Receive'),
  target: 'record',
  moves: { field: 'status', to: ['closed'] },
  primary: true,
  visible: "status = 'ordered'",
  input: [
    pickedLines({
      label: label('到货明细', 'Lines'),
      help: label('不改动则全部未到数量入库', 'Unchanged: everything still to come'),
      show: ['item', 'quantity', 'openQuantity'],
      open: 'openQuantity',
    }),
    {
      name: 'warehouse',
      type: 'reference',
      to: 'masterdata.warehouse',
      label: label('入库仓', 'Warehouse'),
      help: label('不填则按明细上的仓库', 'Blank: the warehouse on each line'),
    },
  ],
  checks: [
    {
      formula: "status = 'ordered'",
      message: label('请先下单，再到货入库', 'Place the order before receiving'),
      field: 'status',
    },
    {
      formula: 'COALESCE(openQuantity, 0) > 0',
      message: label('全部货物都已到齐', 'Everything has arrived'),
      field: 'openQuantity',
    },
  ],
  run: async (context, input) => {
    const order = idOf(context.record?.id)
    const wanted = wantedLines(input.lines)
    if (!wanted.ok) return wanted
    // Locked, so that two people receiving the same delivery cannot both book it.
    const lines = await context.read(
      {
        object: 'procurement.orderLine',
        fields,
        filter: { field: 'order', is: 'eq', value: order },
        sort: [],
      },
      { lock: true },
    )
    const received = receipt(lines, wanted.value, idOf(input.warehouse))
    if (!received.ok) return failed(...received.problems)
    const changes: Change[] = received.value.arrivals.map((arrival) =>
      moveChange(context, {
        kind: 'receipt',
        item: arrival.item,
        to: arrival.warehouse,
        quantity: arrival.quantity,
        because: { purchaseLine: arrival.line },
      }),
    )
    const actualDate = localDate(context.now, context.zone) ?? null
    if (received.value.complete)
      changes.push({
        kind: 'update',
        object: 'procurement.order',
        id: order,
        values: { status: 'closed', actualDate },
      })
    return ok({ changes })
  },
}
