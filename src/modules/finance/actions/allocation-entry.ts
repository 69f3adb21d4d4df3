// One ledger entry of an allocation.
import type { Create } from '#kernel/records'
import type { Row } from '#kernel/schema'

/** An entry of `amount` (negative to take back) from a receipt to an invoice, dated as the money came in. */
export const allocationEntry = (id: string, receipt: Row, invoice: string, amount: string): Create => ({
  kind: 'create',
  object: 'finance.allocation',
  id,
  values: { receipt: receipt.id ?? null, invoice, amount, receivedOn: receipt.receivedOn ?? null },
})
