// How fields are used, and the changes behind each count.
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { FieldUsage, HistoryEvent, Quality, Usage, UsageByPerson } from '#kernel/module'
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

type Narrow = {
  readonly days: number
  readonly person?: string | undefined
  readonly field?: string | undefined
}

/** How good what is stored is, as of yesterday. */
export const useQuality = (object: string, { days, person, field }: Narrow) =>
  useQuery({
    queryKey: ['usage', object, 'quality', days, person ?? '', field ?? ''],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      const narrow = new URLSearchParams({
        days: String(days),
        ...(person ? { person } : {}),
        ...(field ? { field } : {}),
      })
      return ask<Quality>(`/api/usage/${object}/quality?${narrow}`, { signal })
    },
  })

/** Records in which a value of the field no longer holds. */
export const useMisfits = (object: string, field: string) =>
  useQuery({
    queryKey: ['usage', object, 'misfits', field],
    queryFn: ({ signal }) =>
      ask<readonly { readonly id: string; readonly title: string }[]>(
        `/api/usage/${object}/misfits?field=${field}`,
        { signal },
      ),
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

/** So often the lists of an object must have been looked at before it says anything that one of its fields was not. */
const fewLooks = 50

/** blank: hardly filled and left alone · unseen: filled, but neither changed nor asked for by anybody. */
export type Idle = 'blank' | 'unseen'

/** Why a field may be taken out of use, null where nothing speaks for it; `looks` is how often the object's most seen field was. */
export function whyIdle(
  { filled, changed, listed }: FieldUsage,
  records: number,
  looks: number,
): Idle | null {
  if (records < fewRecords || changed > 0) return null
  if (filled / records < hardlyFilled) return 'blank'
  return looks >= fewLooks && listed === 0 ? 'unseen' : null
}

/** Tenths of minutes; something is never nothing. */
export const minutesOf = (ms: number): number => Math.max(0.1, Math.round(ms / 6000) / 10)

/** Minutes that each person would type less on each day they write, by a field less; tenths. */
export const savedMinutes = (fields: readonly FieldUsage[], personDays: number): number =>
  personDays === 0
    ? 0
    : Math.round(fields.reduce((sum, { spentMs }) => sum + spentMs, 0) / personDays / 6000) / 10

/** A share as a whole percentage; neither everything nor nothing is said of what is not quite. */
export function shareOf(part: number, whole: number): number {
  if (whole === 0) return 0
  const share = Math.round((part / whole) * 100)
  return part > 0 && share === 0 ? 1 : part < whole && share === 100 ? 99 : share
}
