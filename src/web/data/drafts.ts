// What somebody has typed and not yet saved: kept in this browser until it is saved or thrown away.
import type { Row } from '#kernel/schema'
import { keepStored, readStored, type Store } from './stored.ts'

/** One line of a form: its values as typed, and whether it is stored already or to be taken out. */
export type DraftLine = {
  readonly id: string
  readonly values: Row
  readonly isNew: boolean
  readonly isRemoved?: boolean
  /** The version at which it was first touched. */
  readonly version?: number
  /** Others have removed it; it is to come back with what was typed. */
  readonly isRestored?: boolean
}

/** The changed values of a record, and its lines by lines field. */
export type Draft = {
  readonly id: string
  readonly version: number | null
  readonly values: Row
  /** The version that was on the page when a field was first typed into, by field. */
  readonly seen?: Readonly<Record<string, number>>
  readonly lines: Readonly<Record<string, readonly DraftLine[]>>
  /** Milliseconds since 1970 of the last keystroke. */
  readonly at: number
}

/** Whether there is anything to lose. */
export const isTyped = ({ values, lines }: Draft): boolean =>
  Object.keys(values).length > 0 ||
  Object.values(lines).some((list) =>
    list.some((line) => line.isNew || line.isRemoved || Object.keys(line.values).length > 0),
  )

const prefix = 'baton.draft.'
const monthMs = 30 * 86_400_000

/** Drafts belong to a person, so that two who share a browser never see each other's. */
const keyOf = (person: string, object: string, id: string): string => `${prefix}${person}.${object}.${id}`

/** The draft of a record (`new` for one not yet created); null when there is none, or none younger than thirty days. */
export function readDraft(
  store: Store | undefined,
  person: string,
  object: string,
  id: string,
  nowMs: number,
): Draft | null {
  const found = readStored(store, keyOf(person, object, id))
  return isDraft(found) && nowMs - found.at < monthMs ? found : null
}

/** Keeps a draft; null throws it away. False when the browser could not keep it. */
export const keepDraft = (
  store: Store | undefined,
  person: string,
  object: string,
  id: string,
  draft: Draft | null,
): boolean => keepStored(store, keyOf(person, object, id), draft)

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'values' in value &&
  typeof value.values === 'object' &&
  value.values !== null &&
  'lines' in value &&
  typeof value.lines === 'object' &&
  value.lines !== null &&
  'at' in value &&
  typeof value.at === 'number'
