// What the server would say to each of many changes, asked in chunks as they are thought of; nothing is stored.
import { useEffect, useState } from 'react'
import type { SaidProblem } from '../data/api.ts'
import { changeMany, type Outcome, type RecordChange } from '../data/bulk.ts'
import { judgeChanges } from '../data/send.ts'

export type Judged = {
  /** The problems of a change, none where it would be written; undefined while it has not been asked. */
  readonly of: (change: RecordChange) => readonly SaidProblem[] | undefined
  /** Remembers what a write said. */
  readonly remember: (change: RecordChange, problems: readonly SaidProblem[]) => void
}

const keyOf = (change: RecordChange): string => JSON.stringify(change)

export function useJudged(changes: readonly RecordChange[]): Judged {
  const [known, setKnown] = useState<ReadonlyMap<string, readonly SaidProblem[]>>(new Map())
  const remember = (said: readonly (readonly [RecordChange, readonly SaidProblem[]])[]): void =>
    setKnown(
      (last) => new Map([...last, ...said.map(([change, problems]) => [keyOf(change), problems] as const)]),
    )
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is known already is not asked again
  useEffect(() => {
    let isStopped = false
    const asked = changes.filter((change) => !known.has(keyOf(change)))
    const tell = ({ done, refused }: Outcome, isOver = false): void => {
      const faults = new Map(refused.map(({ id, problems }) => [id, problems.filter(isAboutIt)]))
      const told = asked.filter(({ id }) => isOver || done.has(id) || faults.has(id))
      remember(told.map((change) => [change, faults.get(change.id) ?? []] as const))
    }
    void changeMany(asked, judgeChanges, tell, () => isStopped).then((outcome) => {
      if (!isStopped) tell(outcome, true)
    })
    return () => {
      isStopped = true
    }
  }, [changes])
  return {
    of: (change) => known.get(keyOf(change)),
    remember: (change, problems) => remember([[change, problems]]),
  }
}

/** A lost connection says nothing of the change: the write will tell. */
const isAboutIt = ({ code }: SaidProblem): boolean => code !== 'web.offline'
