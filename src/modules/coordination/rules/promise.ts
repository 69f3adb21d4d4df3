// When a demand is met, and how that day was computed: always as shares that sum to what is wanted.
import { addDays, compare } from '#base/values/date'
import type { Decimal } from '#base/values/decimal'
import type { Json, Label, Value } from '#kernel/schema'
import { quantityText, shortText } from '#modules/inventory'

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

type Say = (share: DatedShare) => string
type Sayings = Readonly<Record<Share['source'], Say>>

const quantity = (share: DatedShare): string => shortText(share.quantity)

const sayings: Sayings = {
  stock: (share) => `现货 ${quantity(share)}`,
  purchase: (share) => `采购 ${share.number} ${arrives(share)} ${quantity(share)}`,
  work: (share) => `工单 ${share.number} ${arrives(share)} ${quantity(share)}`,
  newPurchase: (share) => `新采购 ${quantity(share)}，提前期 ${share.days} 天，${share.date} 到`,
  newWork: (share) => `新工单 ${quantity(share)}，齐料后 ${share.days} 天，${share.date} 完成`,
  nothing: (share) => `缺 ${quantity(share)}，尚未安排，按提前期 ${share.days} 天估计 ${share.date}`,
}
const arrives = (share: DatedShare): string => (share.late ? '已逾期，最早今天到' : `${share.date} 到`)

const englishSayings: Sayings = {
  stock: (share) => `in stock ${quantity(share)}`,
  purchase: (share) => `purchase ${share.number} ${comes(share)} ${quantity(share)}`,
  work: (share) => `work order ${share.number} ${comes(share)} ${quantity(share)}`,
  newPurchase: (share) =>
    `to be bought ${quantity(share)}, ${share.days} days of lead time, here ${share.date}`,
  newWork: (share) =>
    `to be made ${quantity(share)}, ${share.days} days once its materials are there, ready ${share.date}`,
  nothing: (share) =>
    `${quantity(share)} missing and not arranged, about ${share.date} by a lead time of ${share.days} days`,
}
const comes = (share: DatedShare): string =>
  share.late ? 'is overdue, today at the earliest' : `due ${share.date}`

/** The computation in words, in every language. */
export const promiseSaid = (promise: SupplyDate): Label => ({
  'zh-CN': promiseReason(promise),
  en: promise.shares.map((share) => englishSayings[share.source](share)).join('; '),
})

/** The computation in words, Chinese; `promiseBasis` is the same as data, for every other language. */
export const promiseReason = (promise: SupplyDate): string =>
  promise.shares.map((share) => sayings[share.source](share)).join('；')

export const promiseBasis = (promise: SupplyDate): Json =>
  promise.shares.map((share) => ({ ...share, quantity: quantityText(share.quantity) }))

/** The numbers that a stored basis names. */
export const numbersIn = (basis: Value | undefined): readonly string[] =>
  Array.isArray(basis)
    ? basis.flatMap((share) => {
        const number = (share as Partial<DatedShare> | null)?.number
        return typeof number === 'string' ? [number] : []
      })
    : []
