// What a device keeps of a person's work: answers to read without a network, and what waits to be sent.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Change } from '#kernel/records'
import type { SaidProblem } from '../api.ts'
import type { Draft } from '../drafts.ts'

export type KeptAnswer = {
  readonly key: string
  readonly person: string
  readonly value: unknown
  /** Milliseconds since 1970. */
  readonly at: number
}

/** One save that could not be sent: what is wished, and what was typed so that it can be corrected. */
export type Letter = {
  /** Grows with time: letters are sent in its order. */
  readonly id: string
  readonly person: string
  readonly object: string
  readonly record: string
  readonly title: string
  readonly isNew: boolean
  readonly draft: Draft
  readonly changes: readonly Change[]
  readonly at: number
  /** Why the server refused it; null while it waits. */
  readonly problems: readonly SaidProblem[] | null
}

export type WaitingFile = {
  readonly id: string
  readonly person: string
  readonly name: string
  readonly content: Blob
}

interface Shelf extends DBSchema {
  answers: { key: string; value: KeptAnswer; indexes: { person: string; at: number } }
  letters: { key: string; value: Letter; indexes: { person: string } }
  files: { key: string; value: WaitingFile; indexes: { person: string } }
}

let opened: Promise<IDBPDatabase<Shelf>> | null = null

/** Rejects where the browser keeps nothing: whoever calls goes on without. */
export function openShelf(): Promise<IDBPDatabase<Shelf>> {
  opened ??= open()
  return opened
}

// Asynchronous throughout: where stores are forbidden, asking for one throws.
const open = async (): Promise<IDBPDatabase<Shelf>> =>
  openDB<Shelf>('baton', 1, {
    upgrade(db) {
      const answers = db.createObjectStore('answers', { keyPath: 'key' })
      answers.createIndex('person', 'person')
      answers.createIndex('at', 'at')
      for (const name of ['letters', 'files'] as const)
        db.createObjectStore(name, { keyPath: 'id' }).createIndex('person', 'person')
    },
  })

const stores = ['answers', 'letters', 'files'] as const

/** Takes everything of a person off this device. */
export async function clearShelf(person: string): Promise<void> {
  const db = await openShelf()
  const tx = db.transaction(stores, 'readwrite')
  for (const name of stores) {
    const keys = await tx.objectStore(name).index('person').getAllKeys(person)
    for (const key of keys) void tx.objectStore(name).delete(key)
  }
  await tx.done
}
