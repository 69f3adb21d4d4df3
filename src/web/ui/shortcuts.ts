// Keys that do something anywhere on a page: asked for by whoever draws, listed by `?`, and never taken from somebody typing.
import { useEffect, useRef, useSyncExternalStore } from 'react'

export type Shortcut = { readonly keys: string; readonly label: string; readonly run: () => void }

let active: readonly Shortcut[] = []
const listeners = new Set<() => void>()

/** Whether keys and what is pasted belong to an input. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Whether a dialog lies over the page. */
export const hasDialog = (): boolean =>
  document.querySelector('.ant-modal-wrap:not([style*="display: none"])') !== null

/** The name of a pressed key as shortcuts write it: `mod+k`, `mod+shift+z`, `shift+x`, `?` as it is, letters in lower case. */
export function keysOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const shifted = event.shiftKey && /^[a-z]$/.test(key) ? `shift+${key}` : key
  return event.ctrlKey || event.metaKey ? `mod+${shifted}` : shifted
}

function onKeyDown(event: KeyboardEvent): void {
  // An input method's Enter or letters belong to the word being composed.
  if (event.isComposing || event.keyCode === 229 || event.altKey) return
  const keys = keysOf(event)
  if (isTyping(event.target) && keys !== 'mod+k') return
  if (hasDialog() && keys !== 'mod+k') return
  // What has the focus is what Enter is for.
  if (keys === 'Enter' && event.target instanceof HTMLElement && event.target.closest('button, a')) return
  const found = active.findLast((shortcut) => shortcut.keys === keys)
  if (found === undefined) return
  event.preventDefault()
  found.run()
}

if (typeof document !== 'undefined') document.addEventListener('keydown', onKeyDown)

/**
 * Takes a key while the caller is drawn; the latest to ask wins, and any screen wins over the frame around it
 * (`isFallback`). An undefined `run` asks for nothing.
 */
export function useShortcut(
  keys: string,
  label: string,
  run: (() => void) | undefined,
  isFallback = false,
): void {
  const latest = useRef(run)
  latest.current = run
  const isAsked = run !== undefined
  useEffect(() => {
    if (!isAsked) return
    const shortcut: Shortcut = { keys, label, run: () => latest.current?.() }
    active = isFallback ? [shortcut, ...active] : [...active, shortcut]
    for (const listener of listeners) listener()
    return () => {
      active = active.filter((other) => other !== shortcut)
      for (const listener of listeners) listener()
    }
  }, [keys, label, isAsked, isFallback])
}

export const useShortcuts = (): readonly Shortcut[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => active,
  )
