// Keeps one workspace's log sealed: at once when woken, and by itself every now and then.
import type { Database } from '#base/database'
import { sealOnce } from './seal.store.ts'

export type SealerOptions = {
  readonly db: Database
  readonly namespace: string
  /** Milliseconds between looks when nobody wakes the sealer; 500 when absent. */
  readonly pollMs?: number
  readonly limit?: number
  /** Told after each round that gave places, with the last of them. */
  readonly onSealed?: (namespace: string, seq: string) => void
  /** Told of a round that failed; the next one tries again. */
  readonly onError?: (error: unknown) => void
}

export type Sealer = {
  /** Says that something was committed. Cheap; calls while a round runs become one further round. */
  readonly wake: () => void
  /** Ends after the round that runs. */
  readonly stop: () => Promise<void>
}

/** Starts sealing. Every node that writes may run one: whoever comes first seals, the others pass by. */
export function startSealer(options: SealerOptions): Sealer {
  let running: Promise<void> | null = null
  let woken = false
  let stopped = false
  const wake = (): void => {
    woken = true
    if (stopped || running !== null) return
    running = (async () => {
      while (woken && !stopped) {
        woken = false
        if (await round(options)) woken = true
      }
    })().finally(() => {
      running = null
      if (woken && !stopped) wake()
    })
  }
  const timer = setInterval(wake, options.pollMs ?? 500)
  return {
    wake,
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}

// True when more may wait already.
async function round({ db, namespace, limit = 1000, onSealed, onError }: SealerOptions): Promise<boolean> {
  try {
    const sealed = await sealOnce(db, namespace, limit)
    if (sealed === null || sealed.count === 0) return false
    onSealed?.(namespace, sealed.head.seq)
    return sealed.count >= limit
  } catch (error) {
    onError?.(error)
    return false
  }
}
