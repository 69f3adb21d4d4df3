// Prices items from the price lists valid today, one question an object however many lines there are.

import { localDate } from '#base/values/date'
import { parseDecimal, zero } from '#base/values/decimal'
import { type Reader, readAll } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { tierPrice } from '../rules/line-pricing.ts'

export type Wanted = { readonly item: string; readonly quantity: string }

/** The price-list price of each wanted line, in order; undefined where no list has one and the item's own price applies. */
export async function listPrices(
  context: Reader,
  currency: string,
  lines: readonly Wanted[],
): Promise<readonly (string | undefined)[]> {
  const lists = await validLists(context, currency)
  const tiers = lists.length === 0 ? [] : await tiersOf(context, lists, lines)
  return lines.map((line) => tierPrice(line.item, parseDecimal(line.quantity) ?? zero, lists, tiers))
}

function validLists(context: Reader, currency: string): Promise<readonly Row[]> {
  const today = localDate(context.now, context.zone) ?? ''
  return context.read({
    object: 'sales.priceList',
    fields: ['id', 'validFrom'],
    filter: {
      and: [
        { field: 'currency', is: 'eq', value: currency },
        { field: 'validFrom', is: 'le', value: today },
        {
          or: [
            { field: 'validTo', is: 'blank' },
            { field: 'validTo', is: 'ge', value: today },
          ],
        },
      ],
    },
    sort: ['-validFrom'],
    limit: 100,
  })
}

const tiersOf = (context: Reader, lists: readonly Row[], lines: readonly Wanted[]) =>
  readAll(context.read, {
    object: 'sales.priceListLine',
    fields: ['id', 'priceList', 'item', 'price', 'minQuantity'],
    filter: {
      and: [
        { field: 'priceList', is: 'in', value: lists.map((list) => String(list.id)) },
        { field: 'item', is: 'in', value: [...new Set(lines.map((line) => line.item))] },
      ],
    },
  })
