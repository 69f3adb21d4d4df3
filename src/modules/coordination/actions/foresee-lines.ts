// Says of each line being typed what is free now and the earliest day it can be met, as confirming it would plan it.
import { problem } from '#base/problem'
import { failed, ok } from '#base/result'
import { sum } from '#base/values/decimal'
import type { Action, Reader } from '#kernel/records'
import { idOf, quantityText } from '#modules/inventory'
import { type TypedLine, typedLines } from '#modules/sales'
import { gather } from '../reading/gather.ts'
import { promiseSaid } from '../rules/promise.ts'
import { type Demand, planSupply, rankOf, topDown } from '../rules/supply-plan.ts'

export const foreseeLines: Action = {
  name: 'foreseeLines',
  object: 'sales.order',
  label: { 'zh-CN': '查库存与交期', en: 'Foresee stock and dates' },
  target: 'none',
  input: [
    { type: 'json', name: 'lines', label: { 'zh-CN': '明细', en: 'Lines' }, required: true },
    { type: 'date', name: 'promisedDate', label: { 'zh-CN': '承诺交期', en: 'Promised date' } },
    { type: 'text', name: 'priority', label: { 'zh-CN': '优先级', en: 'Priority' }, maxLength: 20 },
  ],
  assists: {
    of: ['sales.quoteLine', 'sales.orderLine'],
    send: ['item', 'quantity', 'promisedDate'],
    whole: ['promisedDate', 'priority'],
    columns: [
      { type: 'decimal', scale: 3, name: 'free', label: { 'zh-CN': '可用库存', en: 'Free stock' } },
      {
        type: 'date',
        name: 'earliest',
        label: { 'zh-CN': '最早可交', en: 'Earliest' },
        reason: 'why',
        notAfter: 'promisedDate',
      },
    ],
  },
  run: async (context, input) => {
    const goods = await goodsOf(context, typedLines(input.lines))
    const demands = goods.map((line) => imaginedDemand(context, line, input))
    const wish = { items: [...new Set(goods.map(({ item }) => item))], buy: true, make: true } as const
    if (goods.length === 0) return ok({ changes: [], output: { lines: [] } })
    const { question, items } = await gather(unlocked(context), [], { ...wish, since: 'all' }, [], demands)
    const { order, cycle } = topDown(items.keys(), question.recipes)
    if (cycle.length > 0) {
      const names = cycle.map((item) => idOf(items.get(item)?.name) || item)
      return failed(problem('coordination.bomCycle', [], { items: names }))
    }
    const { promises } = planSupply(question, order, context.newId)
    const lines = goods.map(({ line, item }) => {
      const promise = promises.get(line)
      const free = quantityText(sum(question.free.get(item)?.values() ?? []))
      return { line, free, ...(promise ? { earliest: promise.date, why: promiseSaid(promise) } : {}) }
    })
    return ok({ changes: [], output: { lines } })
  },
}

/** Services are neither in stock nor waited for. */
async function goodsOf(reader: Reader, lines: readonly TypedLine[]): Promise<readonly TypedLine[]> {
  const items = await reader.rows('masterdata.item', [...new Set(lines.map(({ item }) => item))])
  return lines.filter(({ item }) => items.has(item) && items.get(item)?.kind !== 'service')
}

/** What the line would wait for if the order were confirmed now: behind all who stand before it in the queue. */
function imaginedDemand(
  reader: Reader,
  line: TypedLine,
  whole: { readonly promisedDate?: unknown; readonly priority?: unknown },
): Demand {
  const promised = line.promisedDate ?? (typeof whole.promisedDate === 'string' ? whole.promisedDate : '')
  const priority = typeof whole.priority === 'string' ? whole.priority : ''
  return {
    id: line.line,
    kind: 'orderLine',
    item: line.item,
    held: sum([]),
    short: line.quantity,
    rank: rankOf(priority, promised, reader.now, line.line),
    neededOn: promised || null,
    orderLine: line.line,
  }
}

/** A look that nobody has to wait for: what is only shown needs no lock. */
const unlocked = (reader: Reader): Reader => ({ ...reader, read: (query) => reader.read(query) })
