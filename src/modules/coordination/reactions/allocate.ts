// Keeps who gets what true inside every write: releases what is no longer wanted, gives out what is free, dates the rest.
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Decimal } from '#base/values/decimal'
import type { Change, Create, Diff, Reaction, Reader } from '#kernel/records'
import type { Row } from '#kernel/schema'
import {
  atLeastZero,
  heldBy,
  idOf,
  lockBalances,
  quantityOf,
  readIn,
  reserveChange,
  smaller,
} from '#modules/inventory'
import { gather, linesOf, type Wish } from '../reading/gather.ts'
import { type Causes, causesOf } from '../rules/causes.ts'
import { overlay } from '../rules/overlay.ts'
import { planChanges } from '../rules/plan-changes.ts'
import { type Demand, planSupply, topDown } from '../rules/supply-plan.ts'

/** An accepted order without a next task is missed after so many hours (ORD-14). */
export const idleHours = 4

export const allocate: Reaction = {
  name: 'coordination.allocate',
  authority: 'coordination',
  objects: [
    'sales.order',
    'sales.orderLine',
    'inventory.move',
    'inventory.reservation',
    'inventory.balance',
    'procurement.orderLine',
    'production.workOrder',
  ],
  beforeCommit: async (reader, diffs) => {
    const causes = causesOf(diffs)
    const lines = [...(await linesNow(reader, diffs, causes)), ...(await ofConfirmed(reader, causes.lines))]
    const touched = lines.map((line) => idOf(line.item))
    const items = [...new Set([...touched, ...causes.items])].filter((item) => item !== '')
    if (items.length === 0) return {}
    const releases = await releaseExcess(reader, diffs, causes, lines)
    const plan = causes.confirmed.length > 0
    const wish = { items, buy: plan, make: plan, since: isOnlyMore(causes) ? 'changed' : 'all' } as const
    const pending = releases.map((release) => release.values)
    const planned = await rebalance(reader, diffs, wish, pending)
    if (!planned.ok) return { problems: planned.problems }
    const confirmed = causes.confirmed.map((id) => stamp(reader, id))
    return { changes: [...releases, ...planned.value, ...confirmed] }
  },
}

/**
 * The lines of orders that were confirmed, ended or changed in urgency. Confirming changes every line that wants something, so
 * that those are at hand; of the others all have to be read.
 */
async function linesNow(reader: Reader, diffs: readonly Diff[], causes: Causes): Promise<readonly Row[]> {
  const { confirmed, ended, reranked } = causes
  const stored = await linesOf(reader, [...ended, ...reranked])
  return overlay(stored, ofOrders(diffs, [...confirmed, ...ended, ...reranked]), 'sales.orderLine')
}

/** Nothing became free or comes sooner: whoever stood before what is new in the queue gets what they were to get. */
const isOnlyMore = ({ ended, reranked, lines, items }: Causes): boolean =>
  [ended, reranked, lines, items].every((one) => one.length === 0)

/** A draft's line holds nothing and waits for nothing. Costs no read: a changed line has its order at hand. */
async function ofConfirmed(reader: Reader, lines: readonly Row[]): Promise<readonly Row[]> {
  const found: Row[] = []
  for (const line of lines)
    if ((await reader.row('sales.order', idOf(line.order)))?.status === 'confirmed') found.push(line)
  return found
}

const ofOrders = (diffs: readonly Diff[], orders: readonly string[]): readonly Diff[] =>
  diffs.filter((diff) => orders.includes(idOf((diff.after ?? diff.before)?.order)))

const stamp = (reader: Reader, id: string): Change => ({
  kind: 'update',
  object: 'sales.order',
  id,
  values: { plannedAt: reader.now, missedAt: hoursLater(reader.now, idleHours) },
})

export const hoursLater = (instant: string, hours: number): string =>
  new Date(Date.parse(instant) + hours * 3_600_000).toISOString()

/** Gives out, buys and makes for these items. Problems: coordination.bomCycle { items }. */
export async function rebalance(
  reader: Reader,
  diffs: readonly Diff[],
  wish: Wish,
  pending: readonly Row[] = [],
): Promise<Result<readonly Change[]>> {
  const { question, items, lines } = await gather(reader, diffs, wish, pending)
  const { order, cycle } = topDown(items.keys(), question.recipes)
  if (cycle.length > 0) {
    const names = cycle.map((item) => idOf(items.get(item)?.name) || item)
    return failed(problem('coordination.bomCycle', [], { items: names }))
  }
  const plan = planSupply(question, order, reader.newId)
  const dated = wish.since === 'all' ? lines : behind(lines, question.demands, diffs)
  return ok(planChanges(reader, plan, items, question.items, dated))
}

/** The lines from the first in the queue that this write changed: those before it keep what they were to get. */
function behind(
  lines: ReadonlyMap<string, Row>,
  demands: readonly Demand[],
  diffs: readonly Diff[],
): ReadonlyMap<string, Row> {
  const changed = new Set(diffs.map((diff) => diff.id))
  const ranks = new Map(demands.map((demand) => [demand.id, demand.rank]))
  const rankOf = (line: string): string => ranks.get(line) ?? ''
  const first =
    [...lines.keys()]
      .filter((line) => changed.has(line))
      .map(rankOf)
      .sort()[0] ?? ''
  return new Map([...lines].filter(([line]) => rankOf(line) >= first))
}

/** What lines hold beyond what they still want; everything, for orders that ended. */
async function releaseExcess(
  reader: Reader,
  diffs: readonly Diff[],
  causes: Causes,
  lines: readonly Row[],
): Promise<readonly Create[]> {
  const ended = new Set(causes.ended)
  const byId = new Map(lines.map((line) => [idOf(line.id), line]))
  const over = [...byId.values()].filter((line) => excess(line, ended).gt(0))
  if (over.length === 0) return []
  await lockBalances(
    reader,
    over.map((line) => idOf(line.item)),
  )
  const fields = ['orderLine', 'item', 'warehouse', 'quantity']
  const ids = over.map((line) => idOf(line.id))
  const stored = await readIn(reader, 'inventory.reservation', 'orderLine', ids, fields)
  const held = heldBy(overlay(stored, diffs, 'inventory.reservation'), 'orderLine')
  return over.flatMap((line) => release(reader, line, excess(line, ended), held.get(idOf(line.id))))
}

function excess(line: Row, ended: ReadonlySet<string>): Decimal {
  const held = quantityOf(line.reservedQuantity)
  if (ended.has(idOf(line.order))) return held
  const gone = quantityOf(line.cancelledQuantity).plus(quantityOf(line.shippedQuantity))
  return held.minus(atLeastZero(quantityOf(line.quantity).minus(gone)))
}

function release(
  reader: Reader,
  line: Row,
  excess: Decimal,
  places: ReadonlyMap<string, Decimal> | undefined,
): readonly Create[] {
  const releases: Create[] = []
  let left = excess
  for (const [warehouse, quantity] of places ?? []) {
    const taken = smaller(quantity, left)
    if (taken.lte(0)) break
    left = left.minus(taken)
    const because = { orderLine: idOf(line.id) }
    releases.push(
      reserveChange(reader, { item: idOf(line.item), warehouse, quantity: taken.negated(), because }),
    )
  }
  return releases
}
