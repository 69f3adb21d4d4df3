// What two people wrote into the same field: found in the record's history, chosen between by a person. Pure, but for who is being asked.
import { useSyncExternalStore } from 'react'
import type { HistoryEvent } from '#kernel/module'
import type { Value } from '#kernel/schema'

/** `value`: both changed a field. `gone`: they removed what I changed. `removal`: I removed what they changed. */
export type Clash = {
  readonly kind: 'value' | 'gone' | 'removal'
  readonly object: string
  readonly id: string
  /** Empty for a record that they removed. */
  readonly field: string
  /** As it was before either of us. */
  readonly before: Value
  readonly theirs: Value
  readonly mine: Value
  readonly mineTitle?: string
  /** Who changed it last and when; empty where the log does not say. */
  readonly by: string
  readonly at: string
  /** The record's version that was looked at: what is written now is written on top of it. */
  readonly version: number
}

/** What is chosen together: a field, or a line that is there or not. */
export const clashKey = ({ kind, id, field }: Pick<Clash, 'kind' | 'id' | 'field'>): string =>
  kind === 'value' ? `${id} ${field}` : id

export type Touched = Pick<Clash, 'before' | 'theirs' | 'by' | 'at' | 'version'>

/**
 * What others did to each field since a version: what it was, what it is now, and who came last. `events` are the record's, newest
 * first; writes in `own` are the page's and count for nobody else's.
 */
export function touchedSince(
  events: readonly HistoryEvent[],
  version: number,
  own: ReadonlySet<string>,
): ReadonlyMap<string, Touched> {
  const found = new Map<string, Touched>()
  for (const event of events) {
    if (event.version <= version || own.has(event.writeId)) continue
    for (const field of new Set([...Object.keys(event.before), ...Object.keys(event.after)])) {
      const before = event.before[field] ?? null
      const newest = {
        ...{ theirs: event.after[field] ?? null, by: event.actorName, at: event.at },
        version: event.version,
      }
      found.set(field, { ...newest, ...found.get(field), before })
    }
  }
  return found
}

const plainNumber = /^-?\d+(\.\d+)?$/
const number = (value: Value): string | null =>
  typeof value === 'string' && plainNumber.test(value)
    ? value.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
    : null

/** Whether the server would store the same: numbers as it writes them, blank however it is said. */
export function isSameValue(left: Value | undefined, right: Value | undefined): boolean {
  const [a, b] = [left === '' ? null : (left ?? null), right === '' ? null : (right ?? null)]
  const asNumber = number(a)
  return (asNumber !== null && asNumber === number(b)) || JSON.stringify(a) === JSON.stringify(b)
}

let asked: Clash | null = null
const listeners = new Set<() => void>()

/** Lays what two people wrote side by side for somebody to choose; null when they have. */
export function askAbout(clash: Clash | null): void {
  asked = clash
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useAskedClash = (): Clash | null => useSyncExternalStore(subscribe, () => asked)
