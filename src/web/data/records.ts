// Reading records: pages, single records, histories and abilities, each under one kind of key so that changes find them.
import {
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useInfiniteQuery,
  useQueries,
  useQuery,
} from '@tanstack/react-query'
import { isUuid } from '#base/ids'
import type { Abilities, HistoryEvent } from '#kernel/module'
import type { Page, Query } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { ask } from './api.ts'
import { askTogether, type Company } from './together.ts'

/** Everything read about an object's records begins with `records`, its name. */
export const recordsKey = (object: string, ...rest: readonly unknown[]) =>
  ['records', object, ...rest] as const

/** A row without its id and version could be neither opened nor changed. */
const whole = (query: Query): Query =>
  query.fields === undefined ? query : { ...query, fields: [...new Set(['id', 'version', ...query.fields])] }

export const askPage = (query: Query, signal?: AbortSignal, company?: Company): Promise<Page<Row>> =>
  askTogether<Page<Row>>(company, '/api/query', {
    ...{ method: 'POST', body: whole(query) },
    ...(signal ? { signal } : {}),
  })

export const pageQuery = (query: Query, company?: Company) =>
  queryOptions({
    queryKey: recordsKey(query.object, 'page', query),
    queryFn: ({ signal }) => askPage(query, signal, company),
  })

/** One page. `enabled: false` asks nothing; `company` says with what it may travel. */
export const usePage = (query: Query, enabled = true, company?: Company) =>
  useQuery({ ...pageQuery(query, company), enabled, placeholderData: keepPreviousData })

/** The first page of each of several questions. */
export const usePageOfEach = (queries: readonly Query[], company?: Company) =>
  useQueries({
    queries: queries.map((query) => ({
      queryKey: recordsKey(query.object, 'page', query),
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => askPage(query, signal, company),
    })),
  })

/** The most that the server answers at once. */
const mostRows = 500
/** Whoever goes on reads far: pages after the first are so much longer, and come so much more rarely. */
const longer = 4

/** All pages so far, more on request. */
export const usePages = (query: Query, enabled = true, company?: Company) =>
  useInfiniteQuery({
    queryKey: recordsKey(query.object, 'pages', query),
    enabled,
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      askPage(pageParam === undefined ? query : following(query, pageParam), signal, company),
    getNextPageParam: (page) => page.next,
  })

const following = (query: Query, after: string): Query => ({
  ...query,
  after,
  ...(query.limit === undefined ? {} : { limit: Math.min(mostRows, query.limit * longer) }),
})

/** How many records match, up to 10,000; asked apart so that no first paint waits for it. */
export const useCount = (query: Query, enabled = true) => useCounting(query, enabled).data?.total

/** The same with how the asking goes. */
export const useCounting = ({ object, filter, search }: Query, enabled = true, company?: Company) =>
  usePage(
    {
      object,
      ...(filter ? { filter } : {}),
      ...(search ? { search } : {}),
      fields: ['id'],
      limit: 1,
      count: true,
    },
    enabled,
    company,
  )

const recordQuery = (object: string, id: string, lines: Query['lines'] = {}) =>
  queryOptions({
    queryKey: recordsKey(object, 'one', id, lines),
    queryFn: async ({ signal }): Promise<Row | null> => {
      // An address that was cut off on its way names no record.
      if (!isUuid(id)) return null
      const page = await askPage(
        { object, filter: { field: 'id', is: 'eq', value: id }, lines, limit: 1 },
        signal,
        'record',
      )
      return page.rows[0] ?? null
    },
  })

/** One record with its lines, null when there is none that the person may read. */
export const useRecord = (object: string, id: string, lines: Query['lines'] = {}, enabled = true) =>
  useQuery({ ...recordQuery(object, id, lines), enabled })

/** What will be looked at in a moment. */
export type Ahead = {
  readonly record: { readonly object: string; readonly id: string; readonly lines: Query['lines'] }
  readonly pages: readonly Query[]
}

/** Reads ahead: whoever opens it finds it there at once, and has it read again beside that. */
export function readAhead(queries: QueryClient, { record: { object, id, lines }, pages }: Ahead): void {
  void queries.prefetchQuery(recordQuery(object, id, lines))
  for (const page of pages) void queries.prefetchQuery(pageQuery(page))
}

export const useAbilities = (object: string, id: string, enabled = true) =>
  useQuery({
    queryKey: recordsKey(object, 'abilities', id),
    enabled,
    queryFn: ({ signal }) =>
      askTogether<Abilities>('abilities', '/api/abilities', {
        ...{ method: 'POST', body: { object, id } },
        signal,
      }),
  })

export const historyPath = (object: string, id: string, after: string | undefined): string =>
  `/api/records/${object}/${id}/history?limit=50${after === undefined ? '' : `&after=${encodeURIComponent(after)}`}`

export const useHistory = (object: string, id: string) =>
  useInfiniteQuery({
    queryKey: recordsKey(object, 'history', id),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      ask<Page<HistoryEvent>>(historyPath(object, id, pageParam), { signal }),
    getNextPageParam: (page) => page.next,
  })

/** What was read about these objects is asked for again, now if it is on the page. */
export const refreshObjects = (queries: QueryClient, objects: ReadonlySet<string>): Promise<void> =>
  queries.invalidateQueries({
    predicate: ({ queryKey, meta }) =>
      queryKey[0] === 'records' && readsOf(queryKey, meta).some((name) => objects.has(name)),
  })

/** What an answer depends on: its object, and others that it says it was reckoned from. */
const readsOf = (
  queryKey: readonly unknown[],
  meta: Record<string, unknown> | undefined,
): readonly string[] => [
  String(queryKey[1]),
  ...(Array.isArray(meta?.objects) ? meta.objects.map(String) : []),
]

export const refreshAll = (queries: QueryClient): Promise<void> =>
  queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })

/** The lines of a record as `read` brings them: under the field's name. */
export function linesOf(row: Row, field: string): readonly Row[] {
  const value: unknown = row[field]
  return Array.isArray(value) ? value.filter(isRow) : []
}

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
