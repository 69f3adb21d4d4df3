// Which invoices a receipt pays: the oldest due first, each in full before the next.
import { type Decimal, formatDecimal, parseDecimal, zero } from '#base/values/decimal'

export type OpenInvoice = { readonly id: string; readonly dueOn: string | null; readonly outstanding: string }
export type Share = { readonly invoice: string; readonly amount: string }

const due = (invoice: OpenInvoice): string => invoice.dueOn ?? '9999-12-31'

const inOrder = (a: OpenInvoice, b: OpenInvoice): number =>
  due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : a.id < b.id ? -1 : 1

/**
 * Shares of `available` for the invoices with something outstanding, oldest due date first (no due date last, then by id).
 * The shares never exceed an invoice or, together, what is available; what is left over stays with the receipt.
 * Amounts are decimal texts of one currency.
 */
export function allocateOldestFirst(available: string, invoices: readonly OpenInvoice[]): readonly Share[] {
  let left: Decimal = parseDecimal(available) ?? zero
  const shares: Share[] = []
  for (const invoice of invoices.toSorted(inOrder)) {
    const open = parseDecimal(invoice.outstanding) ?? zero
    if (left.lte(0)) break
    if (open.lte(0)) continue
    const amount = open.lt(left) ? open : left
    left = left.minus(amount)
    shares.push({ invoice: invoice.id, amount: formatDecimal(amount, 2) })
  }
  return shares
}
