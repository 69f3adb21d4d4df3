// What is being typed, kept in this browser with every keystroke: it survives an error, an expired session and a reload.
import { useCallback, useState } from 'react'
import { type Draft, isTyped, keepDraft, readDraft } from '../data/drafts.ts'
import { useMe } from '../data/session.ts'
import { browserStore } from '../data/stored.ts'

export type KeptDraft = {
  readonly draft: Draft
  /** True when the draft was found in this browser rather than typed just now. */
  readonly wasKept: boolean
  readonly change: (edit: (before: Draft) => Draft) => void
  /** Forgets what was typed and begins again with this. */
  readonly restart: (next: Draft) => void
}

/** `place` tells the drafts of one object apart; `start` gives the draft of somebody who has typed nothing. */
export function useDraft(object: string, place: string, start: () => Draft): KeptDraft {
  const me = useMe()
  const [found, setFound] = useState(() => readDraft(browserStore(), me.id, object, place, Date.now()))
  const [draft, setDraft] = useState<Draft>(() => found ?? start())
  const keep = useCallback(
    (next: Draft | null) => keepDraft(browserStore(), me.id, object, place, next),
    [me.id, object, place],
  )
  const change = useCallback(
    (edit: (before: Draft) => Draft) =>
      setDraft((before) => {
        const next = { ...edit(before), at: Date.now() }
        keep(isTyped(next) ? next : null)
        return next
      }),
    [keep],
  )
  const restart = (next: Draft): void => {
    keep(null)
    setFound(null)
    setDraft(next)
  }
  return { draft, wasKept: found !== null, change, restart }
}
