// Stored rows as the present write will leave them.
import type { Diff } from '#kernel/records'
import type { Row } from '#kernel/schema'

/**
 * Stored rows with the write's changes of the same object laid over them: changed, added, taken away. Followed fields of a
 * stored row (`order.number`) stay; added rows have none.
 */
export function overlay(rows: readonly Row[], diffs: readonly Diff[], object: string): readonly Row[] {
  const byId = new Map(rows.map((row) => [String(row.id), row]))
  for (const diff of diffs) {
    if (diff.object !== object) continue
    if (diff.after === null) byId.delete(diff.id)
    else byId.set(diff.id, { ...byId.get(diff.id), ...diff.after, id: diff.id })
  }
  return [...byId.values()]
}
