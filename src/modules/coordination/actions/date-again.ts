// A day has passed and the goods are still here: when does the customer have them now?
import { ok } from '#base/result'
import { localDate } from '#base/values/date'
import type { Action } from '#kernel/records'
import { idOf, label } from '#modules/inventory'

/**
 * Marks a line as dated today. Whoever keeps the days true sees the mark and dates all that wait for the same items, as if each had
 * asked today. Doing it again on the same day changes nothing.
 */
export const dateAgain: Action = {
  name: 'dateAgain',
  object: 'sales.orderLine',
  label: label(
    '一天过去了还没有发货，重新推算交期',
    'A day passed without shipment: the expected day is computed again',
  ),
  target: 'record',
  visible: "order.status = 'confirmed' and openQuantity > 0",
  input: [],
  run: async ({ record, now, zone }) => {
    const values = { datedOn: localDate(now, zone) ?? now.slice(0, 10) }
    return ok({
      changes: [
        { kind: 'update', object: 'sales.orderLine', id: idOf(record?.id), values },
        { kind: 'update', object: 'sales.order', id: idOf(record?.order), values },
      ],
    })
  },
}
