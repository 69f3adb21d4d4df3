// Write down the day the supplier promises now (PUR-01); the orders that wait for it move with it.
import { problem } from '#base/problem'
import { failed, ok } from '#base/result'
import type { Action, Update } from '#kernel/records'
import { idOf, label, quantityOf, readIn } from '#modules/inventory'

export const promise: Action = {
  name: 'promise',
  object: 'procurement.order',
  label: label('更新承诺日期', 'Change promised date'),
  target: 'record',
  visible: "status = 'draft' or status = 'ordered'",
  input: [
    {
      name: 'promisedDate',
      type: 'date',
      label: label('供应商承诺日期', 'Promised by supplier'),
      required: true,
    },
  ],
  run: async (context, input) => {
    const id = idOf(context.record?.id)
    const promisedDate = idOf(input.promisedDate)
    if (promisedDate === '') return failed(problem('procurement.noDate', ['promisedDate']))
    const lines = await readIn(context, 'procurement.orderLine', 'order', [id], ['openQuantity'])
    const open = lines.filter((line) => quantityOf(line.openQuantity).gt(0))
    return ok({
      changes: [
        { kind: 'update', object: 'procurement.order', id, values: { promisedDate } },
        ...open.map(
          (line): Update => ({
            kind: 'update',
            object: 'procurement.orderLine',
            id: idOf(line.id),
            values: { promisedDate },
          }),
        ),
      ],
    })
  },
}
