// Goods come back: into stock again, and either replaced or no longer wanted.
import { type Problem, problem } from '#base/problem'
import { failed, ok } from '#base/result'
import type { Action, Change } from '#kernel/records'
import {
  idOf,
  label,
  moveChange,
  pickedLines,
  quantityOf,
  quantityText,
  shortText,
  wantedLines,
} from '#modules/inventory'

const fields = ['id', 'item', 'item$title', 'shippedQuantity', 'cancelledQuantity']

export const returnGoods: Action = {
  name: 'returnGoods',
  object: 'sales.order',
  label: label('退货', 'Return'),
  target: 'record',
  visible: 'COALESCE(shippedQuantity, 0) > 0',
  input: [
    pickedLines({
      label: label('退货明细', 'Lines'),
      required: true,
      show: ['item', 'quantity', 'shippedQuantity'],
      open: 'shippedQuantity',
      startsBlank: true,
    }),
    {
      name: 'warehouse',
      type: 'reference',
      to: 'masterdata.warehouse',
      label: label('退入仓库', 'Into warehouse'),
      required: true,
    },
    {
      name: 'replace',
      type: 'boolean',
      label: label('需要补发', 'Send again'),
      help: label('否则视为客户不再需要', 'Otherwise the customer no longer wants it'),
    },
    { name: 'reason', type: 'text', label: label('原因', 'Reason'), required: true },
  ],
  run: async (context, input) => {
    const wanted = wantedLines(input.lines)
    if (!wanted.ok) return wanted
    const warehouse = idOf(input.warehouse)
    if (wanted.value === null || warehouse === '')
      return failed(problem('coordination.nothingReturned', ['lines']))
    const filter = { field: 'order', is: 'eq', value: idOf(context.record?.id) } as const
    const lines = await context.read({ object: 'sales.orderLine', fields, filter, sort: [] }, { lock: true })
    const byId = new Map(lines.map((line) => [idOf(line.id), line]))
    const problems: Problem[] = []
    const changes: Change[] = []
    for (const [index, { line: id, quantity }] of wanted.value.entries()) {
      const line = byId.get(id)
      const shipped = quantityOf(line?.shippedQuantity)
      if (line === undefined || quantity.gt(shipped)) {
        const item = idOf(line?.item$title) || id
        const params = { item, wanted: shortText(quantity), shipped: shortText(shipped) }
        problems.push(problem('coordination.moreThanShipped', ['lines', String(index)], params))
        continue
      }
      const move = { kind: 'return', item: idOf(line.item), to: warehouse, quantity } as const
      changes.push(moveChange(context, { ...move, reason: idOf(input.reason), because: { orderLine: id } }))
      const cancelledQuantity = quantityText(quantityOf(line.cancelledQuantity).plus(quantity))
      if (input.replace !== true)
        changes.push({ kind: 'update', object: 'sales.orderLine', id, values: { cancelledQuantity } })
    }
    return problems.length > 0 ? failed(...problems) : ok({ changes })
  },
}
