// The records that a person chose last, by object: they are offered first the next time.
import { browserStore, keepStored, readStored } from './stored.ts'

const mostKept = 8
const keyOf = (person: string, object: string): string => `baton.recent.${person}.${object}`

/** Ids, the latest first; at most eight. */
export function recentlyChosen(person: string, object: string): readonly string[] {
  const found = readStored(browserStore(), keyOf(person, object))
  return Array.isArray(found) ? found.filter((id) => typeof id === 'string').slice(0, mostKept) : []
}

export function rememberChosen(person: string, object: string, id: string): void {
  const before = recentlyChosen(person, object).filter((known) => known !== id)
  keepStored(browserStore(), keyOf(person, object), [id, ...before].slice(0, mostKept))
}
