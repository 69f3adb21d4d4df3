// Who gets what: free stock, then what is coming, then what must be bought or made, by explicit priority.
import { addDays } from '#base/values/date'
import { Decimal, sum } from '#base/values/decimal'
import { type Free, smaller, splitOverWarehouses } from '#modules/inventory'
import { materialsFor, type PlannedWork, type Recipe } from '#modules/production'
import { laterDay, type Share, type SupplyDate, sharesReady } from './promise.ts'

/** Something that waits for an item: an order line, or a material of a work order. */
export type Demand = {
  readonly id: string
  readonly kind: 'orderLine' | 'workOrderMaterial'
  readonly item: string
  /** Already reserved for it. */
  readonly held: Decimal
  /** Wanted beyond what is held. */
  readonly short: Decimal
  /** Sorts before those that come after it; see `rankOf`. */
  readonly rank: string
  readonly neededOn: string | null
  /** The customer order line it is for in the end. */
  readonly orderLine: string | null
  /** Numbers of the purchases and work orders that its day was said to rest on. */
  readonly restsOn?: readonly string[]
}

/** Something that comes: a purchase line or a work order, with the day it is promised for. */
export type Supply = {
  readonly kind: 'purchase' | 'work'
  readonly item: string
  readonly quantity: Decimal
  readonly date: string | null
  readonly number: string
  /** The order line it was bought or made for. */
  readonly orderLine: string | null
}

export type PlanItem = {
  readonly id: string
  readonly made: boolean
  readonly leadTimeDays: number
  readonly warehouse: string | null
}

export type PlanQuestion = {
  readonly today: string
  readonly items: ReadonlyMap<string, PlanItem>
  readonly recipes: ReadonlyMap<string, Recipe>
  readonly demands: readonly Demand[]
  readonly supplies: readonly Supply[]
  readonly free: ReadonlyMap<string, Free>
  /** Whether what is missing may be bought and made, or only dated. */
  readonly buy: boolean
  readonly make: boolean
}

export type PlanAnswer = {
  readonly reservations: readonly {
    readonly demand: Demand
    readonly warehouse: string
    readonly quantity: Decimal
  }[]
  readonly purchases: readonly {
    readonly demand: Demand
    readonly quantity: Decimal
    readonly expectedOn: string
  }[]
  /** Parents before the work orders that make their components. */
  readonly works: readonly (PlannedWork & { readonly demand: Demand })[]
  /** Every demand's share of stock and arrivals, and the day its last share is there. */
  readonly promises: ReadonlyMap<string, SupplyDate>
}

const priorities: Readonly<Record<string, string>> = { rush: '0', key: '1', normal: '2' }

/** Explicit priority first, then the promised day, then who ordered first (PROD-03). Text that sorts in that order. */
export const rankOf = (priority: string, promised: string, orderedAt: string, id: string): string =>
  [priorities[priority] ?? '2', promised || '9999-12-31', orderedAt, id].join('|')

/**
 * Items such that every product stands before its components, or the items of a cycle. Each item is visited once.
 */
export function topDown(
  items: Iterable<string>,
  recipes: ReadonlyMap<string, Recipe>,
): { readonly order: readonly string[]; readonly cycle: readonly string[] } {
  const done = new Set<string>()
  const path: string[] = []
  const order: string[] = []
  const visit = (item: string): readonly string[] => {
    if (path.includes(item)) return [...path.slice(path.indexOf(item)), item]
    if (done.has(item)) return []
    path.push(item)
    for (const component of recipes.get(item)?.components ?? []) {
      const cycle = visit(component.item)
      if (cycle.length > 0) return cycle
    }
    path.pop()
    done.add(item)
    order.unshift(item)
    return []
  }
  for (const item of items) {
    const cycle = visit(item)
    if (cycle.length > 0) return { order: [], cycle }
  }
  return { order, cycle: [] }
}

