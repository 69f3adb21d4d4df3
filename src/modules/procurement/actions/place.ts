// Send the order to the supplier.
import { ok } from '#base/result'
import { localDate } from '#base/values/date'
import type { Action, Update } from '#kernel/records'
import { idOf, label, readIn } from '#modules/inventory'

export const place: Action = {
  name: 'place',
  object: 'procurement.order',
  label: label('下单', 'Place order'),
  target: 'record',
  moves: { field: 'status', to: ['ordered'] },
  primary: true,
  visible: "status = 'draft'",
  input: [
    {
      name: 'promisedDate',
      type: 'date',
      label: label('供应商承诺日期', 'Promised by supplier'),
      help: label('空白则沿用单据上的日期', 'Blank keeps the date on the order'),
    },
  ],
  checks: [
    {
      formula: "status = 'draft'",
      message: label('采购单已下达', 'It is placed already'),
      field: 'status',
    },
    {
      formula: 'NOT(ISBLANK(supplier))',
      message: label('请先选择供应商', 'Choose the supplier first'),
      field: 'supplier',
    },
    {
      formula: 'COALESCE(lineCount, 0) > 0',
      message: label('请至少填写一行物料', 'Enter at least one item'),
      field: 'lines',
    },
  ],
  run: async (context, input) => {
    const id = idOf(context.record?.id)
    const promisedDate = idOf(input.promisedDate) || null
    const order: Update = {
      kind: 'update',
      object: 'procurement.order',
      id,
      values: {
        status: 'ordered',
        orderDate: localDate(context.now, context.zone) ?? null,
        ...(context.record?.buyer || context.actor.kind !== 'person' ? {} : { buyer: context.actor.id }),
        ...(promisedDate === null ? {} : { promisedDate }),
      },
    }
    if (promisedDate === null) return ok({ changes: [order] })
    // Lines were planned with a computed date; what the supplier says replaces it.
    const lines = await readIn(context, 'procurement.orderLine', 'order', [id], ['promisedDate'])
    const dated = lines.map(
      (line): Update => ({
        kind: 'update',
        object: 'procurement.orderLine',
        id: idOf(line.id),
        values: { promisedDate },
      }),
    )
    return ok({ changes: [order, ...dated] })
  },
}
