// Opens workspaces when they are first asked for, keeps their logs sealed, and hears of what other nodes changed.
import type { Database } from '#base/database'
import type { Ids } from '#base/ids'
import { type Sealer, startSealer } from '#kernel/log/store'
import { type OpenEngine, openBusiness } from '#kernel/module/store'
import type { Written } from '#kernel/records'
import { isWorkspaceId, type Workspace } from '#kernel/workspace'
import { listWorkspaces, openWorkspace } from '#kernel/workspace/store'
import type { EventBus } from './bus.ts'
import type { EngineSource } from './ports.ts'
import type { Product } from './product.ts'

export type WorkspacesOptions = {
  readonly db: Database
  readonly lookups: Database
  readonly bus: EventBus
  readonly product: Product
  readonly now: () => Date
  readonly newId: Ids
  readonly onError: (error: unknown) => void
}

export type Workspaces = Omit<EngineSource, 'engineOf'> & {
  engineOf(workspaceId: string): Promise<OpenEngine | undefined>
  /** Keeps what was counted and ends the sealers after the rounds that run. */
  stop(): Promise<void>
}

type Opened = { readonly engine: OpenEngine; readonly sealer: Sealer }

/** What a node remembers of people and calendars comes from objects of these modules. */
const remembered = /^(identity|calendar)\./

/** What is counted of fields in between is lost with a node that falls. */
const tallyMs = 30_000

export function openWorkspaces(options: WorkspacesOptions): Workspaces {
  const { db, bus } = options
  const opened = new Map<string, Promise<Opened | undefined>>()
  const known = async (id: string): Promise<OpenEngine | undefined> => (await opened.get(id))?.engine
  const keepTallies = (): Promise<unknown> =>
    Promise.all(
      [...opened.keys()].map((id) =>
        known(id)
          .then((engine) => engine?.keepTally())
          .catch(options.onError),
      ),
    )
  const keeping = setInterval(() => void keepTallies(), tallyMs)
  const ends = [
    () => clearInterval(keeping),
    bus.subscribe('definition', ({ workspace }) => {
      known(workspace)
        .then((engine) => engine?.refresh())
        .catch(options.onError)
    }),
    bus.subscribe('people', ({ workspace }) => void known(workspace).then(forget, options.onError)),
    bus.onResume(() => {
      for (const id of opened.keys()) known(id).then(lookAgain).catch(options.onError)
    }),
  ]

  function open(id: string): Promise<Opened | undefined> {
    const opening = openOne(options, id)
    opened.set(id, opening)
    // One that is not there, or could not be opened, is looked up again the next time.
    const drop = (): void => void opened.delete(id)
    opening.then((found) => found ?? drop(), drop)
    return opening
  }

  return {
    engineOf: async (id) => (isWorkspaceId(id) ? (await (opened.get(id) ?? open(id)))?.engine : undefined),
    workspaceIds: async () => (await listWorkspaces(db)).map(({ id }) => id),
    async stop() {
      for (const end of ends) end()
      await keepTallies()
      await Promise.all(
        [...opened.values()].map(async (one) => (await one.catch(() => undefined))?.sealer.stop()),
      )
    },
  }
}

async function openOne(options: WorkspacesOptions, id: string): Promise<Opened | undefined> {
  const found = await openWorkspace(options.db, id)
  if (!found.ok) return undefined
  const sealer = sealerFor(options, found.value)
  const opened = await openBusiness({
    db: options.db,
    lookups: options.lookups,
    workspace: found.value,
    modules: options.product.modules,
    clock: options.now,
    newId: options.newId,
    initials: options.product.initials,
    isFilledLater: true,
    onCommit: (written) => committed(options.bus, id, sealer, written),
    onPublished: (version) => options.bus.publish('definition', { workspace: id, id: String(version) }),
  }).catch(async (error: unknown) => {
    await sealer.stop()
    throw error
  })
  if (opened.ok) return { engine: opened.value, sealer }
  await sealer.stop()
  throw new Error(`Workspace ${id} cannot be opened: ${JSON.stringify(opened.problems).slice(0, 2000)}`)
}

const sealerFor = ({ db, bus, onError }: WorkspacesOptions, { id, namespace }: Workspace): Sealer =>
  startSealer({
    db,
    namespace,
    onSealed: (_namespace, seq) => bus.publish('log', { workspace: id, id: seq }),
    onError,
  })

function committed(bus: EventBus, workspace: string, sealer: Sealer, { records }: Written): void {
  sealer.wake()
  if (records.some(({ object }) => remembered.test(object))) bus.publish('people', { workspace })
  // Whoever was changed may have left: what is open in their name is looked at again.
  for (const { object, id, kind } of records)
    if (object === 'identity.person' && kind !== 'create') bus.publish('session', { workspace, id })
}

function forget(engine: OpenEngine | undefined): void {
  engine?.forget('directory')
  engine?.forget('calendar')
}

async function lookAgain(engine: OpenEngine | undefined): Promise<void> {
  forget(engine)
  await engine?.refresh()
}
