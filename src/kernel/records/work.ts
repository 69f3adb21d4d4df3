// The working set of one write: every record it touches, before and after, and the records it only looks at.
import type { Ids } from '#base/ids'
import type { Problem } from '#base/problem'
import type { Actor, Origin } from '#kernel/access'
import type { Environment, Gathered, Workdays } from '#kernel/formula'
import { canonicalJson } from '#kernel/log'
import type { Held, Json, ResolvedObject, Row, Value } from '#kernel/schema'
import type { Diff } from './change.ts'
import { gatherIn, type Lacking, type Side } from './gather.ts'
import type { Moment } from './host.ts'
import type { RecordModel } from './model.ts'

export type MutableRow = { [field: string]: Value }

/** A change as it was asked for, to be decided against the policies of `authority` once the record is complete. */
export type Wish = {
  readonly kind: 'create' | 'asOf' | 'update' | 'remove' | 'restore' | 'override'
  readonly authority: Actor
  readonly fields: readonly string[]
  /** Index of the change in the request, or of the change that led to it. */
  readonly index: string
}

/** The operation that policies are asked about: who may remove a record may bring it back. */
export const operationOf = ({ kind }: Wish): string => (kind === 'restore' ? 'remove' : kind)

export type Entry = {
  readonly object: ResolvedObject
  readonly id: string
  /** As stored when this write first locked it; null for a record this write creates. */
  readonly before: Row | null
  /** As it will be stored; null once removed. */
  row: MutableRow | null
  readonly wishes: Wish[]
  /** Stages of its path that this write brought it into by somebody's doing, also those it did not stay in. */
  readonly entered: Set<string>
  /** Of those the ones that a person brought it into, each with the change that did. */
  readonly broughtInto: Map<string, string>
  /** The state last counted into roll-ups and postings. */
  counted: Row | null
  /** The state last told to reactions. */
  told: Row | null
  dirty: boolean
  /** Something was settled since reactions were told; without it nothing can have changed. */
  moved: boolean
  /** The same since the record came into the write. */
  touched: boolean
  /** A ledger's row has been added to its balances; always true of what is no new ledger row. */
  posted: boolean
  defaulted: boolean
  /** Who made it and when is what the write says, not the write itself. */
  made: boolean
  /** What it gathers from records that refer to it may have changed: it is judged anew, changed or not. */
  gathered: boolean
  /** The action that touched the record, for the log. */
  action: string | null
  /** The same, until reactions have been told. */
  untold: string | null
  /** What it holds beyond its fields in use, where it goes or comes back. */
  held: Held
}

/** What the log calls that of a removed record; no field is called so. */
export const heldInLog = 'out_of_use'

export type Work = {
  readonly model: RecordModel
  readonly actor: Actor
  readonly origin: Origin
  readonly moment: Moment
  readonly entries: Map<string, Map<string, Entry>>
  /** Referenced records, unlocked; null for those looked for and not found. */
  readonly seen: Map<string, Map<string, Row | null>>
  readonly problems: Problem[]
  readonly outputs: Json[]
  readonly newId: Ids
  /** The days that are worked, where a formula of the model asks for them. */
  workdays: Workdays | undefined
  /** What stored records give that this write has not touched, by call, record and how much was in hand then. */
  readonly gathered: Map<string, Gathered>
  /** The same still to be read. */
  readonly lacking: Map<string, Lacking>
  /** Records in hand by what they refer to, for as long as no reference changes. */
  readonly referring: Map<string, Map<string, Entry[]>>
}

export const startWork = (
  model: RecordModel,
  actor: Actor,
  origin: Origin,
  moment: Moment,
  newId: Ids,
): Work => ({
  newId,
  model,
  actor,
  origin,
  moment,
  entries: new Map(),
  seen: new Map(),
  problems: [],
  outputs: [],
  workdays: undefined,
  gathered: new Map(),
  lacking: new Map(),
  referring: new Map(),
})

export const entryOf = (work: Work, object: string, id: string): Entry | undefined =>
  work.entries.get(object)?.get(id)

export function addEntry(work: Work, object: ResolvedObject, id: string, before: Row | null): Entry {
  const entry: Entry = {
    object,
    id,
    before,
    row: before === null ? null : { ...before },
    wishes: [],
    entered: new Set(),
    broughtInto: new Map(),
    counted: before,
    told: before,
    dirty: false,
    moved: false,
    touched: false,
    posted: before !== null || object.kind !== 'ledger',
    defaulted: before !== null,
    made: false,
    gathered: false,
    action: null,
    untold: null,
    held: {},
  }
  const byId = work.entries.get(object.name) ?? new Map<string, Entry>()
  byId.set(id, entry)
  work.entries.set(object.name, byId)
  return entry
}

export function* allEntries(work: Work): Generator<Entry> {
  for (const byId of work.entries.values()) yield* byId.values()
}

/** A record as this write sees it: its own changes first, then what was looked up. Undefined when not at hand. */
export function rowOf(work: Work, object: string, id: string): Row | null | undefined {
  const entry = entryOf(work, object, id)
  return entry ? entry.row : work.seen.get(object)?.get(id)
}

/** `side`: whether what refers to the record is looked at as it will be or as it was. */
export const environment = (
  work: Work,
  row: Row,
  me: Actor = work.actor,
  side: Side = 'row',
): Environment => ({
  row,
  follow: (object, id) => rowOf(work, object, id) ?? undefined,
  me,
  now: work.moment.now,
  zone: work.moment.zone,
  workdays: work.workdays,
  gather: gatherIn(work, side),
})

/** Values are equal when they would be stored the same. */
export const same = (left: Value | undefined, right: Value | undefined): boolean =>
  left === right ||
  (left ?? null) === (right ?? null) ||
  (typeof left === 'object' &&
    typeof right === 'object' &&
    left !== null &&
    right !== null &&
    canonicalJson(left as Json) === canonicalJson(right as Json))

const ownVersion = new Set(['version', 'updatedAt', 'updatedBy'])

/** Names of fields that differ, the engine's own bookkeeping aside. */
export function changedFields(before: Row | null, after: Row | null): readonly string[] {
  return before === after ? [] : differences(before, after, Number.POSITIVE_INFINITY)
}

/** Whether the record will be stored otherwise than it is, the engine's own bookkeeping aside. */
export const isChanged = ({ touched, before, row }: Entry): boolean =>
  touched && before !== row && differences(before, row, 1).length > 0

/** At most so many of the names that differ. */
function differences(before: Row | null, after: Row | null, most: number): readonly string[] {
  const found: string[] = []
  for (const name in before) {
    if (same(before[name], after?.[name]) || ownVersion.has(name)) continue
    if (found.push(name) === most) return found
  }
  for (const name in after) {
    if (before !== null && name in before) continue
    if (same(undefined, after[name]) || ownVersion.has(name)) continue
    if (found.push(name) === most) return found
  }
  return found
}

/** What happened to the record since `since`, or null when nothing did. */
export function diffOf(entry: Entry, since: Row | null): Diff | null {
  if (since === null && entry.row === null) return null
  const changed = changedFields(since, entry.row)
  if (changed.length === 0) return null
  return {
    object: entry.object.name,
    id: entry.id,
    before: since,
    after: entry.row === null ? null : { ...entry.row },
    changed,
    action: entry.untold === null ? null : (entry.untold.split('.').at(-1) ?? null),
  }
}
