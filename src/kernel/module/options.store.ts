// What opening a workspace takes.
import type { Clock } from '#base/clock'
import type { Database } from '#base/database'
import type { Ids } from '#base/ids'
import type { Initials, Reaction, Written } from '#kernel/records'
import type { Engine } from './engine.ts'
import type { Module } from './manifest.ts'
import type { Wiring } from './wiring.ts'

export type EngineOptions = {
  readonly db: Database
  /**
   * Connections of its own for what writes look up while they hold one of `db`: were it `db` itself, writes that have taken all of
   * its connections would wait for each other. `db` when absent.
   */
  readonly lookups?: Database
  readonly workspace: Engine['workspace']
  readonly modules: readonly Module[]
  readonly clock: Clock
  readonly newId: Ids
  readonly initials: Initials
  /** Reactions of the kernel and the modules, made for each definition version. */
  readonly reactions: (wiring: Wiring) => readonly Reaction[] | Promise<readonly Reaction[]>
  /** Opens at once though stored records do not follow new definitions yet: a worker has them follow (see startWorker). */
  readonly isFilledLater?: boolean
  /** Told after each committed write, to wake whoever follows the log; must not fail. */
  readonly onCommit?: (written: Written) => void
  /** Told after a publication and when stored records follow it, to tell other nodes; must not fail. */
  readonly onPublished?: (version: number) => void
}
