// Orders as salespeople write, release, confirm, change and cancel them.
import { addDays, daysBetween } from '#base/values/date'
import type { Row } from '#kernel/schema'
import { type Day, type Habit, share, turnOf } from './day.ts'
import { type DemoIds, ownerOf, sellers } from './install-company.ts'
import { items } from './items.ts'
import { customers } from './parties.ts'
import type { Random } from './random.ts'
import { cancelReasons, requirements } from './wording.ts'
import { workdaysAfter } from './working-days.ts'
import { act, create, number, text, type Wish, type World } from './world.ts'

const products = items.filter((item) => item.bom !== undefined)
const extras = items.filter((item) => item.kind !== 'component' && item.bom === undefined)
const bought = extras.filter((item) => item.kind !== 'service')
// Most orders are for one thing.
const lineCounts = [1, 1, 1, 1, 1, 2, 3] as const
const sizes = { A: [40, 160], B: [20, 70], C: [6, 30] } as const

/** Items and quantities that a customer of this grade would ask for. */
export function basket(
  random: Random,
  grade: 'A' | 'B' | 'C',
  ids: DemoIds,
): readonly { item: string; quantity: string; code: string }[] {
  const [from, to] = sizes[grade]
  const picked = new Map<string, number>()
  for (let left = random.pick(lineCounts); left > 0; left--)
    picked.set(random.pick(products).code, Math.round(random.between(from, to) / 2) * 2)
  if (random.chance(0.15)) {
    const extra = random.pick(extras)
    picked.set(extra.code, extra.kind === 'service' ? 1 : random.between(10, 60))
  }
  return [...picked].map(([code, quantity]) => ({
    code,
    item: ids.items.get(code) ?? '',
    quantity: String(quantity),
  }))
}

const discounts = ['0', '0', '0', '0.02', '0.03', '0.05', '0.08'] as const

/** An order that a salesperson takes from one of their customers. */
export function newOrder(world: World, day: Day, ids: DemoIds, place: number, by: string): Wish {
  const random = world.random('order', day.date, place)
  const own = customers.flatMap((_, index) => (ownerOf(index) === by ? [index] : []))
  // Better customers order more often.
  const index = [0, 1].map(() => random.pick(own)).sort((a, b) => rank(a) - rank(b))[0] ?? 0
  const grade = customers[index]?.grade ?? 'C'
  const order = world.newId()
  const discount = random.pick(discounts)
  const rush = random.chance(0.06)
  const values = {
    customer: ids.customers[index] ?? '',
    company: ids.company,
    promisedDate: workdaysAfter(day.date, rush ? random.between(2, 4) : random.between(5, 15)),
    customerPo: random.chance(0.7)
      ? `PO${day.date.slice(2, 7).replace('-', '')}${random.between(1000, 9999)}`
      : null,
    specialRequirements: random.chance(0.15) ? random.pick(requirements) : null,
    ...(rush ? { priority: 'rush' } : grade === 'A' && random.chance(0.3) ? { priority: 'key' } : {}),
  }
  const lines = basket(random, grade, ids).map(({ item, quantity }) =>
    create('sales.orderLine', world.newId(), { order, item, quantity, discount }),
  )
  return { by, changes: [create('sales.order', order, values), ...lines] }
}

const rank = (index: number): number => 'ABC'.indexOf(customers[index]?.grade ?? 'C')

const takeOrders: Habit = {
  minute: 600,
  wish: async (world, day, ids) => {
    const by = turnOf(['liuyang', ...sellers], day)
    const wishes = Array.from({ length: share(day, day.wanted.orders) }, (_, place) =>
      newOrder(world, day, ids, place, by),
    )
    return wishes
  },
}

/** Chains order for all their shops: more than lies in the warehouses, some of it sooner than it can be bought or made. */
const takeLarge: Habit = {
  minute: 600,
  wish: async (world, day, ids) => {
    if (!day.recent || day.index % 2 === 0) return []
    const random = world.random('large', day.date)
    const index = random.pick(customers.flatMap(({ grade }, at) => (grade === 'A' ? [at] : [])))
    const isBought = random.chance(0.5)
    const [item, quantity] = isBought ? [random.pick(bought), '2600'] : [random.pick(products), '1400']
    const order = world.newId()
    const values = {
      customer: ids.customers[index] ?? '',
      company: ids.company,
      promisedDate: workdaysAfter(day.date, random.pick([3, 4, 12])),
      priority: 'key',
      customerPo: `ALL-${random.between(1000, 9999)}`,
    }
    const line = { order, item: ids.items.get(item.code) ?? '', quantity, discount: '0.05' }
    const changes = [create('sales.order', order, values), create('sales.orderLine', world.newId(), line)]
    return [{ by: ownerOf(index), changes }]
  },
}

