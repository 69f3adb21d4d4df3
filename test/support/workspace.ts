// Opens a fresh workspace with given modules on a test file's own database.
import { randomBytes } from 'node:crypto'
import { type Database, openDatabase } from '#base/database'
import { idSource } from '#base/ids'
import type { Actor } from '#kernel/access'
import { identityObjects } from '#kernel/identity'
import { type Module, platformModule } from '#kernel/module'
import { type OpenEngine, openEngine, workspaceParts } from '#kernel/module/store'
import type { Change, Initials, Reaction } from '#kernel/records'
import { createWorkspace, migratePlatform } from '#kernel/workspace/store'
import { afterwards } from '#test/afterwards'
import { cloneDatabase } from '#test/database'

export const newId = idSource(Date.now, randomBytes)

export type TestWorkspace = {
  readonly engine: OpenEngine
  readonly db: Database
  readonly url: string
  /** A person who has signed in, made for the test. */
  readonly person: (
    name: string,
    options?: { roles?: readonly string[]; department?: string },
  ) => Promise<Actor>
  /** Writes as `installer`, who may do everything; throws on problems. */
  readonly install: (...changes: Change[]) => Promise<void>
  /** Moves the workspace's clock. */
  readonly at: (instant: string) => void
}

type Options = {
  readonly id?: string
  readonly reactions?: readonly Reaction[]
  readonly at?: string
  /** None when absent. */
  readonly initials?: Initials
}

/** Kernel objects that tests of the kernel stand on. */
export const testPlatform = (): Module =>
  platformModule([
    {
      objects: identityObjects,
      actions: [],
      policies: [{ name: 'people', object: 'identity.*', operations: ['read'], who: { everyone: true } }],
    },
  ])

/** A workspace with these modules on a database of its own; closed after the file's tests. */
export async function testWorkspace(
  modules: readonly Module[],
  options: Options = {},
): Promise<TestWorkspace> {
  const { url } = await cloneDatabase()
  const db = openDatabase({ url, maxConnections: 20 })
  afterwards(() => db.close())
  await migratePlatform(db, new Date())
  return openTestWorkspace(db, url, modules, options)
}

/** A further workspace on the same database. */
export async function openTestWorkspace(
  db: Database,
  url: string,
  modules: readonly Module[],
  options: Options = {},
): Promise<TestWorkspace> {
  const made = await createWorkspace(
    db,
    { id: options.id ?? 'test', name: '测试公司', zone: 'Asia/Shanghai' },
    workspaceParts,
    new Date(),
  )
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  let now = options.at ?? '2026-06-15T02:00:00.000Z'
  const opened = await openEngine({
    ...settings(modules, options),
    db,
    workspace: made.value,
    clock: () => new Date(now),
  })
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems, null, 1))
  const engine = opened.value
  const install = async (...changes: Change[]): Promise<void> => {
    const result = await engine.write(engine.systemActor('installer'), { source: 'system' }, changes)
    if (!result.ok) throw new Error(JSON.stringify(result.problems))
  }
  return {
    engine,
    db,
    url,
    install,
    at: (instant) => {
      now = instant
    },
    async person(name, { roles = [], department } = {}) {
      const id = newId()
      const assignments = roles.map(
        (role): Change => ({
          kind: 'create',
          object: 'identity.roleAssignment',
          id: newId(),
          values: { person: id, role },
        }),
      )
      await install(
        {
          kind: 'create',
          object: 'identity.person',
          id,
          values: { name, login: `${name}-${id}`, ...(department ? { department } : {}) },
        },
        ...assignments,
      )
      const actor = await engine.actor(id)
      if (!actor) throw new Error(`${name} was not made`)
      return actor
    },
  }
}

const settings = (modules: readonly Module[], options: Options) => ({
  modules: [testPlatform(), ...modules],
  newId,
  initials: options.initials ?? (() => ''),
  reactions: () => options.reactions ?? [],
})

/** The same workspace opened once more, as another node has it. */
export async function secondNode(
  { engine, db }: TestWorkspace,
  modules: readonly Module[],
  options: Options = {},
): Promise<OpenEngine> {
  const clock = () => new Date(options.at ?? '2026-06-15T02:00:00.000Z')
  const opened = await openEngine({ ...settings(modules, options), db, workspace: engine.workspace, clock })
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
  return opened.value
}
