// Rows of the two ledgers as changes.
import type { Decimal } from '#base/values/decimal'
import type { Create, Reader, Values } from '#kernel/records'
import { quantityText } from '../rules/quantity.ts'

export type MoveKind =
  | 'receipt'
  | 'issue'
  | 'ship'
  | 'return'
  | 'consume'
  | 'output'
  | 'adjust'
  | 'transfer'
  | 'opening'

export type Move = {
  readonly kind: MoveKind
  readonly item: string
  readonly from?: string | null
  readonly to?: string | null
  readonly quantity: Decimal
  readonly reason?: string | null
  /** References that other modules added to the ledger. */
  readonly because?: Values
}

export const moveChange = (reader: Pick<Reader, 'now' | 'newId'>, move: Move): Create => ({
  kind: 'create',
  object: 'inventory.move',
  id: reader.newId(),
  values: {
    at: reader.now,
    kind: move.kind,
    item: move.item,
    from: move.from ?? null,
    to: move.to ?? null,
    quantity: quantityText(move.quantity),
    reason: move.reason ?? null,
    ...move.because,
  },
})

export type Reserve = {
  readonly item: string
  readonly warehouse: string
  /** Plus reserves, minus releases. */
  readonly quantity: Decimal
  readonly reason?: string | null
  readonly because?: Values
}

export const reserveChange = (reader: Pick<Reader, 'now' | 'newId'>, reserve: Reserve): Create => ({
  kind: 'create',
  object: 'inventory.reservation',
  id: reader.newId(),
  values: {
    at: reader.now,
    item: reserve.item,
    warehouse: reserve.warehouse,
    quantity: quantityText(reserve.quantity),
    reason: reserve.reason ?? null,
    ...reserve.because,
  },
})
