// What somebody left in a list when they went on to a record: kept while the page is open, and found again on coming back.
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { Query } from '#kernel/records'

/** Which of several lists this is: what it asks, whatever columns it draws. It goes with everything else that was read on signing out. */
export const listKey = ({ object, filter, search, sort }: Query): string =>
  JSON.stringify({ object, filter, search, sort })

const keyOf = (what: string, list: string) => ['left', what, list] as const

export const leave = (queries: QueryClient, what: string, list: string, value: unknown): void =>
  void queries.setQueryData(keyOf(what, list), value)

/** What was left, for who looks at it once. */
export const leftIn = <T>(queries: QueryClient, what: string, list: string): T | undefined =>
  queries.getQueryData<T>(keyOf(what, list))

/** Like a state, with another value for each list, as it was left there. */
export function useLeft<T>(what: string, list: string, usual: T): readonly [T, (value: T) => void] {
  const queries = useQueryClient()
  const left = (): T => queries.getQueryData<T>(keyOf(what, list)) ?? usual
  const [kept, setKept] = useState(() => ({ list, value: left() }))
  // Another list is shown in the same place: it is as it was left, from the first time it is drawn.
  const current = kept.list === list ? kept : { list, value: left() }
  if (current !== kept) setKept(current)
  const set = useCallback(
    (value: T): void => {
      leave(queries, what, list, value)
      setKept({ list, value })
    },
    [queries, what, list],
  )
  return [current.value, set]
}
