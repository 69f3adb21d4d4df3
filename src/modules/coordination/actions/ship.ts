// Send goods to the customer: one click ships everything that is reserved (SHIP-01).
import { ok, type Result } from '#base/result'
import { localDate } from '#base/values/date'
import type { Action, Change } from '#kernel/records'
import type { Row } from '#kernel/schema'
import {
  heldBy,
  idOf,
  label,
  lockBalances,
  moveChange,
  pickedLines,
  readIn,
  reserveChange,
  wantedLines,
} from '#modules/inventory'
import { nextArrivals } from '../reading/gather.ts'
import { type Parcel, shipment } from '../rules/shipment.ts'
import type { Supply } from '../rules/supply-plan.ts'
import { isConfirmed } from './checks.ts'

const fields = ['item', 'item$title', 'item.kind', 'openQuantity']

export const ship: Action = {
  name: 'ship',
  object: 'sales.order',
  label: label('发货', 'Ship'),
  target: 'record',
  primary: true,
  visible: "status = 'confirmed' and COALESCE(openQuantity, 0) > 0",
  input: [
    pickedLines({
      label: label('发货明细', 'Lines'),
      help: label('不改动则发出全部已预留数量', 'Unchanged: everything that is reserved'),
      show: ['item', 'openQuantity', 'toShip'],
      open: 'toShip',
    }),
    {
      name: 'warehouse',
      type: 'reference',
      to: 'masterdata.warehouse',
      label: label('只从此仓发货', 'Only from this warehouse'),
    },
  ],
  // With nothing reserved the refusal comes from the shipment itself, which knows what arrives and when.
  checks: [isConfirmed],
  run: async (context, input) => {
    const wanted = wantedLines(input.lines)
    if (!wanted.ok) return wanted
    const lines = await readIn(context, 'sales.orderLine', 'order', [idOf(context.record?.id)], fields)
    const ids = lines.map((line) => idOf(line.id))
    const ledger = ['orderLine', 'warehouse', 'quantity']
    // Asked at once and answered one after another: a second click finds, under the locks, what the first one left.
    const [, reserved] = await Promise.all([
      lockBalances(context, itemsOf(lines)),
      readIn(context, 'inventory.reservation', 'orderLine', ids, ledger),
    ])
    const held = heldBy(reserved, 'orderLine')
    const pack = (next: ReadonlyMap<string, Supply>): Result<readonly Parcel[]> =>
      shipment(lines, held, wanted.value, idOf(input.warehouse), next)
    const tried = pack(new Map())
    // What arrives next is only told where something is refused.
    const parcels = tried.ok ? tried : pack(await nextArrivals(context, itemsOf(lines)))
    if (!parcels.ok) return parcels
    const shippedOn = localDate(context.now, context.zone) ?? null
    const shipped = [...new Set(parcels.value.map((parcel) => parcel.line))].map(
      (id): Change => ({ kind: 'update', object: 'sales.orderLine', id, values: { shippedOn } }),
    )
    return ok({
      changes: [...parcels.value.flatMap((parcel) => parcelChanges(context, parcel)), ...shipped],
    })
  },
}

const itemsOf = (lines: readonly Row[]): readonly string[] => lines.map((line) => idOf(line.item))

function parcelChanges(context: Parameters<Action['run']>[0], parcel: Parcel): readonly Change[] {
  const { item, warehouse, quantity } = parcel
  const because = { orderLine: parcel.line }
  const move = moveChange(context, { kind: 'ship', item, from: warehouse, quantity, because })
  if (warehouse === null) return [move]
  return [reserveChange(context, { item, warehouse, quantity: quantity.negated(), because }), move]
}