/**
 * The plan. `order` comes from `topDown`. No unit of stock or of an arrival is given twice; shares of a demand sum to
 * held + short; new materials of a work order take part as demands of their own, with the rank of what they are for.
 */
export function planSupply(
  question: PlanQuestion,
  order: readonly string[],
  newId: () => string,
): PlanAnswer {
  const waiting = new Map<string, Demand[]>()
  for (const demand of question.demands) put(waiting, demand)
  const draft: Draft = { reservations: [], purchases: [], works: [], shares: new Map() }
  for (const item of order) {
    const demands = (waiting.get(item) ?? []).sort((left, right) => (left.rank < right.rank ? -1 : 1))
    const left = serve(question, draft, item, demands)
    for (const [demand, quantity] of left) {
      for (const material of cover(question, draft, demand, quantity, newId)) put(waiting, material)
    }
  }
  return finish(question, draft)
}

type Draft = {
  reservations: { demand: Demand; warehouse: string; quantity: Decimal }[]
  purchases: { demand: Demand; quantity: Decimal; expectedOn: string }[]
  works: (PlannedWork & { demand: Demand })[]
  shares: Map<string, Share[]>
}

function put(waiting: Map<string, Demand[]>, demand: Demand): void {
  const list = waiting.get(demand.item) ?? []
  waiting.set(demand.item, list)
  list.push(demand)
}

/** Gives out free stock and then arrivals in rank order; answers what is left uncovered. */
function serve(
  question: PlanQuestion,
  draft: Draft,
  item: string,
  demands: readonly Demand[],
): readonly (readonly [Demand, Decimal])[] {
  const free = new Map(question.free.get(item) ?? [])
  const preferred = question.items.get(item)?.warehouse ?? undefined
  const days = arrivalDays(question, item)
  const uncovered = demands.flatMap((demand) => {
    const shares: Share[] = demand.held.gt(0) ? [{ source: 'stock', quantity: demand.held }] : []
    draft.shares.set(demand.id, shares)
    const split = splitOverWarehouses(demand.short, free, preferred)
    for (const piece of split.pieces) {
      free.set(piece.warehouse, (free.get(piece.warehouse) ?? piece.quantity).minus(piece.quantity))
      draft.reservations.push({ demand, ...piece })
      shares.push({ source: 'stock', quantity: piece.quantity })
    }
    const missing = draw(days, demand, split.missing)
    return missing.gt(0) ? [[demand, missing] as const] : []
  })
  for (const day of days) handOut(day, draft.shares)
  return uncovered
}

type Arrival = { readonly supply: Supply; left: Decimal }

/** What comes on one day, and who draws how much of it. */
type ArrivalDay = {
  readonly date: string
  readonly arrivals: readonly Arrival[]
  left: Decimal
  readonly draws: { readonly demand: Demand; left: Decimal }[]
}

function arrivalDays(question: PlanQuestion, item: string): readonly ArrivalDay[] {
  const days = question.items.get(item)?.leadTimeDays ?? 0
  const byDate = new Map<string, Arrival[]>()
  for (const supply of question.supplies) {
    if (supply.item !== item || supply.quantity.lte(0)) continue
    const date = laterDay(supply.date ?? later(question.today, days), question.today)
    byDate.set(date, [...(byDate.get(date) ?? []), { supply, left: supply.quantity }])
  }
  return [...byDate]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([date, arrivals]) => ({
      ...{ date, arrivals, draws: [] },
      left: sum(arrivals.map((arrival) => arrival.left)),
    }))
}

/** Takes from the earliest days what there is; answers what is still missing. */
function draw(days: readonly ArrivalDay[], demand: Demand, wanted: Decimal): Decimal {
  let missing = wanted
  for (const day of days) {
    const quantity = smaller(day.left, missing)
    if (quantity.lte(0)) continue
    day.left = day.left.minus(quantity)
    missing = missing.minus(quantity)
    day.draws.push({ demand, left: quantity })
  }
  return missing
}

