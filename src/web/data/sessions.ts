// Where somebody is signed in, and signing out there.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SessionView } from '#kernel/identity'
import { ask, call } from './api.ts'
import { useMe } from './session.ts'

const sessionsKey = (person: string) => ['sessions', person] as const

const whose = (person: string, me: string): string => (person === me ? '' : `?person=${person}`)

/** Open sessions, last used first. */
export function useSessionsOf(person: string) {
  const me = useMe().id
  return useQuery({
    queryKey: sessionsKey(person),
    // Others come and go without a word to this page.
    refetchOnMount: 'always',
    queryFn: ({ signal }) => ask<readonly SessionView[]>(`/api/sessions${whose(person, me)}`, { signal }),
  })
}

/** Ends one session, or all but the one that asks. */
export function useEndSessions(person: string) {
  const me = useMe().id
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string | null) =>
      call(`/api/sessions${id === null ? '' : `/${id}`}${whose(person, me)}`, { method: 'DELETE' }),
    onSettled: () => queries.invalidateQueries({ queryKey: sessionsKey(person) }),
  })
}
