// Ledger rows counted into balances, exactly once each.
import { formatDecimal, parseDecimal, zero } from '#base/values/decimal'
import { type Row, scaleOf, type Value } from '#kernel/schema'
import type { CompiledPosting } from './model.ts'
import type { Needs } from './needs.ts'
import { type Entry, environment, type Work } from './work.ts'

/** Balance records at hand, by object and key. */
export type Balances = Map<string, Map<string, Entry>>

/** Adds a new ledger row to its balances; false when one of them is not at hand yet: then nothing was added. */
export function postLedger(work: Work, entry: Entry, balances: Balances, needs: Needs): boolean {
  const { row } = entry
  if (row === null) return true
  const due = (work.model.objects.get(entry.object.name)?.postings ?? []).flatMap((posting) => {
    const key = keyOf(posting, row)
    return key === null ? [] : [{ posting, key }]
  })
  const missing = due.filter(
    ({ posting, key }) => balances.get(posting.balance.name)?.has(keyText(key)) !== true,
  )
  for (const { posting, key } of missing) {
    const keys = needs.balances.get(posting.balance.name) ?? new Map<string, Row>()
    needs.balances.set(posting.balance.name, keys.set(keyText(key), key))
  }
  if (missing.length > 0) return false
  for (const { posting, key } of due)
    add(work, posting, row, balances.get(posting.balance.name)?.get(keyText(key)))
  return true
}

/** The balance's key fields and their values, or null when one of them is blank. */
function keyOf(posting: CompiledPosting, row: Row): Row | null {
  const key: { [field: string]: Value } = {}
  for (const [field, from] of Object.entries(posting.posting.by)) {
    const value = row[from] ?? null
    if (value === null) return null
    key[field] = value
  }
  return key
}

/** One text per key, independent of the order in which the fields were declared. */
export const keyText = (key: Row): string =>
  JSON.stringify(Object.entries(key).sort(([left], [right]) => (left < right ? -1 : 1)))

function add(work: Work, posting: CompiledPosting, row: Row, balance: Entry | undefined): void {
  if (!balance?.row) return
  for (const { field, formula } of posting.add) {
    const amount = parseDecimal(formula.evaluate(environment(work, row)) as string) ?? zero
    const target = balance.object.byName.get(field)
    const scale = target ? (scaleOf(target) ?? undefined) : undefined
    balance.row[field] = formatDecimal(
      (parseDecimal(balance.row[field] as string) ?? zero).plus(amount),
      scale,
    )
  }
  balance.dirty = true
}
