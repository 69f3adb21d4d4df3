// Buying, making, storing and shipping, each by the people whose work it is.
import { daysBetween } from '#base/values/date'
import type { Change, Filter } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { type Habit, turnOf } from './day.ts'
import type { DemoIds } from './install-company.ts'
import { items } from './items.ts'
import { suppliers } from './parties.ts'
import { workdaysAfter } from './working-days.ts'
import { act, create, number, text, type Wish, type World } from './world.ts'

const buyers = ['chenjing', 'gaofeng', 'luolan', 'guoliang'] as const
const equal = (field: string, value: string): Filter => ({ field, is: 'eq', value })

const purchases = (world: World, status: string): Promise<readonly Row[]> =>
  world.read({
    object: 'procurement.order',
    fields: ['id', 'number', 'supplier', 'promisedDate', 'orderDate', 'createdAt'],
    filter: equal('status', status),
    sort: ['number'],
  })

/** Needs become orders on the day they arise, now and then a day later; the supplier says its own day. */
const place: Habit = {
  minute: 820,
  run: async (world, day) => {
    const wishes = (await purchases(world, 'draft')).flatMap((row): readonly Wish[] => {
      const random = world.random('place', text(row.number))
      if (random.chance(0.1) && text(row.createdAt).slice(0, 10) === day.date) return []
      const promisedDate = workdaysAfter(day.date, daysPromised(world, row))
      return [
        {
          by: turnOf(buyers, day),
          changes: [act('procurement.order', text(row.id), 'place', { promisedDate })],
        },
      ]
    })
    await world.act(...wishes)
  },
}

/** Working days from order to delivery that the supplier promises. */
const daysPromised = (world: World, row: Row): number =>
  world.random('promise', text(row.number)).between(3, 8)

/** The day a delivery really comes: mostly as promised, some suppliers later than others. */
function arrival(world: World, row: Row, ids: DemoIds): { readonly day: string; readonly late: boolean } {
  const random = world.random('arrive', text(row.number))
  const supplier = suppliers.find(({ key }) => ids.suppliers.get(key) === row.supplier)
  const late = random.chance(supplier?.late ?? 0.1)
  const days = daysPromised(world, row) + (late ? random.between(3, 9) : -random.between(0, 1))
  return { late, day: workdaysAfter(text(row.orderDate), days) }
}

const receive: Habit = {
  minute: 540,
  run: async (world, day, ids) => {
    const keepers = ['fengtao', 'dengkai', 'caorui'] as const
    const wishes = (await purchases(world, 'ordered')).flatMap((row): readonly Wish[] => {
      const { day: due, late } = arrival(world, row, ids)
      const id = text(row.id)
      const warehouse = ids.componentStore
      if (due <= day.date)
        return [
          { by: turnOf(keepers, day), changes: [act('procurement.order', id, 'receive', { warehouse })] },
        ]
      const missed = late && text(row.promisedDate) < day.date
      return missed
        ? [
            {
              by: turnOf(buyers, day),
              changes: [act('procurement.order', id, 'promise', { promisedDate: due })],
            },
          ]
        : []
    })
    await world.act(...wishes)
  },
}

type Stock = ReadonlyMap<string, number>

async function freeStock(world: World): Promise<Stock> {
  const rows = await world.read({ object: 'inventory.balance', fields: ['item', 'available'] })
  const found = new Map<string, number>()
  for (const row of rows) found.set(text(row.item), (found.get(text(row.item)) ?? 0) + number(row.available))
  return found
}

async function coming(world: World, object: string): Promise<Stock> {
  const filter: Filter = { field: 'openQuantity', is: 'gt', value: '0' }
  const found = new Map<string, number>()
  for (const row of await world.read({ object, fields: ['item', 'openQuantity'], filter }))
    found.set(text(row.item), (found.get(text(row.item)) ?? 0) + number(row.openQuantity))
  return found
}

/** About once a week purchasing and planning fill up what has fallen below its safety stock. */
const fillUp: Habit = {
  minute: 565,
  every: 2,
  run: async (world, _day, ids) => {
    const [free, bought, made] = [
      await freeStock(world),
      await coming(world, 'procurement.orderLine'),
      await coming(world, 'production.workOrder'),
    ]
    const low = items.filter((item) => {
      const id = ids.items.get(item.code) ?? ''
      return (
        item.safety > 0 && (free.get(id) ?? 0) + (bought.get(id) ?? 0) + (made.get(id) ?? 0) < item.safety * 4
      )
    })
    const works = low
      .filter((item) => item.bom !== undefined)
      .map((item) =>
        act('production.workOrder', null, 'plan', {
          item: ids.items.get(item.code) ?? '',
          quantity: String(item.safety * 5),
          warehouse: ids.finishedStore,
        }),
      )
    const orders = suppliers.flatMap(({ key }) => {
      const short = low.filter((item) => item.supplier === key)
      return short.length === 0
        ? []
        : [
            {
              by: 'chenjing',
              changes: stockOrder(
                world,
                ids,
                key,
                short.map((item) => [item.code, item.safety * 8]),
              ),
            },
          ]
    })
    await world.act(...works.map((work) => ({ by: 'qianjin', changes: [work] })), ...orders)
  },
}

