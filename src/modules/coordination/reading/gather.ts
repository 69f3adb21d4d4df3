// Everything a supply plan needs to know, in a fixed number of reads, stock locked first.
import { localDate } from '#base/values/date'
import { type Decimal, sum } from '#base/values/decimal'
import type { Diff, Filter, Reader } from '#kernel/records'
import type { Row } from '#kernel/schema'
import {
  addTo,
  atLeastZero,
  type FreeStock,
  freeStock,
  idOf,
  lockBalances,
  quantityOf,
  readAll,
  readIn,
  smaller,
} from '#modules/inventory'
import { type Recipe, readRecipes } from '#modules/production'
import { overlay } from '../rules/overlay.ts'
import { numbersIn } from '../rules/promise.ts'
import { type Demand, type PlanItem, type PlanQuestion, rankOf, type Supply } from '../rules/supply-plan.ts'

export type Gathered = {
  readonly question: PlanQuestion
  readonly items: ReadonlyMap<string, Row>
  /** Waiting order lines by id, as this write sees them. */
  readonly lines: ReadonlyMap<string, Row>
}
export type Wish = {
  readonly items: readonly string[]
  readonly buy: boolean
  readonly make: boolean
  /** Whose day may move: everybody's, or only of what this write changed and of whoever stands behind it in the queue. */
  readonly since: 'all' | 'changed'
}

const deepest = 20
const isShort: Filter = { field: 'shortQuantity', is: 'gt', value: '0' }

const lineFields = [
  ...[
    'order',
    'item',
    'quantity',
    'cancelledQuantity',
    'shippedQuantity',
    'reservedQuantity',
    'shortQuantity',
  ],
  ...['promisedDate', 'expectedDate', 'expectedReason', 'expectedBasis'],
]
const materialFields = ['workOrder', 'component', 'required', 'consumed', 'reservedQuantity']
const workFields = [
  ...['item', 'number', 'status', 'dueDate', 'plannedStart', 'openQuantity', 'createdAt', 'orderLine'],
  ...['orderLine.order.priority', 'orderLine.order.promisedDate'],
]

/**
 * Reads with the stock of all concerned items locked in id order. `diffs` are laid over what is read, because the reader
 * leaves out what this write creates. `pending` are reservations that are decided but not yet part of the write; `imagined`
 * are demands that nobody has written yet, in place of stored ones with their ids. What is coming, and where it would go, is
 * read only when free stock is not enough for all who wait.
 */
export async function gather(
  reader: Reader,
  diffs: readonly Diff[],
  wish: Wish,
  pending: readonly Row[] = [],
  imagined: readonly Demand[] = [],
): Promise<Gathered> {
  const wanted = await reader.rows('masterdata.item', wish.items)
  // Where nothing is made or bought in this workspace, what is missing waits, or is bought.
  const makes = !reader.isOff('production.workOrder')
  const buys = !reader.isOff('procurement.order')
  const made = wish.items.filter((id) => makes && wanted.get(id)?.made === true)
  const recipes = wish.make ? await readAllRecipes(reader, made) : new Map<string, Recipe>()
  const ids = new Set(wish.items)
  for (const recipe of recipes.values()) for (const component of recipe.components) ids.add(component.item)
  // Asked at once and answered one after another: who waits is read under the locks.
  const [balances, shortLines, shortMaterials] = await Promise.all([
    lockBalances(reader, ids),
    readIn(reader, 'sales.orderLine', 'item', ids, lineFields, [isShort]),
    readIn(reader, 'production.workOrderMaterial', 'component', ids, materialFields, [isShort]),
  ])
  const items = ids.size === wanted.size ? wanted : await reader.rows('masterdata.item', [...ids])
  const lines = await waitingLines(reader, shortLines, diffs, items)
  const others = lines.demands.filter(({ id }) => !imagined.some((demand) => demand.id === id))
  const materials = await waitingMaterials(reader, shortMaterials, diffs, ids)
  const demands = [...others, ...materials, ...imagined]
  const free = freeStock(overlay(balances, diffs, 'inventory.balance'), [], pending)
  const enough = isEnough(demands, free)
  const places = new Map(balances.map((row) => [idOf(row.item), idOf(row.warehouse)]))
  const place = enough || places.size === ids.size ? '' : await firstWarehouse(reader)
  const question: PlanQuestion = {
    today: localDate(reader.now, reader.zone) ?? reader.now.slice(0, 10),
    items: new Map([...items].map(([id, row]) => [id, planItem(row, places.get(id) ?? place, makes)])),
    recipes,
    demands,
    supplies: enough ? [] : await coming(reader, diffs, ids),
    free,
    buy: wish.buy && buys,
    make: wish.make && makes,
  }
  return { question, items, lines: lines.rows }
}

