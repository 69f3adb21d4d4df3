// One row per changed record: the only history in the product.
import type { Row } from '#kernel/schema'

export type EventKind = 'create' | 'update' | 'remove'

export type LogEvent = {
  readonly id: string
  /** Shared by all events of one write. */
  readonly writeId: string
  readonly at: string
  readonly object: string
  readonly record: string
  /** The record's version after the change. */
  readonly version: number
  readonly kind: EventKind
  /** The action that was asked for, when one was. */
  readonly action: string | null
  readonly actor: string
  readonly onBehalfOf: string | null
  readonly source: string
  readonly ip: string | null
  readonly cause: string | null
  readonly reason: string | null
  /** Changed fields only, for an update; every field for a remove; empty for a create. */
  readonly before: Row
  /** Changed fields only, for an update; every non-blank field for a create; empty for a remove. */
  readonly after: Row
  readonly definitionVersion: number
}

/** An event with its place in the workspace's one order. Places are dense, start at 1, and are given after commit by the sealer. */
export type SealedEvent = LogEvent & { readonly seq: string; readonly hash: string }
