// Who is signed in, and whether the session has ended under an open page.
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Language } from '../ui/format.ts'
import { type Answer, AskFailed, ask, call, onSignedOut } from './api.ts'
import { forgetDrafts } from './drafts.ts'
import { keepAnswer } from './offline/kept-answers.ts'
import { setWhoIsHere, whoIsHere } from './offline/person.ts'
import { clearShelf } from './offline/shelf.ts'
import { forgetWaitingFiles } from './offline/waiting-files.ts'
import { browserStore, keepStored, readStored } from './stored.ts'

export type Me = {
  readonly id: string
  readonly name: string
  readonly title?: string | null
  readonly department: string | null
  readonly departmentName: string | null
  readonly roles: readonly string[]
  readonly locale: Language
  /** Whether they are still to choose a password of their own, and may do nothing else. */
  readonly mustChange: boolean
}
export type Session = {
  readonly me: Me
  readonly workspace: { readonly id: string; readonly name: string; readonly zone: string }
}
export type Credentials = { readonly workspace?: string; readonly login: string; readonly password: string }

const leavingKey = 'baton.leaving'

export const sessionKey = ['session'] as const

const everythingElse = {
  predicate: ({ queryKey }: { readonly queryKey: readonly unknown[] }) => queryKey[0] !== sessionKey[0],
}

/** The session, null when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }): Promise<Session | null> => {
    if (!(await hasLeft())) return null
    try {
      return await ask<Session>('/api/session', { signal })
    } catch (error) {
      if (error instanceof AskFailed && error.status === 401) return null
      throw error
    }
  },
})

export const useSessionQuery = () => useQuery(sessionQuery)

/** Whose session a page was drawn in: it stays theirs until the page is drawn anew, whatever is known of them meanwhile. */
export const SessionContext = createContext<Session | null>(null)

/** The session of the page. Only for what is drawn inside one. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('drawn outside a session')
  return session
}

/** The signed-in person. Only for what is drawn inside a session. */
export const useMe = (): Me => useSession().me

/** Whoever signed out without a network is signed out of the server before anything else; false while that is not done. */
async function hasLeft(): Promise<boolean> {
  if (readStored(browserStore(), leavingKey) !== true) return true
  const answer = await call('/api/session', { method: 'DELETE' })
  if (answer.ok || answer.status === 401) keepStored(browserStore(), leavingKey, null)
  return answer.ok || answer.status === 401
}

let hasExpired = false
const listeners = new Set<() => void>()

function setExpired(value: boolean): void {
  if (hasExpired === value) return
  hasExpired = value
  for (const listener of listeners) listener()
}
onSignedOut(() => setExpired(true))

/** True from the moment the server refuses an open page until somebody has signed in again. */
export const useHasExpired = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => hasExpired,
  )

/** Signs in; what is on the page stays, unless it is somebody else who signed in. */
export function useSignIn() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (credentials: Credentials): Promise<Answer<Session>> =>
      call<Session>('/api/session', { method: 'POST', body: credentials }),
    onSuccess: (answer) => {
      if (!answer.ok) return
      const before = queries.getQueryData<Session | null>(sessionKey)
      keepStored(browserStore(), leavingKey, null)
      keepAnswer('/api/session', undefined, answer.value)
      queries.setQueryData(sessionKey, answer.value)
      if (before && before.me.id !== answer.value.me.id) void queries.resetQueries(everythingElse)
      setExpired(false)
      void queries.invalidateQueries(everythingElse)
    },
  })
}

export type PasswordChange = { readonly current: string; readonly password: string }

/** Changes one's own password: every other session ends, this one goes on. */
export function useChangePassword() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: PasswordChange): Promise<Answer<Session>> =>
      call<Session>('/api/session/password', { method: 'PUT', body: change }),
    onSuccess: (answer) => {
      if (answer.ok) queries.setQueryData(sessionKey, answer.value)
    },
  })
}

/** Takes what the person read and typed off this device. */
async function forgetPerson(): Promise<void> {
  const person = whoIsHere()
  if (person === null) return
  setWhoIsHere(null)
  forgetDrafts(browserStore(), person)
  forgetWaitingFiles()
  await clearShelf(person).catch(() => undefined)
}

export function useSignOut() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => call('/api/session', { method: 'DELETE' }),
    onSettled: (answer) => {
      if (answer === undefined || (!answer.ok && answer.status !== 401))
        keepStored(browserStore(), leavingKey, true)
      void forgetPerson()
      queries.setQueryData(sessionKey, null)
      queries.removeQueries(everythingElse)
    },
  })
}
