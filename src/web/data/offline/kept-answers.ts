// The last answer to each question, so that what was read can be read again without a network, marked with its age.
import { useSyncExternalStore } from 'react'
import { setWhoIsHere, whoIsHere } from './person.ts'
import { type KeptAnswer, openShelf } from './shelf.ts'

const session = '/api/session'
const keeps = /^\/api\/(metadata|query|abilities|summary|metrics)/
const mostKept = 500
const oldestMs = 14 * 86_400_000

let shownAt: number | null = null
const listeners = new Set<() => void>()

function setShownAt(at: number | null): void {
  if (shownAt === at) return
  shownAt = at
  for (const tell of listeners) tell()
}

/** The age (ms since 1970) of the oldest kept answer on the page; null while the server answers. */
export const useShownAt = (): number | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shownAt,
  )

/** The server has answered. */
export const heard = (): void => setShownAt(null)

/** Instants differ from one question to the next of the same kind; what they ask for is the same. */
const questionOf = (path: string, body: unknown): string =>
  `${path} ${JSON.stringify(body ?? null).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'now')}`

const keyOf = (path: string, body: unknown): string =>
  path === session ? session : `${whoIsHere()} ${questionOf(path, body)}`

/** What is still to be put away, by its key. */
const waiting = new Map<string, KeptAnswer>()

/** Remembers an answer; a device that keeps nothing forgets. It is put away when the page has nothing better to do. */
export function keepAnswer(path: string, body: unknown, value: unknown): void {
  if (path === session) setWhoIsHere(personOf(value))
  const person = whoIsHere()
  if (person === null || !(path === session || keeps.test(path))) return
  const key = keyOf(path, body)
  if (waiting.size === 0) whenIdle(() => void putAway())
  waiting.set(key, { key, person, value, at: Date.now() })
}

const longestMs = 1000
const whenIdle = (run: () => void): unknown =>
  typeof requestIdleCallback === 'function'
    ? requestIdleCallback(run, { timeout: longestMs })
    : setTimeout(run, longestMs)

async function putAway(): Promise<void> {
  try {
    const { store, done } = (await openShelf()).transaction('answers', 'readwrite')
    // Whoever has left by now leaves nothing behind.
    const left = [...waiting.values()].filter(({ person }) => person === whoIsHere())
    waiting.clear()
    await Promise.all([...left.map((one) => store.put(one)), done])
  } catch {
    // Full or forbidden.
    waiting.clear()
  }
}

/** The kept answer, which is then marked as old; undefined when there is none. */
export async function keptAnswer(
  path: string,
  body: unknown,
): Promise<{ readonly value: unknown } | undefined> {
  try {
    const key = keyOf(path, body)
    const found = waiting.get(key) ?? (await (await openShelf()).get('answers', key))
    if (found === undefined || Date.now() - found.at > oldestMs) return undefined
    if (path === session) setWhoIsHere(found.person)
    setShownAt(Math.min(found.at, shownAt ?? found.at))
    return found
  } catch {
    return undefined
  }
}

function personOf(value: unknown): string | null {
  const me = typeof value === 'object' && value !== null && 'me' in value ? value.me : null
  return typeof me === 'object' && me !== null && 'id' in me ? String(me.id) : null
}

/** Forgets what is too old or too much. */
export async function pruneAnswers(): Promise<void> {
  try {
    const db = await openShelf()
    const tx = db.transaction('answers', 'readwrite')
    let surplus = (await tx.store.count()) - mostKept
    for (let at = await tx.store.index('at').openCursor(); at !== null; at = await at.continue()) {
      if (surplus <= 0 && Date.now() - at.value.at < oldestMs) break
      if (at.value.key !== session) void at.delete()
      surplus -= 1
    }
    await tx.done
  } catch {
    // Nothing kept, nothing to forget.
  }
}
