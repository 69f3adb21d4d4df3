// The records that are marked in a list, to do something to all of them at once.
import { type RefObject, useMemo, useRef, useState } from 'react'
import { useLeft } from './use-left.ts'

export type Selection = {
  readonly ids: ReadonlySet<string>
  /** Whether there is anything that may be done to several. */
  readonly canMark: boolean
  /** On a telephone cards are marked by a touch only while this is on. */
  readonly isMarking: boolean
  readonly setMarking: (isMarking: boolean) => void
  /** Marks or unmarks one; `isRange` does so with all between it and the one marked last. */
  readonly mark: (id: string, isRange: boolean) => void
  /** Marks all of these, or none when all are marked already. */
  readonly markAll: (ids: readonly string[]) => void
  readonly set: (ids: readonly string[]) => void
  /** The ids that are loaded, as they are drawn; kept by who draws them. */
  readonly order: RefObject<readonly string[]>
}

/** `question` tells lists apart: another one begins with nothing marked, and one that was left as it was left. */
export function useSelection(canMark: boolean, question: string): Selection {
  const order = useRef<readonly string[]>([])
  const [ids, setIds] = useLeft<ReadonlySet<string>>('marked', question, noneMarked)
  const [last, setLast] = useLeft<string | null>('last', question, null)
  const [isMarking, setMarking] = useState(false)
  return useMemo(
    () => ({
      ...{ ids, canMark, isMarking, order },
      setMarking: (on) => {
        setMarking(on)
        if (!on) setIds(new Set())
      },
      mark: (id, isRange) => {
        const next = new Set(ids)
        const wanted = !next.has(id)
        for (const one of isRange ? between(order.current, last, id) : [id])
          if (wanted) next.add(one)
          else next.delete(one)
        setIds(next)
        setLast(id)
      },
      markAll: (all) => setIds(all.every((id) => ids.has(id)) ? new Set() : new Set(all)),
      set: (all) => setIds(new Set(all)),
    }),
    [ids, canMark, isMarking, last, setIds, setLast],
  )
}

const noneMarked: ReadonlySet<string> = new Set()

function between(order: readonly string[], from: string | null, to: string): readonly string[] {
  const ends = [order.indexOf(from ?? to), order.indexOf(to)].toSorted((left, right) => left - right)
  const [first = -1, last = -1] = ends
  return first < 0 ? [to] : order.slice(first, last + 1)
}
