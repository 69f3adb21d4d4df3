// Makes the demo company: half a year of work done through the public actions, in simulated time, from one seed.
import type { Clock } from '#base/clock'
import type { Database } from '#base/database'
import { idSource } from '#base/ids'
import { addDays, localDate } from '#base/values/date'
import { cheapPasswordCost, createAccount } from '#kernel/identity/store'
import type { Progress, StepResult } from '#kernel/jobs'
import { beginProgress, progressOf, runSteps } from '#kernel/jobs/store'
import { type OpenEngine, openBusiness } from '#kernel/module/store'
import type { Initials } from '#kernel/records'
import type { Json } from '#kernel/schema'
import { modules } from '#modules'
import type { Day, Habit } from './day.ts'
import { fulfilling } from './fulfilling.ts'
import { type DemoIds, drawIds, installMasterData, installPeople } from './install-company.ts'
import { demoPassword, people } from './people.ts'
import { randomOf } from './random.ts'
import { selling } from './selling.ts'
import { serving } from './serving.ts'
import { settling } from './settling.ts'
import { talking } from './talking.ts'
import { winning } from './winning.ts'
import { atMinute, workdays, zone } from './working-days.ts'
import { openWorld, type World } from './world.ts'

export { demoPassword, demoSignIns } from './people.ts'

export type DemoStage = 'people' | 'masterData' | 'history' | 'done'

export type DemoOptions = {
  readonly db: Database
  readonly workspace: OpenEngine['workspace']
  readonly initials: Initials
  /** The present; the history ends there. Asked once: a generation that is taken up again ends where it first meant to. */
  readonly clock: Clock
  readonly seed?: string
  readonly size?: DemoSize
  /** Told as stages begin and days pass: after `people` everybody can sign in, and whoever caches the directory or calendar looks again. */
  readonly onProgress?: (stage: DemoStage, done: number, total: number) => void
}

export type DemoSize = { readonly days: number } & Day['wanted']

export const fullSize: DemoSize = { days: 182, orders: 280, leads: 62, opportunities: 34, tickets: 44 }

/** The one piece of work that makes the demo, by which its progress is found (kind `demo`). */
export const demoProgressId = '00000000-0000-7000-8000-00000000de30'

type Cursor = { readonly day: number; readonly until: string; readonly attempt: number }

export type DemoReport = { readonly writes: number; readonly refused: ReadonlyMap<string, number> }

/**
 * Fills a workspace with the demo company, or goes on where an earlier call was cut off; does nothing when it is complete.
 * It opens its own engine. Until it resolves, nobody else may act on what falls due in the workspace: its past is still being lived.
 */
export async function prepareDemo(options: DemoOptions): Promise<DemoReport> {
  const { db, workspace } = options
  const { namespace } = workspace
  const present = options.clock().toISOString()
  const size = options.size ?? fullSize
  const first: Cursor = { day: -1, until: present, attempt: 0 }
  await db.transaction((tx) =>
    beginProgress(
      tx,
      namespace,
      { id: demoProgressId, kind: 'demo', createdBy: 'demo', cursor: first },
      options.clock(),
    ),
  )
  const before = await db.transaction((tx) => progressOf(tx, namespace, demoProgressId))
  if (before === undefined || before.state !== 'running') return { writes: 0, refused: new Map() }
  const cursor = cursorOf(before)
  const history = await openHistory(options, cursor, size)
  await runSteps(db, namespace, demoProgressId, (_, at) => history.step(at), options.clock)
  options.onProgress?.('done', history.days.length, history.days.length)
  return history.world.counts
}

const cursorOf = (progress: Progress): Cursor => {
  const { day, until, attempt } = progress.cursor as unknown as Cursor
  return { day, until, attempt: attempt + 1 }
}

async function openHistory(options: DemoOptions, cursor: Cursor, size: DemoSize) {
  const { db, workspace, initials } = options
  const seed = options.seed ?? 'huarui'
  const until = Date.parse(cursor.until)
  const today = localDate(cursor.until, zone) ?? cursor.until.slice(0, 10)
  const start = addDays(today, -size.days) ?? today
  const days = workdays(start, today)
  const opening = atMinute(addDays(start, -1) ?? start, 600)
  const clock = { ms: opening }
  // Ids of the company's own nouns are the same in every attempt; those of the history differ, so that none is met twice.
  const nouns = idSource(() => opening, randomOf(seed, 'nouns').bytes)
  const newId = idSource(() => clock.ms, randomOf(seed, 'history', cursor.attempt).bytes)
  const ids = drawIds(nouns)
  const engine = await openEngine({
    ...options,
    clock: () => new Date(clock.ms),
    newId,
    initials,
    db,
    workspace,
  })
  const world = openWorld({ engine, seed, newId, clock, personIds: ids.people })
  const step = async (at: Json): Promise<StepResult> => {
    const { day } = at as unknown as Cursor
    if (day < 0) await openCompany(options, world, ids, start)
    else await live(world, dayOf(days, day, size), ids, until)
    options.onProgress?.('history', day + 1, days.length)
    const after = { day: day + 1, until: cursor.until, attempt: cursor.attempt }
    return { cursor: after, done: day + 1, total: days.length, isOver: day + 1 >= days.length }
  }
  return { world, days, step }
}

async function openEngine(options: {
  db: Database
  workspace: OpenEngine['workspace']
  clock: Clock
  newId: () => string
  initials: Initials
}): Promise<OpenEngine> {
  const { db, workspace, clock, newId, initials } = options
  const opened = await openBusiness({ db, workspace, modules, clock, newId, initials })
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
  return opened.value
}

const dayOf = (days: readonly string[], index: number, { days: _, ...wanted }: DemoSize): Day => ({
  date: days[index] ?? '',
  index,
  days: days.length,
  wanted,
})

async function openCompany(options: DemoOptions, world: World, ids: DemoIds, start: string): Promise<void> {
  const known = await world.read({ object: 'identity.person', fields: ['id'], limit: 1 })
  if (known.length === 0) await installPeople(world, ids)
  await createAccounts(options, ids, world)
  options.onProgress?.('people', 0, 0)
  const items = await world.read({ object: 'production.bom', fields: ['id'], limit: 1 })
  if (items.length === 0) await installMasterData(world, ids, start)
  options.onProgress?.('masterData', 0, 0)
}

/** The administrator's password costs as much to guess as any other; the rest are for show. */
async function createAccounts({ db, workspace }: DemoOptions, ids: DemoIds, world: World): Promise<void> {
  await db.transaction(async (tx) => {
    for (const { login } of people) {
      const account = { person: ids.people.get(login) ?? '', login, password: demoPassword }
      const cost = login === 'admin' ? undefined : cheapPasswordCost
      const made = await createAccount(tx, workspace.namespace, account, new Date(world.now()), cost)
      if (!made.ok && made.problems[0]?.code !== 'identity.hasAccount')
        throw new Error(`${login}: ${JSON.stringify(made.problems)}`)
    }
  })
}

const work: Habit = { minute: 1065, run: (world) => world.work() }

const habits: readonly Habit[] = [
  ...winning,
  ...selling,
  ...fulfilling,
  ...settling,
  ...serving,
  ...talking,
  work,
].toSorted((one, other) => one.minute - other.minute)

/** One day, habit by habit; the last day ends with the present. */
async function live(world: World, day: Day, ids: DemoIds, until: number): Promise<void> {
  for (const habit of habits) {
    const at = atMinute(day.date, habit.minute)
    if (at >= until) return
    world.wait(at)
    await habit.run(world, day, ids)
  }
}
