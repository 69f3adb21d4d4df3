// What happened to a record and around it, out of several sources that are each read page by page, as one stream. Pure.
import { addDays, instantOf, localDate } from '#base/values/date'
import type { HistoryEvent } from '#kernel/module'
import type { Row } from '#kernel/schema'
import type { Source } from './stream-sources.ts'
import type { Thread } from './threads.ts'

export type HandOver = 'asked' | 'accepted' | 'delivered' | 'returned'

type Told =
  | { readonly kind: 'event' | 'file'; readonly event: HistoryEvent }
  | { readonly kind: 'comment'; readonly thread: Thread }
  | { readonly kind: 'handOver'; readonly task: Row; readonly what: HandOver }
  | { readonly kind: 'around'; readonly source: Source; readonly row: Row }

/** `at` is an ISO instant. */
export type StreamEntry = Told & { readonly key: string; readonly at: string }

/** One source as far as it is read, the newest first. */
export type Feed = {
  readonly entries: readonly StreamEntry[]
  /** Nothing that is still to be read is later than this; null when everything is read. */
  readonly until: string | null
}

const newestFirst = (a: StreamEntry, b: StreamEntry): number =>
  a.at === b.at ? (a.key < b.key ? 1 : -1) : a.at < b.at ? 1 : -1

/**
 * The entries that can be told in order: nothing unread can come between them. `behind` are the places of the feeds that hold
 * the rest back and are to be read on.
 */
export function mergeFeeds(feeds: readonly Feed[]): {
  readonly entries: readonly StreamEntry[]
  readonly behind: readonly number[]
} {
  const horizon = feeds.reduce((latest, { until }) => (until !== null && until > latest ? until : latest), '')
  const entries = feeds.flatMap((feed) => feed.entries.filter(({ at }) => at >= horizon))
  return {
    entries: entries.toSorted(newestFirst),
    behind: feeds.flatMap(({ until }, index) => (until !== null && until >= horizon ? [index] : [])),
  }
}

/** When a task was asked, accepted and ended, as entries of their own. */
export function handOvers(task: Row): readonly StreamEntry[] {
  const entry = (what: HandOver, at: unknown): readonly StreamEntry[] =>
    typeof at === 'string' ? [{ kind: 'handOver', at, key: `${String(task.id)}-${what}`, task, what }] : []
  const ended = task.status === 'returned' ? 'returned' : 'delivered'
  return [
    ...entry('asked', task.askedAt),
    ...entry('accepted', task.acceptedAt),
    ...entry(ended, task.status === 'returned' ? (task.closedAt ?? task.updatedAt) : task.deliveredAt),
  ]
}

const isDay = (text: string): boolean => text.length === 10

/** A day alone is told at the time the record was made if that was the same day, else at its beginning. */
export function aroundEntry(source: Source, row: Row, zone: string): readonly StreamEntry[] {
  const when = row[source.at]
  if (typeof when !== 'string' || when === '') return []
  const made = typeof row.createdAt === 'string' ? row.createdAt : null
  const isSameDay = made !== null && localDate(made, zone) === when
  const at = !isDay(when) ? when : isSameDay ? made : (instantOf(when, 0, zone) ?? when)
  return [{ kind: 'around', at, key: `${String(row.id)}-${source.key}`, source, row }]
}

/** The latest that a row after this one in the order of its source can be told at. */
export function untilOf(source: Source, last: Row | undefined, zone: string): string {
  const when = last?.[source.at]
  if (typeof when !== 'string') return ''
  return isDay(when) ? (instantOf(addDays(when, 1) ?? when, 0, zone) ?? when) : when
}