const drafts = (world: World): Promise<readonly Row[]> =>
  world.read({
    object: 'sales.order',
    fields: ['id', 'number', 'salesPerson', 'amount', 'reviewedBy', 'orderDate', 'promisedDate'],
    filter: { field: 'status', is: 'eq', value: 'draft' },
    sort: ['number'],
  })

const reviewOver = 80_000

/** The second pair of eyes on large orders: the sales manager, or finance for the manager's own. */
const review: Habit = {
  minute: 650,
  wish: async (world) => {
    const due = (await drafts(world)).filter((row) => number(row.amount) >= reviewOver && !row.reviewedBy)
    return due.map((row): Wish => {
      const by = world.login(row.salesPerson) === 'liuyang' ? 'wufang' : 'liuyang'
      return { by, changes: [act('sales.order', text(row.id), 'review')] }
    })
  },
}

const dropEvery = 23

/** Most orders are confirmed on the day they are written; some wait for the customer, a few never come about. */
const confirm: Habit = {
  minute: 690,
  wish: async (world, day) => {
    return (await drafts(world)).flatMap((row): readonly Wish[] => {
      const random = world.random('confirm', text(row.number))
      const wait = random.pick([0, 0, 0, 1, 1, 2, 4])
      const dropped = number(text(row.number).slice(-6)) % dropEvery === 5
      const age = daysBetween(text(row.orderDate), day.date)
      const by = text(row.salesPerson)
      if (age < (dropped ? 6 : wait)) return []
      const reason = random.pick(cancelReasons)
      const isStale = age > 16
      if (dropped || isStale)
        return [{ by, changes: [act('sales.order', text(row.id), 'cancel', { reason })] }]
      const otherwise = releaseOf(world, text(row.id))
      return [{ by, changes: [act('sales.order', text(row.id), 'confirm')], otherwise }]
    })
  },
}

/** Finance lets most orders through that are over their customer's credit; they are confirmed another day. */
const releaseOf =
  (world: World, order: string): NonNullable<Wish['otherwise']> =>
  (problems) =>
    problems[0]?.code === 'sales.creditExceeded' && world.random('credit', order).chance(0.7)
      ? [{ by: 'wufang', changes: [act('sales.order', order, 'releaseCredit', { reason: releaseReason })] }]
      : []

const releaseReason = '本月有回款计划，特批放行'

/** Customers change their minds: more pieces, or an earlier day, asked of production and answered by it. */
const change: Habit = {
  minute: 690,
  wish: async (world, day) => {
    const open = await world.read({
      object: 'sales.order',
      fields: ['id', 'number', 'salesPerson', 'promisedDate', 'orderDate', 'openQuantity'],
      filter: {
        and: [
          { field: 'status', is: 'eq', value: 'confirmed' },
          { field: 'openQuantity', is: 'gt', value: '0' },
        ],
      },
      sort: ['number'],
    })
    const wishes = open.flatMap((row): readonly Wish[] => {
      const random = world.random('change', text(row.number), day.date)
      const by = text(row.salesPerson)
      const kind = random.next() * 3
      if (kind < 0.03)
        return [
          {
            by,
            changes: [act('sales.order', text(row.id), 'cancel', { reason: random.pick(cancelReasons) })],
          },
        ]
      if (kind > 0.18) return []
      const newDate = kind < 0.09 ? workdaysAfter(day.date, 2) : (addDays(text(row.promisedDate), 5) ?? null)
      const reason = kind < 0.09 ? '客户活动提前，希望提前交货' : '客户仓库盘点，推迟收货'
      return [{ by, changes: [act('sales.order', text(row.id), 'changeRequest', { newDate, reason })] }]
    })
    return wishes
  },
}

const answerChanges: Habit = {
  minute: 720,
  wish: async (world) => {
    const asked = await world.read({
      object: 'coordination.changeRequest',
      fields: ['id', 'number', 'reason'],
      filter: { field: 'status', is: 'eq', value: 'asked' },
      sort: ['number'],
    })
    const wishes = asked.flatMap((row): readonly Wish[] => {
      const random = world.random('answer', text(row.number))
      const id = text(row.id)
      if (random.chance(0.2)) return []
      const yes = text(row.reason).includes('推迟') || random.chance(0.6)
      const change = yes
        ? act('coordination.changeRequest', id, 'accept', { answer: '可以调整，已重排产线' })
        : act('coordination.changeRequest', id, 'refuse', { answer: '本周产能已满，无法提前' })
      return [{ by: 'qianjin', changes: [change] }]
    })
    return wishes
  },
}

export const selling: readonly Habit[] = [takeOrders, takeLarge, review, confirm, change, answerChanges]
