// Keeps one workspace's log sealed: at once when woken, and by itself every now and then.
import type { Database } from '#base/database'
import { sealOnce } from './seal.store.ts'

export type SealerOptions = {
  readonly db: Database
  readonly namespace: string
  /** Milliseconds between looks when nobody wakes the sealer; 500 when absent. */
  readonly pollMs?: number
  readonly limit?: number
  /** Milliseconds of rest after a round that gave places, so that many small writes are sealed together; 100 when absent. */
  readonly restMs?: number
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
  let endRest = (): void => undefined
  const rest = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, options.restMs ?? 100)
      endRest = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const wake = (): void => {
    woken = true
    if (stopped || running !== null) return
    running = (async () => {
      while (woken && !stopped) {
        woken = false
        const sealed = await round(options)
        if (sealed === 'more') woken = true
        else if (sealed === 'some' && !stopped) await rest()
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
      endRest()
      await running
    },
  }
}

async function round({ db, namespace, limit = 1000, onSealed, onError }: SealerOptions): Promise<Round> {
  try {
    const sealed = await sealOnce(db, namespace, limit)
    if (sealed === null || sealed.count === 0) return 'none'
    onSealed?.(namespace, sealed.head.seq)
    return sealed.count >= limit ? 'more' : 'some'
  } catch (error) {
    onError?.(error)
    return 'none'
  }
}

/** What a round gave places to; `more` may wait already. */
type Round = 'none' | 'some' | 'more'