function stockOrder(
  world: World,
  ids: DemoIds,
  supplier: string,
  wanted: readonly (readonly [string, number])[],
): readonly Change[] {
  const order = world.newId()
  return [
    create('procurement.order', order, {
      supplier: ids.suppliers.get(supplier) ?? null,
      notes: '补充安全库存',
    }),
    ...wanted.map(([code, quantity], index) =>
      create('procurement.orderLine', world.newId(), {
        order,
        lineNumber: String(index + 1),
        item: ids.items.get(code) ?? '',
        quantity: String(quantity),
        warehouse: ids.componentStore,
      }),
    ),
  ]
}

const works = (world: World, status: string): Promise<readonly Row[]> =>
  world.read({
    object: 'production.workOrder',
    fields: [
      'id',
      'number',
      'item',
      'quantity',
      'openQuantity',
      'shortMaterials',
      'plannedStart',
      'startedAt',
      'dueDate',
    ],
    filter: equal('status', status),
    sort: ['number'],
  })

const leaders = ['zhujie', 'huping', 'linfeng'] as const

const begin: Habit = {
  minute: 555,
  run: async (world, day) => {
    const ready = (await works(world, 'planned')).filter(
      (row) => number(row.shortMaterials) === 0 && text(row.plannedStart) <= day.date,
    )
    await world.act(
      ...ready.map((row) => ({
        by: turnOf(leaders, day),
        changes: [act('production.workOrder', text(row.id), 'start')],
      })),
    )
  },
}

/** Work takes two to four days; one in seven is held up on the line. Large ones are reported in two parts. */
const finishWork: Habit = {
  minute: 860,
  run: async (world, day) => {
    const wishes = (await works(world, 'started')).flatMap((row): readonly Wish[] => {
      const random = world.random('make', text(row.number))
      const days = random.between(1, 3) + (random.chance(0.14) ? random.between(4, 9) : 0)
      const begun = text(row.startedAt).slice(0, 10)
      const id = text(row.id)
      if (workdaysAfter(begun, days) <= day.date)
        return [{ by: turnOf(leaders, day), changes: [act('production.workOrder', id, 'finish')] }]
      const half = Math.floor(number(row.quantity) / 2)
      const isHalf =
        half >= 40 && number(row.openQuantity) === number(row.quantity) && workdaysAfter(begun, 1) <= day.date
      return isHalf
        ? [
            {
              by: turnOf(leaders, day),
              changes: [act('production.workOrder', id, 'report', { quantity: String(half) })],
            },
          ]
        : []
    })
    await world.act(...wishes)
  },
}

const shippers = ['pengbo', 'zenghui', 'xiejun'] as const

/** What is complete goes out within two days; what is due goes out as far as it is there. */
const shipOut: Habit = {
  minute: 915,
  run: async (world, day) => {
    const ready = await world.read({
      object: 'sales.order',
      fields: [
        'id',
        'number',
        'promisedDate',
        'openQuantity',
        'toShipQuantity',
        'currentHolder',
        'currentStep',
        'confirmedAt',
      ],
      filter: { and: [equal('status', 'confirmed'), { field: 'toShipQuantity', is: 'gt', value: '0' }] },
      sort: ['number'],
    })
    const wishes = ready.flatMap((row): readonly Wish[] => {
      const random = world.random('ship', text(row.number))
      const complete = number(row.openQuantity) === number(row.toShipQuantity)
      const wait = random.pick([1, 1, 2, 2, 3, 5])
      const left = daysBetween(day.date, text(row.promisedDate))
      const isTime = complete
        ? workdaysAfter(text(row.confirmedAt).slice(0, 10), wait) <= day.date
        : left <= 0 && random.chance(0.5)
      if (!isTime) return []
      const held = day.recent && row.currentStep === 'ship' && row.currentHolder
      const by = held ? text(row.currentHolder) : turnOf(shippers, day)
      return [{ by, changes: [act('sales.order', text(row.id), 'ship')] }]
    })
    await world.act(...wishes)
  },
}

export const fulfilling: readonly Habit[] = [receive, begin, fillUp, place, finishWork, shipOut]
