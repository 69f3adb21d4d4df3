// Whether the page hears from its server, whether the machine has a network at all, and waiting until both are there again.
import { useSyncExternalStore } from 'react'

/** When the page stopped hearing of changes; null while it hears of them. */
let lostAt: string | null = null
const listeners = new Set<() => void>()

export function setLost(next: string | null): void {
  if ((lostAt === null) === (next === null)) return
  lostAt = next
  for (const tell of listeners) tell()
}

export const isLost = (): boolean => lostAt !== null

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Since when (an ISO instant) what is on the page may be older than what is stored; null while it is live. */
export const useLostSince = (): string | null => useSyncExternalStore(subscribe, () => lostAt)

/** Tells of every change between having a network and having none. */
export function onNetwork(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

/** Whether this machine has no network, as far as the browser knows. */
export const useIsOffline = (): boolean => useSyncExternalStore(onNetwork, () => !navigator.onLine)

const everyMs = 500
const mostMs = 60_000

/** Resolves true once the server answers again; false after a minute, or at once where the machine itself is offline. */
export async function untilBack(): Promise<boolean> {
  for (let waited = 0; waited < mostMs && navigator.onLine; waited += everyMs) {
    await new Promise((resolve) => setTimeout(resolve, everyMs))
    const answer = await fetch('/health/live', { cache: 'no-store' }).catch(() => null)
    if (answer?.ok) return true
  }
  return false
}
