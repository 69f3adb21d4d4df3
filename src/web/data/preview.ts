// The file that is looked at in place, and those it stands among.
import { useSyncExternalStore } from 'react'

/** `name` is blank where it is only known once the file is asked for. */
export type ShownFile = { readonly id: string; readonly name: string }
export type Preview = { readonly files: readonly ShownFile[]; readonly id: string }

let shown: Preview | null = null
const listeners = new Set<() => void>()

/** Null puts it away. */
export function showFile(preview: Preview | null): void {
  shown = preview
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const usePreview = (): Preview | null => useSyncExternalStore(subscribe, () => shown)
