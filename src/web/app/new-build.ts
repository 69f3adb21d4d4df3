// The worker that opens the pages without a network, and word of a newer build than the one on the page.
import { useSyncExternalStore } from 'react'

let isNewer = false
const listeners = new Set<() => void>()

/** True once the server has other pages than this one. Typed text is kept through the reload. */
export const useNewBuild = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => isNewer,
  )

/** The page names its entry by the hash of its content: another build has another. */
async function lookForNewer(): Promise<void> {
  const own = document.querySelector('script[type="module"][src]')?.getAttribute('src')
  const text = await fetch('/index.html', { cache: 'no-store' }).then(
    (answer) => (answer.ok ? answer.text() : ''),
    () => '',
  )
  if (text === '' || !own || text.includes(own)) return
  isNewer = true
  for (const tell of listeners) tell()
}

const hourMs = 3_600_000

/** Starts it where the browser has one (https, or this machine) and the pages are built. */
export function startWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const workers = navigator.serviceWorker
  window.addEventListener('load', () => {
    void workers.register('/sw.js', { updateViaCache: 'none' }).then(
      (registration) => {
        const look = (): void => void registration.update().catch(() => undefined)
        window.addEventListener('online', look)
        setInterval(look, hourMs)
      },
      () => undefined,
    )
  })
  workers.addEventListener('controllerchange', () => void lookForNewer())
}
