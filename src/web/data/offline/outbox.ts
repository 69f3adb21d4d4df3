// Saves that wait for a network: sent in their order, once, by the person who typed them; refused ones stay to be corrected.
import type { Change } from '#kernel/records'
import { type Answer, call } from '../api.ts'
import { newId } from '../new-id.ts'
import { whoIsHere } from './person.ts'
import { type Letter, openShelf } from './shelf.ts'

const againMs = 15_000
const lockName = 'baton.outbox'
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(lockName)

const listeners = new Set<() => void>()
const tellHere = (): void => {
  for (const tell of listeners) tell()
}
channel?.addEventListener('message', tellHere)

/** Told whenever letters come, go or are refused, in any tab. */
export function onOutbox(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function tellAll(): void {
  tellHere()
  channel?.postMessage(null)
}

/** What waits of this person, the oldest first. */
export async function lettersOf(person: string): Promise<readonly Letter[]> {
  try {
    return await (await openShelf()).getAllFromIndex('letters', 'person', person)
  } catch {
    return []
  }
}

/** Keeps a save on this device; false where it keeps nothing. */
export async function keepLetter(wish: Omit<Letter, 'id' | 'person' | 'at' | 'problems'>): Promise<boolean> {
  const person = whoIsHere()
  if (person === null) return false
  try {
    await (await openShelf()).put('letters', {
      ...wish,
      ...{ id: newId(), person, at: Date.now(), problems: null },
    })
    tellAll()
    return true
  } catch {
    return false
  }
}

export async function removeLetter(id: string): Promise<void> {
  await (await openShelf()).delete('letters', id)
  tellAll()
}

/** Lets a refused letter be sent again as it is. */
export async function retryLetter(letter: Letter): Promise<void> {
  await (await openShelf()).put('letters', { ...letter, problems: null })
  tellAll()
}

/** One tab at a time; where the browser has no locks, repeats are done once by the server all the same. */
const alone = <T>(run: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? navigator.locks.request(lockName, run) : run()

let timer: ReturnType<typeof setTimeout> | undefined

export type Send = (changes: readonly Change[]) => Promise<Answer<unknown>>

/**
 * Sends what waits, in order, as long as the server answers. What it refuses stays with its reasons, and so does whatever
 * names a refused record. Answers whether anything was sent, and `other` when somebody else is signed in.
 */
export async function deliver(person: string, send: Send): Promise<'sent' | 'nothing' | 'other'> {
  clearTimeout(timer)
  if ((await lettersOf(person)).length === 0) return 'nothing'
  return alone(async () => {
    const session = await call<{ readonly me: { readonly id: string } }>('/api/session')
    if (session.ok && session.value.me.id !== person) return 'other'
    const isDone = session.ok ? await deliverAll(person, send) : null
    if (isDone === null) timer = setTimeout(() => void deliver(person, send), againMs)
    return isDone ? 'sent' : 'nothing'
  })
}

/** True when something was sent, null when the server stopped answering. */
async function deliverAll(person: string, send: Send): Promise<boolean | null> {
  const refused: string[] = []
  let hasSent = false
  for (const letter of await lettersOf(person)) {
    const isHeld = refused.some((id) => JSON.stringify(letter.changes).includes(id))
    const fate = letter.problems === null && !isHeld ? await post(letter, send) : 'refused'
    if (fate === 'later') return null
    if (fate === 'refused') refused.push(...letter.changes.flatMap(({ id }) => id ?? []))
    else hasSent = true
  }
  return hasSent
}

const isForLater = (status: number): boolean =>
  status === 0 || status === 401 || status === 429 || status >= 500

async function post(letter: Letter, send: Send): Promise<'sent' | 'refused' | 'later'> {
  const answer = await send(letter.changes)
  if (!answer.ok && isForLater(answer.status)) return 'later'
  if (answer.ok) {
    await removeLetter(letter.id)
    return 'sent'
  }
  await (await openShelf()).put('letters', { ...letter, problems: answer.problems })
  tellAll()
  return 'refused'
}