/** Whether everybody gets what they want from free stock, so that nothing that comes is touched. */
function isEnough(demands: readonly Demand[], free: FreeStock): boolean {
  const short = new Map<string, Decimal>()
  for (const demand of demands) addTo(short, demand.item, atLeastZero(demand.short))
  return [...short].every(([item, quantity]) => quantity.lte(sum(free.get(item)?.values() ?? [])))
}

async function firstWarehouse(reader: Reader): Promise<string> {
  const [first] = await reader.read({
    object: 'masterdata.warehouse',
    fields: ['id'],
    sort: ['code'],
    limit: 1,
  })
  return idOf(first?.id)
}

const byId = (rows: readonly Row[]): Map<string, Row> => new Map(rows.map((row) => [idOf(row.id), row]))

const planItem = (row: Row, warehouse: string, makes: boolean): PlanItem => ({
  id: idOf(row.id),
  made: makes && row.made === true,
  leadTimeDays: quantityOf(row.leadTimeDays).toNumber(),
  warehouse: warehouse || null,
})

/** Recipes of the items and of everything they are made of, one level a read, at most 20 levels. */
async function readAllRecipes(reader: Reader, items: readonly string[]): Promise<Map<string, Recipe>> {
  const recipes = new Map<string, Recipe>()
  const seen = new Set(items)
  let level: readonly string[] = [...seen]
  for (let depth = 0; depth < deepest && level.length > 0; depth++) {
    const found = await readRecipes(reader, level)
    for (const [item, recipe] of found) recipes.set(item, recipe)
    const parts = [...found.values()].flatMap((recipe) => recipe.components.map((part) => part.item))
    level = [...new Set(parts)].filter((part) => !seen.has(part))
    for (const part of level) seen.add(part)
  }
  return recipes
}

/**
 * Stored lines that lack something, and all that this write changes. Lines that hold all they want are left alone: nothing
 * that happens to others moves their day.
 */
async function waitingLines(
  reader: Reader,
  stored: readonly Row[],
  diffs: readonly Diff[],
  items: ReadonlyMap<string, Row>,
): Promise<{ rows: ReadonlyMap<string, Row>; demands: readonly Demand[] }> {
  const short = stored.filter((row) => quantityOf(row.shortQuantity).gt(0))
  const rows = overlay(short, diffs, 'sales.orderLine').filter((row) => items.has(idOf(row.item)))
  const orders = await reader.rows(
    'sales.order',
    rows.map((row) => idOf(row.order)),
  )
  const waiting = rows.filter(
    (row) =>
      orders.get(idOf(row.order))?.status === 'confirmed' && items.get(idOf(row.item))?.kind !== 'service',
  )
  return {
    rows: byId(waiting),
    demands: waiting.map((row) => lineDemand(row, orders.get(idOf(row.order)) ?? {})),
  }
}

