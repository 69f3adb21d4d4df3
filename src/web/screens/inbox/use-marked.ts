// Where the keyboard stands in the inbox, and what is marked in it.
import { useRef, useState } from 'react'
import type { Matter } from '../../data/inbox.ts'

/** The place is kept by number: when a matter is dealt with, the next one stands where it was. */
export function useMarked(matters: readonly Matter[]) {
  const [place, setPlace] = useState(0)
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<string | null>(null)
  const here = Math.max(0, Math.min(place, matters.length - 1))
  const at = matters[here]
  const placeOf = (key: string | null): number => matters.findIndex((matter) => matter.key === key)
  return {
    at,
    isAt: (matter: Matter): boolean => matter === at,
    move: (by: number): void => setPlace(Math.max(0, Math.min(here + by, matters.length - 1))),
    marked: matters.filter(({ key }) => keys.has(key)),
    mark(key: string): void {
      last.current = key
      setPlace(Math.max(0, placeOf(key)))
      setKeys(
        (before) => new Set(before.has(key) ? [...before].filter((one) => one !== key) : [...before, key]),
      )
    },
    /** From what was marked last to here. */
    markTo(key: string): void {
      const [from, to] = [placeOf(last.current ?? key), placeOf(key)].toSorted((a, b) => a - b)
      const range = matters.slice(Math.max(0, from ?? 0), (to ?? 0) + 1)
      setKeys((before) => new Set([...before, ...range.map((matter) => matter.key)]))
    },
    markAll: (): void => setKeys(new Set(matters.map(({ key }) => key))),
    clear: (): void => setKeys(new Set()),
  }
}
