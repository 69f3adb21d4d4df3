// Orders as salespeople write, release, confirm, change and cancel them.
import { addDays, daysBetween } from '#base/values/date'
import type { Row } from '#kernel/schema'
import { type Day, type Habit, share } from './day.ts'
import { type DemoIds, ownerOf } from './install-company.ts'
import { items } from './items.ts'
import { customers } from './parties.ts'
import type { Random } from './random.ts'
import { cancelReasons, requirements } from './wording.ts'
import { workdaysAfter } from './working-days.ts'
import { act, create, number, text, type Wish, type World } from './world.ts'

const products = items.filter((item) => item.bom !== undefined)
const extras = items.filter((item) => item.kind !== 'component' && item.bom === undefined)
const sizes = { A: [40, 160], B: [20, 70], C: [6, 30] } as const

/** Items and quantities that a customer of this grade would ask for. */
export function basket(
  random: Random,
  grade: 'A' | 'B' | 'C',
  ids: DemoIds,
): readonly { item: string; quantity: string; code: string }[] {
  const [from, to] = sizes[grade]
  const picked = new Map<string, number>()
  for (let left = random.between(1, 3); left > 0; left--)
    picked.set(random.pick(products).code, Math.round(random.between(from, to) / 2) * 2)
  if (random.chance(0.2)) {
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

function newOrder(world: World, day: Day, ids: DemoIds, place: number): Wish {
  const random = world.random('order', day.date, place)
  // Better customers order more often.
  const index =
    [0, 1, 2].map(() => random.between(0, customers.length - 1)).sort((a, b) => rank(a) - rank(b))[0] ?? 0
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
  return { by: ownerOf(index), changes: [create('sales.order', order, values), ...lines] }
}

const rank = (index: number): number => 'ABC'.indexOf(customers[index]?.grade ?? 'C')

const takeOrders: Habit = {
  minute: 600,
  run: async (world, day, ids) => {
    const wishes = Array.from({ length: share(day, day.wanted.orders) }, (_, place) =>
      newOrder(world, day, ids, place),
    )
    await world.act(...wishes)
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
  minute: 645,
  run: async (world) => {
    const due = (await drafts(world)).filter((row) => number(row.amount) >= reviewOver && !row.reviewedBy)
    await world.act(
      ...due.map((row): Wish => {
        const by = world.login(row.salesPerson) === 'liuyang' ? 'wufang' : 'liuyang'
        return { by, changes: [act('sales.order', text(row.id), 'review')] }
      }),
    )
  },
}

/** Most orders are confirmed on the day they are written; some wait for the customer, a few never come about. */
const confirm: Habit = {
  minute: 680,
  run: async (world, day) => {
    const wishes = (await drafts(world)).flatMap((row): readonly Wish[] => {
      const random = world.random('confirm', text(row.number))
      const wait = random.pick([0, 0, 0, 1, 1, 2, 4])
      const dropped = random.chance(0.04)
      const age = daysBetween(text(row.orderDate), day.date)
      const by = text(row.salesPerson)
      if (age < (dropped ? 6 : wait)) return []
      const reason = random.pick(cancelReasons)
      const late = text(row.promisedDate) <= day.date
      if (dropped || late) return [{ by, changes: [act('sales.order', text(row.id), 'cancel', { reason })] }]
      return [{ by, changes: [act('sales.order', text(row.id), 'confirm')] }]
    })
    const refused = await world.act(...wishes)
    const overCredit = refused.filter(({ problems }) => problems[0]?.code === 'sales.creditExceeded')
    await world.act(
      ...overCredit.flatMap(({ wish }): readonly Wish[] => {
        const id = wish.changes[0]?.kind === 'act' ? wish.changes[0].id : null
        if (!world.random('credit', id ?? '').chance(0.7)) return []
        return [
          {
            by: 'wufang',
            changes: [act('sales.order', id, 'releaseCredit', { reason: '本月有回款计划，特批放行' })],
          },
        ]
      }),
    )
  },
}

/** Customers change their minds: more pieces, or an earlier day, asked of production and answered by it. */
const change: Habit = {
  minute: 690,
  run: async (world, day) => {
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
      const random = world.random('change', text(row.number))
      const by = text(row.salesPerson)
      const age = daysBetween(text(row.orderDate), day.date)
      const kind = random.next()
      if (age !== random.between(1, 5)) return []
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
    await world.act(...wishes)
  },
}

const answerChanges: Habit = {
  minute: 720,
  run: async (world) => {
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
    await world.act(...wishes)
  },
}

export const selling: readonly Habit[] = [takeOrders, review, confirm, change, answerChanges]
