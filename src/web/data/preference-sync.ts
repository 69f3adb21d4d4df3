// Keeps the choices of a person the same in every browser they use: one record, read at the start and whenever it changes.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Row } from '#kernel/schema'
import { newId } from './new-id.ts'
import {
  adoptPreferences,
  type Preferences,
  preferencesTold,
  subscribeToPreferences,
  untoldPreferences,
} from './preferences.ts'
import { recordsKey, usePage } from './records.ts'
import { sendChanges } from './send.ts'

const object = 'views.preference'
const gatherMs = 600

/** Two browsers may make the first record at once; the second finds the other's and writes into that. */
async function tell(person: string, choices: Preferences, known: Row | undefined): Promise<boolean> {
  const values = { choices: JSON.parse(JSON.stringify(choices)) }
  const answer = await sendChanges([
    known === undefined
      ? { kind: 'create', object, id: newId(), values: { ...values, person } }
      : { kind: 'update', object, id: String(known.id), values },
  ])
  return answer.ok
}

export function usePreferenceSync(person: string): void {
  const queries = useQueryClient()
  const filter = { field: 'person', is: 'eq', value: person } as const
  const page = usePage({ object, fields: ['choices'], filter, limit: 1 })
  const known = page.data?.rows[0]
  const isKnown = page.isSuccess && !page.isPlaceholderData
  const latest = useRef({ known, isKnown })
  latest.current = { known, isKnown }
  const choices = known === undefined ? null : JSON.stringify(known.choices)
  useEffect(() => {
    if (isKnown) adoptPreferences(person, choices === null ? null : JSON.parse(choices))
  }, [isKnown, choices, person])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const send = async (): Promise<void> => {
      timer = undefined
      const untold = untoldPreferences(person)
      if (untold === null || !latest.current.isKnown) return
      if (await tell(person, untold, latest.current.known)) preferencesTold(untold)
      await queries.invalidateQueries({ queryKey: recordsKey(object) })
    }
    const later = (): void => {
      if (untoldPreferences(person) !== null) timer ??= setTimeout(() => void send(), gatherMs)
    }
    const stop = subscribeToPreferences(later)
    later()
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [person, queries])
}
