// What this server serves: the modules, how they take part in writes, and the demo company.
import type { Database } from '#base/database'
import type { Ids } from '#base/ids'
import type { Module } from '#kernel/module'
import type { OpenEngine } from '#kernel/module/store'
import type { Initials } from '#kernel/records'
import type { EventBus } from './bus.ts'
import type { Keep } from './sweep.ts'
import type { WebhookSettings } from './webhooks/settings.ts'
import type { Workspaces } from './workspaces.ts'

export type SignInHint = {
  readonly workspace: string
  readonly title: string
  readonly login: string
  readonly password: string
}

export type DemoContext = {
  /** The role that owns the database: creating a workspace needs it. */
  readonly owner: Database
  readonly workspaces: Workspaces
  readonly now: () => Date
  readonly newId: Ids
  readonly say: (line: string) => void
}

export type WorkContext = {
  readonly db: Database
  /** For locks that are held while work goes on through `db`. */
  readonly turns: Database
  /** For connections of its own (the queue); holds a password. */
  readonly url: string
  /** The data home, where the contents of files lie. */
  readonly home: string
  readonly bus: EventBus
  readonly workspaces: Workspaces
  readonly now: () => Date
  readonly newId: Ids
  /** Where webhooks may send to. */
  readonly webhooks: WebhookSettings
  /** How long what is over is kept. */
  readonly keep: Keep
  readonly onError: (error: unknown) => void
}

/** Something that must hold of a workspace and can be computed anew: balances against moves, roll-ups against their rows. */
export type WorkspaceCheck = {
  readonly name: string
  /** A sentence about what does not hold; null when all does. */
  readonly run: (engine: OpenEngine) => Promise<string | null>
}

export type Product = {
  /** The business modules; the kernel brings its own. */
  readonly modules: readonly Module[]
  readonly initials: Initials
  /** Makes the demo company where there is no workspace yet; people can sign in as soon as `ready` is called. */
  readonly prepareDemo?: (
    context: DemoContext,
    ready: (hints: readonly SignInHint[]) => void,
  ) => Promise<void>
  readonly checks?: readonly WorkspaceCheck[]
  /** Begins the background work of a node with the role `worker`: jobs, clocks, rules on the log, sweeps. */
  readonly startWork?: (context: WorkContext) => Promise<{ readonly stop: () => Promise<void> }>
}
