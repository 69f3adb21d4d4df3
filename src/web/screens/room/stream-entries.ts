// One stream out of three sources: changes, comments and hand-overs, the newest first. Pure.
import type { HistoryEvent } from '#kernel/module'
import type { Row } from '#kernel/schema'

export type HandOver = 'asked' | 'accepted' | 'delivered' | 'returned'

export type StreamEntry =
  | { readonly kind: 'event'; readonly at: string; readonly key: string; readonly event: HistoryEvent }
  | { readonly kind: 'comment'; readonly at: string; readonly key: string; readonly comment: Row }
  | {
      readonly kind: 'handOver'
      readonly at: string
      readonly key: string
      readonly task: Row
      readonly what: HandOver
    }

/** When a task was asked, accepted and ended, as entries of their own. */
function handOvers(task: Row): readonly StreamEntry[] {
  const entry = (what: HandOver, at: unknown): readonly StreamEntry[] =>
    typeof at === 'string' ? [{ kind: 'handOver', at, key: `${String(task.id)}-${what}`, task, what }] : []
  const ended = task.status === 'returned' ? 'returned' : 'delivered'
  return [
    ...entry('asked', task.askedAt),
    ...entry('accepted', task.acceptedAt),
    ...entry(ended, task.status === 'returned' ? (task.closedAt ?? task.updatedAt) : task.deliveredAt),
  ]
}

export function streamEntries(
  events: readonly HistoryEvent[],
  comments: readonly Row[],
  tasks: readonly Row[],
): readonly StreamEntry[] {
  const all: readonly StreamEntry[] = [
    ...events.map((event) => ({ kind: 'event' as const, at: event.at, key: event.id, event })),
    ...comments.map((comment) => ({
      kind: 'comment' as const,
      at: String(comment.createdAt ?? ''),
      key: String(comment.id),
      comment,
    })),
    ...tasks.flatMap(handOvers),
  ]
  return all.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}
