// Who asks: a secret becomes an actor in an opened workspace, remembered for a moment.
import type { Actor } from '#kernel/access'
import type { Engine } from '#kernel/module'
import type { Platform, Recognised } from '../ports.ts'

export type Caller = { readonly session: Recognised; readonly engine: Engine; readonly actor: Actor }

export type Callers = {
  /** The caller remembered for this secret, without asking the database; null when it was looked up lately and is nobody. */
  remembered(secret: string): Promise<Caller | null> | undefined
  /** Looks the secret up. Null for one that is nobody's, or whose person is disabled or gone. */
  find(secret: string): Promise<Caller | null>
  forget(secret: string): void
  close(): void
}

const lifeMs = 2000
const mostRemembered = 10_000

type Entry = { readonly until: number; readonly caller: Promise<Caller | null> }

/** Remembers callers for two seconds at the most, less when the bus tells that a session or a definition changed. */
export function openCallers({ engines, sessions, bus }: Platform, now: () => number): Callers {
  const entries = new Map<string, Entry>()
  const forgetAll = (): void => entries.clear()
  const ends = [
    bus.subscribe('session', forgetAll),
    bus.subscribe('definition', forgetAll),
    bus.subscribe('people', forgetAll),
    bus.onResume(forgetAll),
  ]

  function remembered(secret: string): Promise<Caller | null> | undefined {
    const entry = entries.get(secret)
    if (entry !== undefined && entry.until > now()) return entry.caller
    entries.delete(secret)
    return undefined
  }

  function find(secret: string): Promise<Caller | null> {
    const caller = lookUp(secret)
    const entry = { until: now() + lifeMs, caller }
    entries.set(secret, entry)
    // A lookup that failed (the database was away) is not remembered.
    caller.catch(() => entries.get(secret) === entry && entries.delete(secret))
    const [oldest] = entries.keys()
    if (entries.size > mostRemembered && oldest !== undefined) entries.delete(oldest)
    return caller
  }

  async function lookUp(secret: string): Promise<Caller | null> {
    const session = await sessions.recognise(secret)
    if (session === undefined) return null
    const engine = await engines.engineOf(session.workspace)
    const actor = await engine?.actor(session.person)
    return engine && actor ? { session, engine, actor } : null
  }

  return {
    remembered,
    find,
    forget: (secret) => void entries.delete(secret),
    close() {
      for (const end of ends) end()
    },
  }
}
