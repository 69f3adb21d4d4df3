// Sets the prices of a draft quote to what the price lists say today.
import { ok } from '#base/result'
import type { Action, Change } from '#kernel/records'
import { listPrices } from './priced-lines.ts'

export const repriceQuote: Action = {
  name: 'reprice',
  object: 'sales.quote',
  label: { 'zh-CN': '按价格表定价', en: 'Price by list' },
  target: 'record',
  input: [],
  visible: "status = 'draft'",
  run: async (context) => {
    const quote = context.record ?? {}
    const lines = await context.read({
      object: 'sales.quoteLine',
      fields: ['id', 'item', 'quantity', 'price'],
      filter: { field: 'quote', is: 'eq', value: String(quote.id) },
      limit: 500,
    })
    const wanted = lines.map((line) => ({ item: String(line.item), quantity: String(line.quantity) }))
    const prices = await listPrices(context, String(quote.currency), wanted)
    const changes = lines.flatMap((line, index): Change[] => {
      const price = prices[index]
      if (price === undefined || price === line.price) return []
      return [{ kind: 'update', object: 'sales.quoteLine', id: String(line.id), values: { price } }]
    })
    return ok({ changes, output: { repriced: changes.length } })
  },
}
