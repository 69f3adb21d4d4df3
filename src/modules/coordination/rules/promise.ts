// When a demand is met, and how that day was computed: always as shares that sum to what is wanted.
import { addDays, compare } from '#base/values/date'
import type { Decimal } from '#base/values/decimal'
import type { Json, Label, Value } from '#kernel/schema'
import { label, quantityText, shortText } from '#modules/inventory'

/** A part of a demand and where it comes from. */
export type Share =
  | { readonly source: 'stock'; readonly quantity: Decimal }
  | {
      readonly source: 'purchase' | 'work'
      readonly quantity: Decimal
      readonly date: string
      readonly number: string
      /** Somebody promised the day; otherwise it is today and the lead time. */
      readonly promised: boolean
      /** The promised day has passed, so today stands in for it. */
      readonly late: boolean
    }
  | {
      readonly source: 'newPurchase' | 'nothing'
      readonly quantity: Decimal
      readonly date: string
      readonly days: number
    }
  | {
      readonly source: 'newWork'
      readonly quantity: Decimal
      readonly days: number
      /** Ids of the material demands it waits for. */
      readonly after: readonly string[]
    }

export type DatedShare = {
  readonly source: Share['source']
  readonly quantity: Decimal
  readonly date: string
  readonly number: string | null
  readonly days: number | null
  readonly late: boolean
}
export type SupplyDate = { readonly date: string; readonly shares: readonly DatedShare[] }

/**
 * Every demand's day: the latest of its shares. Stock is there today; a new work order is ready its lead time after its
 * last material. Materials of a cycle cannot occur: recipes are checked before planning.
 */
export function sharesReady(
  shares: ReadonlyMap<string, readonly Share[]>,
  today: string,
): ReadonlyMap<string, SupplyDate> {
  const promises = new Map<string, SupplyDate>()
  const ready = (demand: string): SupplyDate => {
    const known = promises.get(demand)
    if (known !== undefined) return known
    const dated = (shares.get(demand) ?? []).map((share) => date(share, today, (id) => ready(id).date))
    const promise = { date: latest(today, dated), shares: dated }
    promises.set(demand, promise)
    return promise
  }
  for (const demand of shares.keys()) ready(demand)
  return promises
}

const latest = (today: string, shares: readonly DatedShare[]): string =>
  shares.map((share) => share.date).reduce(laterDay, today)

/** Days are text that sorts as the days do. */
export const laterDay = (left: string, right: string): string => (compare(left, right) < 0 ? right : left)

function date(share: Share, today: string, ready: (demand: string) => string): DatedShare {
  const base = { source: share.source, quantity: share.quantity, number: null, days: null, late: false }
  if (share.source === 'stock') return { ...base, date: today }
  if ('number' in share) return { ...base, date: share.date, number: share.number, late: share.late }
  if (share.source !== 'newWork') return { ...base, date: share.date, days: share.days }
  const start = share.after.map(ready).reduce(laterDay, today)
  return { ...base, date: addDays(start, Math.ceil(share.days)) ?? start, days: share.days }
}

/** What a share says, by its source; one that is late has words of its own. `{name}` stands for a value of the share. */
export const sayings: Readonly<Record<string, Label>> = {
  stock: label('现货 {quantity}', '{quantity} in stock'),
  purchase: label('采购 {number} {date} 到 {quantity}', 'Purchase {number}: {quantity} on {date}'),
  purchaseLate: label(
    '采购 {number} 已逾期，最早今天到 {quantity}',
    'Purchase {number} is overdue: {quantity} today at the earliest',
  ),
  work: label('工单 {number} {date} 到 {quantity}', 'Work order {number}: {quantity} on {date}'),
  workLate: label(
    '工单 {number} 已逾期，最早今天到 {quantity}',
    'Work order {number} is overdue: {quantity} today at the earliest',
  ),
  newPurchase: label(
    '新采购 {quantity}，提前期 {days} 天，{date} 到',
    '{quantity} to buy, {days} days: {date}',
  ),
  newWork: label(
    '新工单 {quantity}，齐料后 {days} 天，{date} 完成',
    '{quantity} to make, {days} days once the material is there: {date}',
  ),
  nothing: label(
    '缺 {quantity}，尚未安排，按提前期 {days} 天估计 {date}',
    '{quantity} short and not arranged; by the lead time of {days} days: {date}',
  ),
}

const keyOf = ({ source, late }: DatedShare): string => (late ? `${source}Late` : source)

function said(share: DatedShare): string {
  const values: Readonly<Record<string, unknown>> = { ...share, quantity: shortText(share.quantity) }
  const text = sayings[keyOf(share)]?.['zh-CN'] ?? ''
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '—'))
}

/** The computation in words, Chinese; `promiseBasis` is the same as data, for every other language. */
export const promiseReason = (promise: SupplyDate): string => promise.shares.map(said).join('；')

export const promiseBasis = (promise: SupplyDate): Json =>
  promise.shares.map((share) => ({
    ...share,
    says: keyOf(share),
    quantity: quantityText(share.quantity),
  }))

/** The numbers that a stored basis names. */
export const numbersIn = (basis: Value | undefined): readonly string[] =>
  Array.isArray(basis)
    ? basis.flatMap((share) => {
        const number = (share as Partial<DatedShare> | null)?.number
        return typeof number === 'string' ? [number] : []
      })
    : []
