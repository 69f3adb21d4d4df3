// Put an order on the list that everybody works first, move it there, take it off; and what the rules would have on it (ORD-15).
import { problem } from '#base/problem'
import { failed, ok } from '#base/result'
import { localDate } from '#base/values/date'
import type { Action, Change, Reader } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { idOf, label } from '#modules/inventory'
import { gap, inOrder, movedBefore, type Placed, placedOf } from '../rules/places.ts'
import { isConfirmed } from './checks.ts'

const object = 'coordination.priority'
/** The list is for people to work by: what nobody reads to the end helps nobody. */
const most = 200

/** The whole list, locked: places are decided by looking at all of them. */
const listed = ({ read }: Reader, fields: readonly string[] = []): Promise<readonly Row[]> =>
  read({ object, fields: ['id', 'place', ...fields], sort: ['place'], limit: 500 }, { lock: true })

const moves = (places: readonly Placed[]): readonly Change[] =>
  places.map(({ id, place }) => ({ kind: 'update', object, id, values: { place: `${place}` } }))

export const prioritise: Action = {
  name: 'prioritise',
  object: 'sales.order',
  label: label('列入优先清单', 'Put on the priority list'),
  target: 'record',
  visible: "status = 'confirmed'",
  input: [
    { name: 'reason', type: 'text', maxLength: 200, label: label('为何优先', 'Why'), required: true },
    {
      name: 'until',
      type: 'date',
      label: label('优先到', 'Until'),
      help: label('留空则到发完为止', 'Until everything is shipped when blank'),
    },
  ],
  checks: [isConfirmed],
  run: async (context, input) => {
    const order = idOf(context.record?.id)
    const rows = await listed(context, ['order'])
    if (rows.some((row) => row.order === order)) return failed(problem('coordination.prioritised'))
    if (rows.length >= most) return failed(problem('coordination.priorityFull', [], { most }))
    const put: Change = {
      kind: 'create',
      object,
      id: context.newId(),
      values: {
        order,
        reason: idOf(input.reason),
        until: idOf(input.until) || null,
        putBy: context.actor.kind === 'person' ? context.actor.id : null,
        putAt: context.now,
        place: `${(placedOf(rows).at(-1)?.place ?? 0) + gap}`,
      },
    }
    return ok({ changes: [put] })
  },
}

export const movePriority: Action = {
  name: 'move',
  object,
  label: label('移动', 'Move'),
  target: 'record',
  input: [
    {
      name: 'before',
      type: 'reference',
      to: object,
      label: label('移到谁之前', 'Before'),
      help: label('留空则排到最后', 'Last when blank'),
    },
  ],
  run: async (context, input) => {
    const all = placedOf(await listed(context))
    return ok({ changes: moves(movedBefore(all, idOf(context.record?.id), idOf(input.before) || null)) })
  },
}

export const takeOff: Action = {
  name: 'takeOff',
  object,
  label: label('移出清单', 'Take off the list'),
  target: 'record',
  input: [],
  run: async ({ record }) => ok({ changes: [{ kind: 'remove', object, id: idOf(record?.id) }] }),
}

const reasons: readonly (readonly [(order: Row) => boolean, string])[] = [
  [({ priority }) => priority === 'rush', '加急 Rush'],
  [({ priority }) => priority === 'key', '重点 Key'],
  [({ isLate }) => isLate === true, '晚于承诺 Late'],
]

/** Rush first, then key, then late, then what only people put here; among equals by the promised day. */
const rank = (order: Row): number => {
  const found = reasons.findIndex(([is]) => is(order))
  return found < 0 ? reasons.length : found
}

const wanted = ({ read }: Reader, ids: readonly string[] | null): Promise<readonly Row[]> =>
  read({
    object: 'sales.order',
    fields: ['id', 'priority', 'isLate', 'promisedDate'],
    filter:
      ids === null
        ? { formula: "status = 'confirmed' and openQuantity > 0 and (priority <> 'normal' or isLate)" }
        : { field: 'id', is: 'in', value: ids },
    sort: ['promisedDate'],
    limit: most,
  })

const inRule = (a: Row, b: Row): number =>
  rank(a) - rank(b) || (idOf(a.promisedDate) || '9' < (idOf(b.promisedDate) || '9') ? -1 : 1)

/** Puts rush, key and late orders that are missing at the end, and what is all shipped or past its day away. */
export const followRules: Action = {
  name: 'followRules',
  object,
  label: label('按规则补齐', 'Fill by rule'),
  help: label(
    '补入加急、重点和将延期的订单，移出已发完或到期的',
    'Adds rush, key and late orders, and takes off what is shipped or past its day',
  ),
  target: 'none',
  input: [],
  run: async (context) => {
    const rows = await listed(context, ['order', 'until', 'order.status', 'order.openQuantity'])
    const gone = rows.filter((row) => isOver(row, localDate(context.now, context.zone) ?? ''))
    const known = new Set(rows.map((row) => row.order))
    const missing = (await wanted(context, null)).filter(({ id }) => !known.has(id ?? null)).toSorted(inRule)
    const last = placedOf(rows).at(-1)?.place ?? 0
    const room = Math.max(0, most - rows.length + gone.length)
    return ok({
      changes: [
        ...gone.map(({ id }): Change => ({ kind: 'remove', object, id: idOf(id) })),
        ...missing.slice(0, room).map((order, index): Change => {
          const reason = reasons[rank(order)]?.[1] ?? ''
          const place = `${last + (index + 1) * gap}`
          const values = { order: idOf(order.id), reason, place, putAt: context.now }
          return { kind: 'create', object, id: context.newId(), values }
        }),
      ],
    })
  },
}

const isOver = (row: Row, today: string): boolean =>
  row['order.status'] !== 'confirmed' ||
  Number(row['order.openQuantity'] ?? 0) <= 0 ||
  (idOf(row.until) !== '' && idOf(row.until) < today)

export const arrangeByRule: Action = {
  name: 'arrange',
  object,
  label: label('按规则排序', 'Order by rule'),
  help: label('加急、重点、将延期，再按承诺交期', 'Rush, key, late, then by the promised day'),
  target: 'none',
  input: [],
  confirm: label('手工排的顺序会被替换', 'The order made by hand will be replaced'),
  run: async (context) => {
    const rows = await listed(context, ['order'])
    const orders = new Map(
      (
        await wanted(
          context,
          rows.map((row) => idOf(row.order)),
        )
      ).map((one) => [one.id, one]),
    )
    const orderOf = (row: Row): Row => orders.get(row.order ?? null) ?? {}
    const sorted = rows.toSorted((a, b) => inRule(orderOf(a), orderOf(b)))
    return ok({
      changes: moves(
        inOrder(
          sorted.map(({ id }) => idOf(id)),
          placedOf(rows),
        ),
      ),
    })
  },
}

export const priorityActions: readonly Action[] = [
  prioritise,
  movePriority,
  takeOff,
  followRules,
  arrangeByRule,
]
