// How other parts take part in a write without records knowing them.

import type { Problem } from '#base/problem'
import type { Actor, Origin } from '#kernel/access'
import type { Environment, Formula } from '#kernel/formula'
import type { Json, Row } from '#kernel/schema'
import type { Change, Diff } from './change.ts'
import type { Query } from './query.ts'

/** A record and the formulas that are going to be asked of it. */
export type Gatherer = { readonly object: string; readonly row: Row; readonly formulas: readonly Formula[] }

/** What a reaction or an action may do while it decides: read, never write. Reads see the write's own changes made so far only by `row`. */
export type Reader = {
  /** Stored rows, read with the authority of `authority` (a system actor), optionally locked in id order until commit. Questions asked at once are answered in the order they were asked. */
  readonly read: (query: Query, options?: { readonly lock?: boolean }) => Promise<readonly Row[]>
  /** One record as this write sees it now, changes of earlier rounds included. */
  readonly row: (object: string, id: string) => Promise<Row | null>
  /**
   * Records by id as this write sees them now, in one statement; absent ones are left out. With `lock`, those stored are locked
   * in id order until commit.
   */
  readonly rows: (
    object: string,
    ids: readonly string[],
    options?: { readonly lock?: boolean },
  ) => Promise<ReadonlyMap<string, Row>>
  /** What formulas gather from records that refer to these, with this write's own changes; ready to be asked. */
  readonly gather: (gatherers: readonly Gatherer[]) => Promise<NonNullable<Environment['gather']>>
  /** Whether the object belongs to a module that is switched off; `read` finds nothing of it. */
  readonly isOff: (object: string) => boolean
  readonly now: string
  readonly zone: string
  readonly newId: () => string
  readonly actor: Actor
  readonly origin: Origin
}

export type Consequence = {
  readonly changes?: readonly Change[]
  readonly problems?: readonly Problem[]
  /** Told to whoever wrote, after what actions answered. */
  readonly outputs?: readonly Json[]
}

export type Reaction = {
  readonly name: string
  /** System actor under whose policies its changes are decided. */
  readonly authority: string
  /** Objects whose changes concern it; absent means all. */
  readonly objects?: readonly string[]
  /** Called in each round with the diffs new in that round; at most 100 rounds. */
  readonly beforeCommit: (reader: Reader, diffs: readonly Diff[]) => Promise<Consequence>
}
