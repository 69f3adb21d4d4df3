// Files that were added while nobody answered: kept on the device, sent before what names them, repeated without harm.
import { type Answer, call } from '../api.ts'
import { whoIsHere } from './person.ts'
import { openShelf } from './shelf.ts'

export type Stored = { readonly id: string; readonly name: string; readonly size: number }

/** The ids of what waits, read once; later changes are followed here. */
let waiting: Promise<Set<string>> | null = null

const waitingIds = (): Promise<Set<string>> => {
  waiting ??= openShelf()
    .then((db) => db.getAllKeys('files'))
    .then(
      (keys) => new Set(keys),
      () => new Set<string>(),
    )
  return waiting
}

function upload(id: string, name: string, content: Blob): Promise<Answer<Stored>> {
  const form = new FormData()
  form.set('id', id)
  form.set('file', content, name)
  return call<Stored>('/api/files', { method: 'POST', form })
}

/** Sends a file under an id of our own; true when it was sent or waits on this device, else why it was refused. */
export async function addFile(id: string, file: File): Promise<true | Answer<Stored>> {
  const answer = await upload(id, file.name, file)
  if (answer.ok) return true
  const person = whoIsHere()
  if (answer.status !== 0 || person === null) return answer
  try {
    // A copy: what a picker hands out may be gone after a restart.
    const content = new Blob([await file.arrayBuffer()], { type: file.type })
    await (await openShelf()).put('files', { id, person, name: file.name, content })
    ;(await waitingIds()).add(id)
    return true
  } catch {
    return answer
  }
}

const patienceMs = 1500

/** What waits as far as the device says so in time: one whose store does not answer holds no work back. */
const idsInTime = (): Promise<Set<string>> =>
  Promise.race([
    waitingIds(),
    new Promise<Set<string>>((resolve) => setTimeout(() => resolve(new Set()), patienceMs)),
  ])

/** Sends the waiting files that these changes name; the first that is not taken is the answer. */
export async function sendFilesOf(changes: unknown): Promise<Answer<null>> {
  const ids = await idsInTime()
  if (ids.size === 0) return { ok: true, value: null }
  const text = JSON.stringify(changes)
  const db = await openShelf()
  for (const id of [...ids].filter((one) => text.includes(one))) {
    const file = await db.get('files', id)
    if (file !== undefined && file.person === whoIsHere()) {
      const answer = await upload(id, file.name, file.content)
      if (!answer.ok) return answer
      await db.delete('files', id)
    }
    ids.delete(id)
  }
  return { ok: true, value: null }
}

/** Forgets which files wait; they are looked up again. */
export const forgetWaitingFiles = (): void => {
  waiting = null
}
