// How fields are used, and the changes behind each count.
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { FieldUsage, HistoryEvent, Usage, UsageByPerson } from '#kernel/module'
import { ask } from './api.ts'

export type Way = 'corrected' | 'late' | 'bulk'

export const useUsage = (object: string, days: number) =>
  useQuery({
    queryKey: ['usage', object, days],
    queryFn: ({ signal }) => ask<Usage>(`/api/usage/${object}?days=${days}`, { signal }),
  })

export const useUsageByPerson = (object: string, days: number, page: number) =>
  useQuery({
    queryKey: ['usage', object, days, 'people', page],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      ask<UsageByPerson>(`/api/usage/${object}/people?days=${days}&page=${page}`, { signal }),
  })

type Events = { readonly rows: readonly HistoryEvent[]; readonly next?: string }

/** The changes of a field that a count counts, newest first. */
export const useChanges = (object: string, field: string, way: Way, since: string) =>
  useInfiniteQuery({
    queryKey: ['usage', object, 'changes', field, way, since],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      ask<Events>('/api/log', {
        method: 'POST',
        body: { object, field, way, since, limit: 20, ...(pageParam === '' ? {} : { after: pageParam }) },
        signal,
      }),
    getNextPageParam: (page) => page.next,
  })

const fewRecords = 20
const hardlyFilled = 0.05

/** A field that may be taken out of use: made here, on enough records, hardly ever filled, and left alone. */
export const isIdle = ({ filled, changed }: FieldUsage, records: number): boolean =>
  records >= fewRecords && filled / records < hardlyFilled && changed === 0

/** A share as a whole percentage; neither everything nor nothing is said of what is not quite. */
export function shareOf(part: number, whole: number): number {
  if (whole === 0) return 0
  const share = Math.round((part / whole) * 100)
  return part > 0 && share === 0 ? 1 : part < whole && share === 100 ? 99 : share
}
