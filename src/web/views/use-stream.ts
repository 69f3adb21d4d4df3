// The stream of a record as far as it is read: its own history, what was said, hand-overs and what happened around it.
import type { InfiniteData } from '@tanstack/react-query'
import type { HistoryEvent, ObjectMetadata } from '#kernel/module'
import type { Filter, Page, Query } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { useCatalog, useLabel } from '../data/metadata.ts'
import { useHistory, usePages } from '../data/records.ts'
import { taskObject } from '../data/tasks.ts'
import { useFormat } from '../ui/format-context.tsx'
import type { Talking } from './comment-entry.tsx'
import { aroundEntry, type Feed, handOvers, mergeFeeds, type StreamEntry, untilOf } from './stream-entries.ts'
import { canBeFound, isEventWanted, isTaskWanted, type Narrowing, narrowed } from './stream-narrow.ts'
import type { Source } from './stream-sources.ts'
import { latestOf, type Thread, threadsOf } from './threads.ts'
import { changedFields } from './timeline.tsx'
import { todoObject } from './todo-source.ts'

export const commentObject = 'collab.comment'

export type Stream = {
  readonly entries: readonly StreamEntry[]
  /** What somebody was given to do, by the comment that says so. */
  readonly given: Talking['given']
  readonly isPending: boolean
  readonly isError: boolean
  /** Undefined when everything is read, or more is on its way. */
  readonly more: (() => void) | undefined
  readonly hasMore: boolean
  readonly again: () => void
}

type Paged = {
  readonly isLoading: boolean
  readonly isError: boolean
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  fetchNextPage(): unknown
  refetch(): unknown
}
type Read = Paged & { readonly feed: Feed }

const rowsIn = <T>(data: InfiniteData<Page<T>> | undefined): readonly T[] =>
  data?.pages.flatMap((page) => page.rows) ?? []

const about = (object: string, record: string): Filter => ({
  and: [
    { field: 'object', is: 'eq', value: object },
    { field: 'record', is: 'eq', value: record },
  ],
})

/** A kind is one of the stream's own or the key of a source; undefined reads them all. `sources` never change while mounted. */
export function useStream(
  object: ObjectMetadata,
  id: string,
  sources: readonly Source[],
  narrowing: Narrowing,
): Stream {
  const { kind } = narrowing
  const { zone } = useFormat()
  const isWanted = (...kinds: readonly string[]): boolean => kind === undefined || kinds.includes(kind)
  const history = useOwnHistory(object, id, sources, narrowing)
  const said = useComments(object.name, id, narrowing, isWanted('comment', 'file', 'decision'))
  const tasks = useHandOvers(object.name, id, narrowing, isWanted('handOver'))
  const given = new Map<string, { readonly source: Source; readonly row: Row }>()
  const isToldThere = (source: Source, row: Row): boolean =>
    source.key === todoObject && kind === undefined && said.ids.has(String(row.comment))
  const isAsked = (source: Source): boolean => isWanted(source.key) && canBeFound(source, narrowing)
  const around = sources.map((source): Read => {
    const isGiven = source.key === todoObject && isWanted('comment', 'decision')
    // biome-ignore lint/correctness/useHookAtTopLevel: the sources of a record's stream stay the same while it is on the page
    const pages = usePages(
      narrowed(source.query, narrowing, source.who),
      isAsked(source) || isGiven,
      'stream',
    )
    const rows = isAsked(source) ? rowsIn(pages.data) : []
    if (isGiven) for (const row of rowsIn(pages.data)) given.set(String(row.comment), { source, row })
    const until = pages.hasNextPage && rows.length > 0 ? untilOf(source, rows.at(-1), zone) : null
    const own = rows.filter((row) => !isToldThere(source, row))
    return { ...pages, feed: { entries: own.flatMap((row) => aroundEntry(source, row, zone)), until } }
  })
  const read = [history, said, tasks, ...around]
  const { entries, behind } = mergeFeeds(read.map(({ feed }) => feed))
  const isBusy = read.some(({ isFetchingNextPage }) => isFetchingNextPage)
  const more = (): void => {
    for (const place of behind) void read[place]?.fetchNextPage()
  }
  return {
    entries,
    given,
    isPending: read.some(({ isLoading }) => isLoading),
    isError: read.some(({ isError }) => isError),
    hasMore: behind.length > 0,
    more: behind.length === 0 || isBusy ? undefined : more,
    again: () => {
      for (const one of read) if (one.isError) void one.refetch()
    },
  }
}

