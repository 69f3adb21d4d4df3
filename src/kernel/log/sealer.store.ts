// Keeps one workspace's log sealed: at once when woken, and by itself every now and then.
import type { Database } from '#base/database'
import { type InTurn, inTurn } from '#base/in-turn'
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

/** `wake` says that something was committed. */
export type Sealer = Pick<InTurn, 'wake' | 'stop'>

/** Starts sealing. Every node that writes may run one: whoever comes first seals, the others pass by. */
export function startSealer(options: SealerOptions): Sealer {
  let endRest = (): void => undefined
  const rest = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, options.restMs ?? 100)
      endRest = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const { db, namespace, limit = 1000, onSealed, onError } = options
  const round = async (): Promise<void> => {
    const sealed = await sealOnce(db, namespace, limit)
    if (sealed === null || sealed.count === 0) return
    onSealed?.(namespace, sealed.head.seq)
    if (sealed.count >= limit) rounds.wake()
    else if (!rounds.isOver()) await rest()
  }
  const rounds = inTurn(round, onError)
  const timer = setInterval(rounds.wake, options.pollMs ?? 500)
  return {
    wake: rounds.wake,
    stop: () => {
      clearInterval(timer)
      const stopped = rounds.stop()
      endRest()
      return stopped
    },
  }
}
