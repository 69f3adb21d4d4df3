// What a browser is told about a workspace: the definitions that one actor may see, as data over the wire.
import type { Role } from '#kernel/access'
import type { FlowDefinition } from '#kernel/flow'
import type { MetricDefinition, Tile } from '#kernel/metrics'
import type { Action } from '#kernel/records'
import type { Field, Label, ObjectDefinition, PrintLayout, ResolvedPath } from '#kernel/schema'

/** A field the actor may read on at least one record. `writable` says whether any policy lets them write it. */
export type FieldMetadata = Field & { readonly writable: boolean; readonly layer: 'system' | 'overlay' }

export type ActionMetadata = Omit<Action, 'run'>

export type ObjectMetadata = Omit<ObjectDefinition, 'fields' | 'postings' | 'path' | 'prints'> & {
  /** Of a stage that not everybody may bring records into, `who` says what is left to ask of the reader: the fields that may name them. */
  readonly path?: ResolvedPath
  readonly fields: readonly FieldMetadata[]
  /** Operations that some policy grants the actor on some records of the object (read, create, update, remove, export, actions). */
  readonly operations: readonly string[]
  readonly actions: readonly ActionMetadata[]
  /** What its records may be printed on, for who may print some of them. */
  readonly prints?: readonly Pick<PrintLayout, 'name' | 'label'>[]
  readonly layer: 'system' | 'overlay'
}

export type WireCalendar = {
  readonly zone: string
  readonly weekly: string
  readonly knownUntil: string
  readonly exceptions: readonly {
    readonly date: string
    readonly kind: 'holiday' | 'workday'
    readonly name: string
    /** Working hours of this day in place of the week's. */
    readonly hours: string | null
  }[]
}

export type Metadata = {
  readonly version: number
  readonly workspace: { readonly id: string; readonly name: string; readonly zone: string }
  readonly objects: readonly ObjectMetadata[]
  readonly menu: readonly { readonly object: string; readonly group: string }[]
  /** What the groups of the menu are called: the modules, and the groups that are none. */
  readonly groups: Readonly<Record<string, Label>>
  /** The roles that people may have, by what they are called. */
  readonly roles: readonly Role[]
  readonly flows: readonly FlowDefinition[]
  /** Those whose every part the actor may read. */
  readonly metrics: readonly MetricDefinition[]
  /** What the big screen shows, in order. */
  readonly tiles: readonly Tile[]
  /** The working calendar clocks are drawn with. */
  readonly calendar: WireCalendar
}

/** What one actor may do with one record now. A blocked action carries the sentences that are not yet true. */
export type Abilities = {
  readonly update: boolean
  readonly remove: boolean
  readonly writable: readonly string[]
  readonly actions: readonly {
    readonly name: string
    readonly blocked: readonly { readonly message: Label; readonly field?: string }[]
  }[]
  /** The stages that may follow on the record's path, each with what is missing to enter it. */
  readonly stages: readonly {
    readonly key: string
    readonly missing: readonly { readonly message: Label; readonly field?: string }[]
    /** Who may bring the record there, where the reader may not. */
    readonly who?: Label
  }[]
}
