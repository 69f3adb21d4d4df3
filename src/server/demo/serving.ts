// After-sales: tickets, the last call to the customer, and the closing of orders.
import { daysBetween } from '#base/values/date'
import type { Row } from '#kernel/schema'
import { type Day, type Habit, share, turnOf } from './day.ts'
import { ticketKinds } from './wording.ts'
import { act, create, text, type Wish, type World } from './world.ts'

const agents = ['zhengkai', 'yuanyuan', 'panlei', 'jiangyan'] as const

/** A ticket about one of the orders that went out lately; undefined while nothing went out. */
export function newTicket(world: World, day: Day, place: number, shipped: readonly Row[]): Wish | undefined {
  const random = world.random('ticket', day.date, place)
  if (shipped.length === 0) return undefined
  const order = random.pick(shipped)
  const [kind, severity, subject, description] = random.pick(ticketKinds)
  const values = {
    customer: text(order.customer),
    order: text(order.id),
    kind,
    severity,
    subject,
    description,
  }
  return { by: turnOf(agents, day), changes: [create('service.ticket', world.newId(), values)] }
}

export const lately = (world: World): Promise<readonly Row[]> =>
  world.read({
    object: 'sales.order',
    fields: ['id', 'customer', 'number'],
    filter: { field: 'lastShippedOn', is: 'notBlank' },
    sort: ['-number'],
    limit: 40,
  })

const openTickets: Habit = {
  minute: 560,
  wish: async (world, day) => {
    const count = share(day, day.wanted.tickets)
    if (count === 0) return []
    const shipped = await lately(world)
    const wishes = Array.from({ length: count }, (_, place) => newTicket(world, day, place, shipped))
    return wishes.flatMap((wish) => wish ?? [])
  },
}

const tickets = (world: World, ...status: string[]): Promise<readonly Row[]> =>
  world.read({
    object: 'service.ticket',
    fields: [
      'id',
      'number',
      'owner',
      'kind',
      'status',
      'subject',
      'severity',
      'openedAt',
      'closedAt',
      'scopeConfirmedAt',
      'customer.owner',
      'satisfaction',
    ],
    filter: { field: 'status', is: 'in', value: status },
    sort: ['-number'],
    limit: 60,
  })

const answer: Habit = {
  minute: 600,
  wish: async (world, day) => {
    const wishes = (await tickets(world, 'open')).flatMap((row): readonly Wish[] => {
      const random = world.random('answer', text(row.number))
      if (random.chance(0.15) && text(row.openedAt).slice(0, 10) === day.date) return []
      return [
        {
          by: text(row.owner),
          changes: [
            act('service.ticket', text(row.id), 'respond', { response: '已收到，正在核实，稍后给您答复。' }),
          ],
        },
      ]
    })
    return wishes
  },
}

const confirmScope: Habit = {
  minute: 840,
  every: 2,
  wish: async (world, day) => {
    const waiting = (await tickets(world, 'open', 'answered')).filter(
      (row) =>
        (row.kind === 'complaint' || row.kind === 'return') &&
        !row.scopeConfirmedAt &&
        daysBetween(text(row.openedAt).slice(0, 10), day.date) >=
          world.random('scope', text(row.number)).between(0, 2),
    )
    const scope = '已与客户核实，属我方责任，按方案处理'
    return waiting.map((row) => ({
      by: text(row['customer.owner']),
      changes: [act('service.ticket', text(row.id), 'confirmScope', { scope })],
    }))
  },
}

const solve: Habit = {
  minute: 1000,
  every: 2,
  wish: async (world, day) =>
    (await tickets(world, 'answered')).flatMap((row): readonly Wish[] => {
      const random = world.random('solve', text(row.number))
      const age = daysBetween(text(row.openedAt).slice(0, 10), day.date)
      const needsScope = (row.kind === 'complaint' || row.kind === 'return') && !row.scopeConfirmedAt
      if (needsScope || age < random.between(0, 4) || random.chance(0.05)) return []
      const solution = ticketKinds.find(([, , subject]) => subject === row.subject)?.[4] ?? '已处理'
      return [{ by: text(row.owner), changes: [act('service.ticket', text(row.id), 'close', { solution })] }]
    }),
}

/** Days after it was closed most customers say how content they were. */
const rate: Habit = {
  minute: 1000,
  every: 2,
  wish: async (world, day) => {
    const closed = (await tickets(world, 'closed')).filter(
      (row) =>
        !row.satisfaction &&
        text(row.closedAt).slice(0, 10) < day.date &&
        world.random('rate', text(row.number)).chance(0.8),
    )
    return closed.map((row) => {
      const random = world.random('stars', text(row.number))
      const satisfaction = String(random.pick([5, 5, 5, 4, 4, 3, 2]))
      const rated = act('service.ticket', text(row.id), 'rate', { satisfaction })
      const kept = random.chance(0.3) ? [act('service.ticket', text(row.id), 'archive')] : []
      return { by: text(row.owner), changes: [rated, ...kept] }
    })
  },
}

/** Paid orders are closed after a call to the customer. */
const closeOrders: Habit = {
  minute: 1000,
  every: 2,
  wish: async (world, day) => {
    const paid = await world.read({
      object: 'sales.order',
      fields: ['id', 'number', 'currentHolder', 'lastShippedOn'],
      filter: {
        and: [
          { field: 'status', is: 'eq', value: 'confirmed' },
          { field: 'currentStep', is: 'eq', value: 'aftersales' },
        ],
      },
      sort: ['number'],
    })
    const wishes = paid.flatMap((row): readonly Wish[] => {
      const random = world.random('close', text(row.number))
      if (
        random.chance(0.06) ||
        daysBetween(text(row.lastShippedOn) || day.date, day.date) < random.between(3, 12)
      )
        return []
      return [
        {
          by: day.recent && row.currentHolder ? text(row.currentHolder) : turnOf(agents, day),
          changes: [act('sales.order', text(row.id), 'close')],
        },
      ]
    })
    return wishes
  },
}

export const serving: readonly Habit[] = [openTickets, answer, confirmScope, solve, rate, closeOrders]
