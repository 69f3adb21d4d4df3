// Values that were typed into a field where it stands and could not be saved: kept beside it until they are taken up again or given up.
import { useSyncExternalStore } from 'react'
import type { Value } from '#kernel/schema'

export type Unsaved = { readonly value: Value; readonly title?: string; readonly reason: string }
/** By field. */
export type UnsavedFields = Readonly<Record<string, Unsaved>>

let kept: Readonly<Record<string, UnsavedFields>> = {}
const listeners = new Set<() => void>()
const none: UnsavedFields = {}

export const unsavedOf = (id: string, field: string): Unsaved | undefined => kept[id]?.[field]

/** Keeps a value beside the field of a record; null gives it up. */
export function keepUnsaved(id: string, field: string, unsaved: Unsaved | null): void {
  if (unsaved === null && unsavedOf(id, field) === undefined) return
  const { [field]: _, ...others } = kept[id] ?? none
  kept = { ...kept, [id]: unsaved === null ? others : { ...others, [field]: unsaved } }
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** All that could not be saved, by record. */
export const useUnsaved = (): ((id: string) => UnsavedFields) => {
  const now = useSyncExternalStore(subscribe, () => kept)
  return (id) => now[id] ?? none
}