function useOwnHistory(
  object: ObjectMetadata,
  id: string,
  sources: readonly Source[],
  narrowing: Narrowing,
): Read {
  const { kind } = narrowing
  const label = useLabel()
  const history = useHistory(object.name, id)
  const told = new Set(sources.map((source) => source.object.name))
  const isOwn = (event: HistoryEvent): boolean =>
    event.kind !== 'update' || ownFields(object, event, told).length > 0
  const events = rowsIn(history.data)
  const isSaid = (event: HistoryEvent): boolean => {
    const names = changedFields(object, event).map((field) => label(field.label))
    return isEventWanted(event, narrowing, [
      ...names,
      ...(event.actionLabel ? [label(event.actionLabel)] : []),
    ])
  }
  const entries = events
    .filter((event) => isOwn(event) && isSaid(event))
    .map((event): StreamEntry => {
      const isFile = changedFields(object, event).some(({ type }) => type === 'file')
      return { kind: isFile ? 'file' : 'event', at: event.at, key: event.id, event }
    })
  const isShown = kind === undefined || kind === 'event' || kind === 'file'
  return {
    ...history,
    feed: {
      entries: entries.filter((entry) => kind === undefined || entry.kind === kind),
      until: isShown && history.hasNextPage ? (events.at(-1)?.at ?? null) : null,
    },
  }
}

/** Changed fields that are not the sum of what the stream tells anyway. */
const ownFields = (object: ObjectMetadata, event: HistoryEvent, told: ReadonlySet<string>) =>
  changedFields(object, event).filter((field) => field.type !== 'rollup' || !told.has(field.object))

const saidFields = ['text', 'author', 'author$title', 'createdAt']
const saidMore = ['replyTo', 'replyTo$title', 'isDecision', 'files', 'fileNames']

type Said = Read & { readonly ids: ReadonlySet<string> }

function useComments(object: string, record: string, narrowing: Narrowing, isWanted: boolean): Said {
  const isKnown = useCatalog().object(commentObject) !== undefined
  const { kind, who, find } = narrowing
  const only: readonly Filter[] =
    kind === 'file'
      ? [{ field: 'fileNames', is: 'notBlank' }]
      : kind === 'decision'
        ? [{ field: 'isDecision', is: 'eq', value: true }]
        : []
  const filter: Filter = { and: [about(object, record), ...only] }
  const query: Query = {
    ...{ object: commentObject, filter, sort: ['-createdAt'], limit: 100 },
    fields: [...saidFields, ...saidMore],
  }
  const pages = usePages(narrowed(query, narrowing, 'author'), isKnown && isWanted, 'stream')
  const rows = isWanted ? rowsIn(pages.data) : []
  // What was looked for stands alone: what it answers may not be among it.
  const isPicked = only.length > 0 || who !== undefined || find !== undefined
  const threads = isPicked ? rows.map((root): Thread => ({ root, replies: [] })) : threadsOf(rows)
  const entries = threads.map(
    (thread): StreamEntry => ({
      ...{ kind: 'comment', at: latestOf(thread), key: String(thread.root.id), thread },
    }),
  )
  const last = rows.at(-1)?.createdAt
  const until = pages.hasNextPage && typeof last === 'string' ? last : null
  return { ...pages, ids: new Set(rows.map(({ id }) => String(id))), feed: { entries, until } }
}

const mostTasks = 200

/** The hand-overs of one record are few: they are read at once. */
function useHandOvers(object: string, record: string, narrowing: Narrowing, isWanted: boolean): Read {
  const isKnown = useCatalog().object(taskObject) !== undefined
  const query: Query = { object: taskObject, filter: about(object, record), sort: ['-askedAt'] }
  const pages = usePages({ ...query, limit: mostTasks }, isKnown && isWanted, 'stream')
  const rows: readonly Row[] = isWanted ? rowsIn(pages.data) : []
  const wanted = rows.filter((task) => isTaskWanted(task, narrowing))
  return { ...pages, feed: { entries: wanted.flatMap(handOvers), until: null } }
}
