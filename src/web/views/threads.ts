// Comments and what was answered to them, nested one level: an answer to an answer stands in the same thread. Pure.
import type { Row } from '#kernel/schema'

export type Thread = {
  readonly root: Row
  /** The oldest first. */
  readonly replies: readonly Row[]
}

const idOf = (row: Row): string => String(row.id)
const at = (row: Row): string => String(row.createdAt ?? '')
const oldestFirst = (a: Row, b: Row): number =>
  at(a) === at(b) ? (idOf(a) < idOf(b) ? -1 : 1) : at(a) < at(b) ? -1 : 1

/** Threads of what is read so far; an answer to what is not read begins one of its own. */
export function threadsOf(comments: readonly Row[]): readonly Thread[] {
  const byId = new Map(comments.map((row) => [idOf(row), row]))
  const replies = new Map<string, Row[]>()
  for (const row of comments) {
    const root = rootOf(row, byId)
    if (root !== row) replies.set(idOf(root), [...(replies.get(idOf(root)) ?? []), row])
  }
  return comments
    .filter((row) => rootOf(row, byId) === row)
    .map((root) => ({ root, replies: (replies.get(idOf(root)) ?? []).toSorted(oldestFirst) }))
}

/** What answers itself in a circle is nobody's answer. */
function rootOf(row: Row, byId: ReadonlyMap<string, Row>): Row {
  const seen = new Set<Row>()
  let root = row
  for (let next: Row | undefined = row; next !== undefined; next = byId.get(String(next.replyTo ?? ''))) {
    if (seen.has(next)) return row
    seen.add(next)
    root = next
  }
  return root
}

/** When it was last added to: that is where it stands in the stream. */
export const latestOf = ({ root, replies }: Thread): string => at(replies.at(-1) ?? root)
