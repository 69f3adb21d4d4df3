// The outbox as a page sees it: what waits, and sending it as soon as the server answers.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { useLostSince } from '../connection.ts'
import { sendMerged } from '../merge.ts'
import { useHasExpired, useMe } from '../session.ts'
import { pruneAnswers } from './kept-answers.ts'
import { deliver, lettersOf, onOutbox } from './outbox.ts'
import type { Letter } from './shelf.ts'

const outboxKey = (person: string) => ['outbox', person] as const

/** What waits of the person who is signed in, the oldest first. */
export function useLetters(): readonly Letter[] {
  const { id } = useMe()
  const queries = useQueryClient()
  useEffect(() => onOutbox(() => void queries.invalidateQueries({ queryKey: outboxKey(id) })), [queries, id])
  return useQuery({ queryKey: outboxKey(id), queryFn: () => lettersOf(id) }).data ?? []
}

/** Sends what waits now; somebody else who signed in meanwhile gets a page of their own. */
export function useSendNow(): () => Promise<void> {
  const { id } = useMe()
  const queries = useQueryClient()
  return useCallback(async () => {
    const done = await deliver(id, async (changes) => (await sendMerged(changes)).answer)
    if (done === 'other') location.reload()
    if (done === 'sent') void queries.invalidateQueries({ queryKey: ['records'] })
  }, [queries, id])
}

/** Sends what waits: at the start, when the network is back, and when somebody has signed in again. */
export function useDelivery(): void {
  const sendNow = useSendNow()
  const lostSince = useLostSince()
  const hasExpired = useHasExpired()
  useEffect(() => void pruneAnswers(), [])
  useEffect(() => {
    if (hasExpired) return
    const start = (): void => void sendNow()
    if (lostSince === null) start()
    window.addEventListener('online', start)
    return () => window.removeEventListener('online', start)
  }, [sendNow, lostSince, hasExpired])
}