/** Which arrival of a day a draw is, the first that fits: what it was said to rest on, what was bought or made for it, any. */
const claims: readonly ((demand: Demand, supply: Supply) => boolean)[] = [
  ({ restsOn = [] }, { number }) => restsOn.includes(number),
  ({ orderLine }, supply) => orderLine !== null && supply.orderLine === orderLine,
  () => true,
]

/** Names the arrivals of a day, so that one who comes between two others changes nothing for them where the day is the same. */
function handOut({ date, arrivals, draws }: ArrivalDay, shares: ReadonlyMap<string, Share[]>): void {
  for (const fits of claims)
    for (const one of draws)
      for (const arrival of arrivals) {
        if (!fits(one.demand, arrival.supply)) continue
        const quantity = smaller(arrival.left, one.left)
        if (quantity.lte(0)) continue
        arrival.left = arrival.left.minus(quantity)
        one.left = one.left.minus(quantity)
        const { kind, number, date: promised } = arrival.supply
        const late = promised !== null && promised < date
        shares
          .get(one.demand.id)
          ?.push({ source: kind, quantity, date, number, promised: promised !== null, late })
      }
}

/** Buys or makes what is left, when that may be done; answers the materials that a new work order needs. */
function cover(
  question: PlanQuestion,
  draft: Draft,
  demand: Demand,
  quantity: Decimal,
  newId: () => string,
): readonly Demand[] {
  const item = question.items.get(demand.item)
  const days = item?.leadTimeDays ?? 0
  const shares = draft.shares.get(demand.id) ?? []
  const recipe = item?.made === true ? question.recipes.get(demand.item) : undefined
  if (recipe !== undefined && question.make) {
    const work = newWork(question, demand, quantity, recipe, newId)
    draft.works.push(work)
    shares.push({ source: 'newWork', quantity, days, after: work.materials.map((material) => material.id) })
    return work.materials.map((material) => materialDemand(demand, work, material))
  }
  const expectedOn = later(question.today, days)
  const bought = item?.made === false && question.buy
  if (bought) draft.purchases.push({ demand, quantity, expectedOn })
  shares.push({ source: bought ? 'newPurchase' : 'nothing', quantity, days, date: expectedOn })
  return []
}

function newWork(
  question: PlanQuestion,
  demand: Demand,
  quantity: Decimal,
  recipe: Recipe,
  newId: () => string,
): PlannedWork & { demand: Demand } {
  return {
    id: newId(),
    item: demand.item,
    quantity,
    bom: recipe.bom,
    warehouse: question.items.get(demand.item)?.warehouse ?? null,
    plannedStart: null,
    dueDate: null,
    materials: materialsFor({ newId }, recipe, quantity),
    demand,
  }
}

const materialDemand = (
  demand: Demand,
  work: PlannedWork,
  material: PlannedWork['materials'][number],
): Demand => ({
  id: material.id,
  kind: 'workOrderMaterial',
  item: material.component,
  held: new Decimal(0),
  short: material.required,
  rank: `${demand.rank}|${work.id}`,
  neededOn: demand.neededOn,
  orderLine: demand.orderLine,
})

/** Dates come last: a product is ready when its last material is there and its own lead time has passed. */
function finish(question: PlanQuestion, draft: Draft): PlanAnswer {
  const promises = sharesReady(draft.shares, question.today)
  const works = draft.works.map((work) => {
    const starts = work.materials.map((material) => promises.get(material.id)?.date ?? question.today).sort()
    const plannedStart = starts.at(-1) ?? question.today
    const dueDate = later(plannedStart, question.items.get(work.item)?.leadTimeDays ?? 0)
    return { ...work, plannedStart, dueDate }
  })
  const { reservations, purchases } = draft
  return { reservations, purchases, works, promises }
}

export const later = (date: string, days: number): string => addDays(date, Math.ceil(days)) ?? date
