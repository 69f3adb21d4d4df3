// Makes a quote of an opportunity in one click, its lines priced from the price lists.

import { isUuid } from '#base/ids'
import { problem } from '#base/problem'
import { failed, ok } from '#base/result'
import { parseDecimal } from '#base/values/decimal'
import type { Action, Change } from '#kernel/records'
import type { Json } from '#kernel/schema'
import { listPrices, type Wanted } from './priced-lines.ts'

const most = 500
const currency = 'CNY'

/** Undefined when the lines are not a list of { item, quantity } of bearable length. */
function wantedOf(lines: Json | undefined): readonly Wanted[] | undefined {
  if (lines === undefined || lines === null) return []
  if (!Array.isArray(lines) || lines.length > most) return undefined
  const wanted = (lines as readonly Json[]).map(wantedLine)
  return wanted.every((line) => line !== undefined) ? wanted : undefined
}

function wantedLine(line: Json): Wanted | undefined {
  if (typeof line !== 'object' || line === null || !('item' in line) || !('quantity' in line))
    return undefined
  const quantity = parseDecimal(line.quantity)
  if (!isUuid(line.item) || !quantity?.gt(0)) return undefined
  return { item: line.item, quantity: quantity.toFixed() }
}

export const createQuote: Action = {
  name: 'createQuote',
  object: 'crm.opportunity',
  label: { 'zh-CN': '生成报价', en: 'Create quote' },
  target: 'record',
  input: [
    {
      type: 'json',
      name: 'lines',
      label: { 'zh-CN': '明细', en: 'Lines' },
      help: {
        'zh-CN': '物料与数量的列表；可留空稍后再填',
        en: 'A list of item and quantity; may be left blank',
      },
    },
  ],
  visible: "stage <> 'won' and stage <> 'lost'",
  run: async (context, input) => {
    const wanted = wantedOf(input.lines)
    if (wanted === undefined) return failed(problem('sales.badLines', ['lines']))
    const opportunity = context.record ?? {}
    const quote = context.newId()
    const prices = await listPrices(context, currency, wanted)
    const values = {
      customer: opportunity.customer ?? null,
      opportunity: opportunity.id ?? null,
      salesPerson: opportunity.owner ?? null,
      department: opportunity.department ?? null,
      currency,
      promisedDate: null,
    }
    const lines = wanted.map(
      (line, index): Change => ({
        kind: 'create',
        object: 'sales.quoteLine',
        id: context.newId(),
        values: { quote, lineNumber: String(index + 1), ...line, ...priceOf(prices[index]) },
      }),
    )
    const changes: readonly Change[] = [
      { kind: 'create', object: 'sales.quote', id: quote, values },
      ...lines,
    ]
    return ok({ changes, output: { quote } })
  },
}

const priceOf = (price: string | undefined) => (price === undefined ? {} : { price })
