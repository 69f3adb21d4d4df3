// Puts one node together: its connections, its workspaces, and the roles it was asked to play.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { type Database, openDatabase } from '#base/database'
import { type Ids, idSource } from '#base/ids'
import { sql } from '#base/sql'
import { workspaceParts } from '#kernel/module/store'
import { appRole, appRoleState, migratePlatform, migrateWorkspaces } from '#kernel/workspace/store'
import { type EventBus, openBus } from './bus.ts'
import { openFileShelf } from './file-shelf.ts'
import { buildApp } from './http/app.ts'
import type { HttpSettings } from './http/settings.ts'
import { allTexts } from './http/texts.ts'
import { openImportDesk } from './import/import-desk.ts'
import { openLinks } from './links.ts'
import { openLogReader } from './log-reader.ts'
import type { Platform } from './ports.ts'
import type { Product } from './product.ts'
import { allRoles, type Role } from './roles.ts'
import { openSessions } from './sessions.ts'
import { type Keep, keepSettings } from './sweep.ts'
import { strictWebhooks, type WebhookSettings } from './webhooks/settings.ts'
import { openWorkspaces, type Workspaces } from './workspaces.ts'

export type NodeOptions = {
  /** Every node answers over HTTP, if only about its health; `worker` adds the background work. All roles when absent. */
  readonly roles?: readonly Role[]
  readonly url: string
  readonly home: string
  readonly product: Product
  readonly settings: HttpSettings
  readonly logger: FastifyBaseLogger | null
  /** Where webhooks may send to; the public internet over https when absent. */
  readonly webhooks?: WebhookSettings
  /** How long what is over is kept; as long as `keepSettings` says of an empty environment when absent. */
  readonly keep?: Keep
  readonly now?: () => Date
  readonly newId?: Ids
}

export type Node = {
  readonly app: FastifyInstance
  readonly platform: Platform
  readonly workspaces: Workspaces
  /** The role that owns the database, for making workspaces. */
  readonly owner: Database
  readonly now: () => Date
  readonly newId: Ids
  /** Finishes the requests that run, then closes everything. */
  readonly stop: () => Promise<void>
}

/** Brings the database up to date and makes a node that is ready to listen. */
export async function openNode(options: NodeOptions): Promise<Node> {
  const { url, product, settings, logger } = options
  const now = options.now ?? (() => new Date())
  const newId = options.newId ?? idSource(Date.now, (length) => randomBytes(length))
  const onError = (error: unknown): void => logger?.error({ err: error }, 'in the background')
  const owner = openDatabase({
    url,
    maxConnections: 3,
    statementTimeoutMs: 600_000,
    onLostConnection: onError,
  })
  await migratePlatform(owner, now())
  await migrateWorkspaces(owner, workspaceParts, now())
  const isSafe = (await appRoleState(owner)) === 'ready'
  const open = (maxConnections: number): Database =>
    openDatabase({ url, maxConnections, onLostConnection: onError, ...(isSafe ? { role: appRole } : {}) })
  // Who holds a connection of one may wait for one of those after it, never the other way round: so nobody waits in a circle.
  const [turns, db, lookups] = [open(4), open(20), open(2)]
  const bus = await openBus({
    url,
    onLost: (message) => logger?.warn({ message }, 'the bus lost its connection'),
  })
  const workspaces = openWorkspaces({ db, lookups, bus, product, now, newId, onError })
  const folder = join(options.home, 'files')
  const files = openFileShelf({ db, folder, limit: settings.maxFile, newId, now })
  const desk = { db, folder: join(options.home, 'imports'), files, bus, newId, now }
  const platform: Platform = {
    bus,
    engines: workspaces,
    sessions: openSessions(db, workspaces, now),
    files,
    links: openLinks(db, workspaces, now),
    imports: openImportDesk(desk),
    log: openLogReader(db),
    ping: async () => void (await db.query(sql`select 1`)),
  }
  const texts = allTexts(product.modules.flatMap(({ messages }) => (messages ? [messages] : [])))
  const app = await buildApp({ platform, settings, texts, now, newId, logger })
  const isWorker = (options.roles ?? allRoles).includes('worker')
  const { home, webhooks = strictWebhooks, keep = keepSettings({}) } = options
  const work = isWorker
    ? await product.startWork?.({
        db,
        turns,
        url,
        home,
        bus,
        workspaces,
        now,
        newId,
        webhooks,
        keep,
        onError,
      })
    : undefined
  const stop = once(async () => {
    await app.close()
    await work?.stop()
    await workspaces.stop()
    await closeAll(bus, turns, db, lookups, owner)
  })
  return { app, platform, workspaces, owner, now, newId, stop }
}

const closeAll = (bus: EventBus, ...databases: readonly Database[]): Promise<unknown> =>
  Promise.all([bus.close(), ...databases.map((database) => database.close())])

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null
  return () => {
    done ??= work()
    return done
  }
}
