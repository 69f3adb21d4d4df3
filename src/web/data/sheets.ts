// Records on paper: a PDF that the server answered, kept as long as it is looked at.
import { useEffect, useState } from 'react'
import type { PrintLayout } from '#kernel/schema'
import type { Language } from '../ui/format.ts'
import { type Answer, callFile, type FileAnswer, type SaidProblem } from './api.ts'

/** Where a record stands on paper; `as` makes several requests one print. */
export const sheetAddress = (
  object: string,
  id: string,
  layout: string,
  { language, as }: { readonly language: Language; readonly as: string },
): string =>
  `/api/records/${encodeURIComponent(object)}/${encodeURIComponent(id)}/print/${encodeURIComponent(layout)}?language=${language}&as=${as}`

export type Draft = {
  readonly object: string
  readonly id?: string
  readonly layout: PrintLayout
  readonly language: Language
}

export const askDraft = (body: Draft, signal: AbortSignal): Promise<Answer<FileAnswer>> =>
  callFile('/api/definitions/prints/draft', { method: 'POST', body, signal })

/** `address` is this browser's own, of what was answered last; it stays while the next is asked for. */
export type Sheet = {
  readonly address: string | null
  readonly name: string
  readonly problems: readonly SaidProblem[]
  readonly isAsking: boolean
}

const nothing: Sheet = { address: null, name: '', problems: [], isAsking: true }

/** Asks again whenever `key` changes, after `afterMs` of rest; what is no longer looked at is let go. */
export function useSheet(
  key: string,
  ask: (signal: AbortSignal) => Promise<Answer<FileAnswer>>,
  afterMs = 0,
): Sheet {
  const [sheet, setSheet] = useState(nothing)
  // The question is as new as its key.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `ask` is made anew at each drawing
  useEffect(() => {
    const stopping = new AbortController()
    const wait = setTimeout(async () => {
      setSheet((before) => ({ ...before, isAsking: true }))
      const answer = await ask(stopping.signal).catch(() => null)
      if (answer === null || stopping.signal.aborted) return
      setSheet((before) =>
        answer.ok
          ? {
              address: URL.createObjectURL(answer.value.blob),
              name: answer.value.name,
              problems: [],
              isAsking: false,
            }
          : { ...before, problems: answer.problems, isAsking: false },
      )
    }, afterMs)
    return () => {
      clearTimeout(wait)
      stopping.abort()
    }
  }, [key, afterMs])
  const { address } = sheet
  useEffect(
    () => () => {
      if (address !== null) URL.revokeObjectURL(address)
    },
    [address],
  )
  return sheet
}
