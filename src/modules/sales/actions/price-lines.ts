// Says what each line being typed costs by the price lists valid today, before anything is saved.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'
import { typedLines } from '../rules/typed-lines.ts'
import { listPrices } from './priced-lines.ts'

export const priceLines: Action = {
  name: 'priceLines',
  object: 'sales.quote',
  label: { 'zh-CN': '查价', en: 'Look up prices' },
  target: 'none',
  input: [
    { type: 'json', name: 'lines', label: { 'zh-CN': '明细', en: 'Lines' }, required: true },
    { type: 'text', name: 'currency', label: { 'zh-CN': '币种', en: 'Currency' }, maxLength: 3 },
  ],
  assists: {
    of: ['sales.quoteLine', 'sales.orderLine'],
    send: ['item', 'quantity'],
    whole: ['currency'],
    columns: [
      {
        type: 'decimal',
        scale: 4,
        name: 'price',
        label: { 'zh-CN': '价格表单价', en: 'List price' },
        fills: 'price',
      },
      {
        type: 'decimal',
        scale: 4,
        name: 'taxRate',
        label: { 'zh-CN': '税率', en: 'Tax rate' },
        fills: 'taxRate',
      },
    ],
  },
  run: async (context, input) => {
    const lines = typedLines(input.lines)
    const wanted = lines.map(({ item, quantity }) => ({ item, quantity: quantity.toFixed() }))
    const currency = typeof input.currency === 'string' ? input.currency : 'CNY'
    const listed = await listPrices(context, currency, wanted)
    const items = await context.rows('masterdata.item', [...new Set(wanted.map(({ item }) => item))])
    return ok({
      changes: [],
      output: {
        lines: lines.map(({ line, item }, index) => ({
          line,
          price: listed[index] ?? items.get(item)?.salePrice ?? null,
          taxRate: items.get(item)?.taxRate ?? null,
        })),
      },
    })
  },
}
