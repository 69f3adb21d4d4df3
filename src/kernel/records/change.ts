// A wish as data: what somebody wants changed. Everything that writes, writes a list of these.
import type { Json, Row, Value } from '#kernel/schema'

/** Values by field name. Fields that are absent stay as they are (update) or take their default (create). */
export type Values = { readonly [field: string]: Value }

/** Who made a record and at which instant, where it was made elsewhere before; what is absent is the writer's, now. */
export type Made = { readonly by?: string; readonly at?: string }

export type Create = {
  readonly kind: 'create'
  readonly object: string
  readonly id: string
  readonly values: Values
  /** Becomes the record's `createdBy` and `createdAt`, and those of the parts that are made with it; whoever says so is granted `asOf`. */
  readonly made?: Made
}
export type Update = {
  readonly kind: 'update'
  readonly object: string
  readonly id: string
  readonly values: Values
  /** The version the change was made against; a newer stored version is a records.conflict. Absent: last writer wins. */
  readonly version?: number
}
export type Remove = {
  readonly kind: 'remove'
  readonly object: string
  readonly id: string
  readonly version?: number
}
/** Bring back a removed record, with the parts that went with it and the values that the log has of them. */
export type Restore = {
  readonly kind: 'restore'
  readonly object: string
  readonly id: string
}
/** Run an action on a record (`id`), or on none for actions of a whole object. */
export type Act = {
  readonly kind: 'act'
  readonly object: string
  readonly id: string | null
  readonly action: string
  readonly input: { readonly [name: string]: Json }
  readonly version?: number
}
/** Set the stage of a record against its path and without the evidence that it takes, for the reason that the write gives. */
export type Override = {
  readonly kind: 'override'
  readonly object: string
  readonly id: string
  readonly stage: string
  readonly version?: number
}
export type Change = Create | Update | Remove | Restore | Act | Override

/** How the log names a stage that was set against the path, as an action of its object, and the right to do so. */
export const overriding = 'override'

/** The right to say of a new record that somebody else made it, earlier. */
export const makingAsOf = 'asOf'

/** How the log names what brought a record back: as an action of its object. */
export const restoring = 'restore'

/** Whether an event or a difference is a record that came back: it begins there, but it is not new. */
export const isRestored = ({ action }: { readonly action: string | null }): boolean =>
  action?.split('.').at(-1) === restoring

/** Before and after of one record within a write: the only description of change in the system. */
export type Diff = {
  readonly object: string
  readonly id: string
  readonly before: Row | null
  readonly after: Row | null
  /** Names of the fields whose value differs. */
  readonly changed: readonly string[]
  /** Name of the action whose changes these are, `restore` for a record that came back; null for what reactions and plain changes did. */
  readonly action: string | null
}

/** What a write answers: the new versions, the records as the actor may now read them, and what actions and reactions answered. */
export type Written = {
  readonly records: readonly {
    readonly object: string
    readonly id: string
    readonly version: number
    readonly kind: 'create' | 'update' | 'remove' | 'same'
  }[]
  readonly outputs: readonly Json[]
  readonly writeId: string
}
