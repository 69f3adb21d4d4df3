// Steps of typing in a grid that can be taken back one after the other; typing on in one cell is one step.
import { useRef, useState } from 'react'
import type { DraftLine } from '../data/drafts.ts'

const mostSteps = 100

export type LineHistory = {
  /** Changes the lines; `place` names the cell where several changes are one step. */
  readonly change: (next: readonly DraftLine[], place?: string) => void
  readonly undo: () => boolean
  /** Grows whenever cells have to forget what is being typed into them. */
  readonly revision: number
  readonly renew: () => void
}

export function useLineHistory(
  lines: readonly DraftLine[],
  onChange: (lines: readonly DraftLine[]) => void,
): LineHistory {
  const past = useRef<(readonly DraftLine[])[]>([])
  const place = useRef<string | undefined>(undefined)
  const [revision, setRevision] = useState(0)
  const renew = (): void => setRevision((before) => before + 1)
  return {
    revision,
    renew,
    change(next, at) {
      if (at === undefined || at !== place.current) past.current = [...past.current, lines].slice(-mostSteps)
      place.current = at
      onChange(next)
    },
    undo() {
      const before = past.current.at(-1)
      if (before === undefined) return false
      past.current = past.current.slice(0, -1)
      place.current = undefined
      onChange(before)
      renew()
      return true
    },
  }
}