function lineDemand(row: Row, order: Row): Demand {
  const gone = quantityOf(row.cancelledQuantity).plus(quantityOf(row.shippedQuantity))
  const open = atLeastZero(quantityOf(row.quantity).minus(gone))
  const held = smaller(quantityOf(row.reservedQuantity), open)
  const promised = idOf(row.promisedDate) || idOf(order.promisedDate)
  return {
    id: idOf(row.id),
    kind: 'orderLine',
    item: idOf(row.item),
    held,
    short: open.minus(held),
    rank: rankOf(idOf(order.priority), promised, idOf(order.createdAt), idOf(row.id)),
    neededOn: promised || null,
    orderLine: idOf(row.id),
    restsOn: numbersIn(row.expectedBasis),
  }
}

async function waitingMaterials(
  reader: Reader,
  stored: readonly Row[],
  diffs: readonly Diff[],
  items: ReadonlySet<string>,
): Promise<readonly Demand[]> {
  const rows = overlay(stored, diffs, 'production.workOrderMaterial')
  const works = overlay(
    await readIn(
      reader,
      'production.workOrder',
      'id',
      rows.map((row) => idOf(row.workOrder)),
      workFields,
    ),
    diffs,
    'production.workOrder',
  )
  const byWork = byId(works)
  return rows.flatMap((row) => {
    const work = byWork.get(idOf(row.workOrder)) ?? {}
    const running = work.status === 'planned' || work.status === 'started'
    return running && items.has(idOf(row.component)) ? [materialDemand(row, work)] : []
  })
}

function materialDemand(row: Row, work: Row): Demand {
  const held = quantityOf(row.reservedQuantity)
  const priority = idOf(work['orderLine.order.priority'])
  const needed = idOf(work['orderLine.order.promisedDate']) || idOf(work.dueDate)
  return {
    id: idOf(row.id),
    kind: 'workOrderMaterial',
    item: idOf(row.component),
    held,
    short: quantityOf(row.required).minus(quantityOf(row.consumed)).minus(held),
    rank: rankOf(priority, needed, idOf(work.createdAt), idOf(row.id)),
    neededOn: idOf(work.plannedStart) || needed || null,
    orderLine: idOf(work.orderLine) || null,
  }
}

/** Purchases and work orders still to come. */
export async function coming(
  reader: Reader,
  diffs: readonly Diff[],
  items: ReadonlySet<string>,
): Promise<readonly Supply[]> {
  const open: Filter = { field: 'openQuantity', is: 'gt', value: '0' }
  const bought = ['item', 'openQuantity', 'dueDate', 'orderLine', 'order.number']
  const [purchases, works] = await Promise.all([
    readIn(reader, 'procurement.orderLine', 'item', items, bought, [open]),
    readIn(reader, 'production.workOrder', 'item', items, workFields, [open]),
  ])
  return [
    ...overlay(purchases, diffs, 'procurement.orderLine').map((row) => supply('purchase', row)),
    ...overlay(works, diffs, 'production.workOrder').map((row) => supply('work', row)),
  ].filter((one) => items.has(one.item) && one.quantity.gt(0))
}

const supply = (kind: Supply['kind'], row: Row): Supply => ({
  kind,
  item: idOf(row.item),
  quantity: quantityOf(row.openQuantity),
  date: idOf(row.dueDate) || null,
  number: idOf(row['order.number']) || idOf(row.number),
  orderLine: idOf(row.orderLine) || null,
})

/** The next arrival of each item, for refusals. */
export async function nextArrivals(
  reader: Reader,
  items: Iterable<string>,
): Promise<ReadonlyMap<string, Supply>> {
  const wanted = new Set(items)
  const found = wanted.size === 0 ? [] : await coming(reader, [], wanted)
  const dated = found.filter((one) => one.date !== null)
  dated.sort((left, right) => ((left.date ?? '') > (right.date ?? '') ? -1 : 1))
  return new Map(dated.map((one) => [one.item, one]))
}

/** Lines of orders, whatever they wait for. */
export const linesOf = async (reader: Reader, orders: readonly string[]): Promise<readonly Row[]> =>
  orders.length === 0
    ? []
    : readAll(reader, {
        object: 'sales.orderLine',
        fields: lineFields,
        filter: { field: 'order', is: 'in', value: [...orders] },
      })
