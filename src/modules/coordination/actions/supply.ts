// Look again at what an order lacks: reserve what is free, buy, or make.
import { problem } from '#base/problem'
import { failed, ok } from '#base/result'
import type { Action } from '#kernel/records'
import type { Label } from '#kernel/schema'
import { idOf, label } from '#modules/inventory'
import { rebalance } from '../reactions/allocate.ts'
import { linesOf } from '../reading/gather.ts'
import { isConfirmed } from './checks.ts'

type Effort = {
  readonly name: string
  readonly label: Label
  readonly buy: boolean
  readonly make: boolean
  readonly uses: string
}

/** Everything that waits for the same items is looked at together, by priority; what is already on order is not ordered twice. */
const supplyAction = (effort: Effort): Action => ({
  name: effort.name,
  object: 'sales.order',
  label: effort.label,
  uses: effort.uses,
  target: 'record',
  visible: "status = 'confirmed' and COALESCE(shortQuantity, 0) > 0",
  input: [],
  checks: [isConfirmed],
  run: async (context) => {
    const lines = await linesOf(context, [idOf(context.record?.id)])
    const items = lines.map((line) => idOf(line.item)).filter((item) => item !== '')
    const { buy, make } = effort
    const changes = await rebalance(context, [], { items, buy, make, since: 'all' })
    if (!changes.ok) return changes
    return changes.value.length === 0
      ? failed(problem('coordination.nothingToArrange'))
      : ok({ changes: changes.value })
  },
})

export const reserve = supplyAction({
  name: 'reserve',
  label: label('重新预留库存', 'Reserve again'),
  uses: 'inventory',
  buy: false,
  make: false,
})
export const requestPurchase = supplyAction({
  name: 'requestPurchase',
  label: label('申请采购', 'Request purchase'),
  uses: 'procurement',
  buy: true,
  make: false,
})
export const planProduction = supplyAction({
  name: 'planProduction',
  label: label('安排生产', 'Plan production'),
  uses: 'production',
  buy: true,
  make: true,
})
