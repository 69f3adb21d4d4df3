// Makes the demo company: half a year of work done through the public actions, in simulated time, from one seed.
import type { Clock } from '#base/clock'
import type { Database, Tx } from '#base/database'
import { idSource } from '#base/ids'
import { ident, sql } from '#base/sql'
import { addDays, localDate } from '#base/values/date'
import { cheapPasswordCost, createAccount } from '#kernel/identity/store'
import type { StepResult } from '#kernel/jobs'
import { beginProgress, progressOf, runSteps } from '#kernel/jobs/store'
import { type OpenEngine, openBusiness } from '#kernel/module/store'
import type { Initials } from '#kernel/records'
import type { Json } from '#kernel/schema'
import { modules } from '#modules'
import { type Day, type Habit, livedDays, liveMoment, moments } from './day.ts'
import { fulfilling } from './fulfilling.ts'
import { type DemoIds, drawIds, installMasterData, installPeople } from './install-company.ts'
import { justNow, justNowMinutes } from './just-now.ts'
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

export const fullSize: DemoSize = { days: 182, orders: 281, leads: 36, opportunities: 20, tickets: 25 }

/** The one piece of work that makes the demo, by which its progress is found (kind `demo`). */
export const demoProgressId = '00000000-0000-7000-8000-00000000de30'

type Cursor = { readonly day: number; readonly until: string }

export type DemoReport = { readonly writes: number; readonly refused: ReadonlyMap<string, number> }

/** Notes that a workspace is to become the demo company, whose history ends at `at`. Doing it again changes nothing. */
export function beginDemo(tx: Tx, namespace: string, at: Date): Promise<void> {
  const cursor: Cursor = { day: -1, until: at.toISOString() }
  return beginProgress(
    tx,
    namespace,
    { id: demoProgressId, kind: 'demo', createdBy: demoProgressId, cursor },
    at,
  )
}

/**
 * Fills a workspace with the demo company, or goes on where an earlier call was cut off; does nothing when it is complete.
 * It opens its own engine. Until it resolves, nobody else may act on what falls due in the workspace: its past is still being lived.
 */
export async function prepareDemo(options: DemoOptions): Promise<DemoReport> {
  const { db, workspace } = options
  const { namespace } = workspace
  const size = options.size ?? fullSize
  await db.transaction((tx) => beginDemo(tx, namespace, options.clock()))
  const before = await db.transaction((tx) => progressOf(tx, namespace, demoProgressId))
  if (before === undefined || before.state !== 'running') return { writes: 0, refused: new Map() }
  const history = await openHistory(options, (before.cursor as unknown as Cursor).until, size)
  await runSteps(db, namespace, demoProgressId, (_, at) => history.step(at), options.clock)
  options.onProgress?.('done', history.days.length, history.days.length)
  return history.world.counts
}

async function openHistory(options: DemoOptions, present: string, size: DemoSize) {
  const { db, workspace, initials } = options
  const seed = options.seed ?? 'huarui'
  const until = Date.parse(present)
  const today = localDate(present, zone) ?? present.slice(0, 10)
  const start = addDays(today, -size.days) ?? today
  const days = livedDays(workdays(start, today), size)
  const opening = atMinute(addDays(start, -1) ?? start, 600)
  const lived = await livedUntil(db, workspace.namespace)
  const clock = { ms: Math.max(opening, lived.until) }
  // Ids of the company's own nouns are the same in every attempt, so that installing again changes nothing; those of the
  // history differ, so that none is met twice.
  const nouns = idSource(() => opening, randomOf(seed, 'nouns').bytes)
  const newId = idSource(() => clock.ms, randomOf(seed, 'history', lived.events).bytes)
  const ids = drawIds(nouns)
  const engine = await openEngine({
    ...options,
    clock: () => new Date(clock.ms),
    newId,
    initials,
    db,
    workspace,
  })
  const world = openWorld({ engine, seed, newId, clock, until, personIds: ids.people })
  const step = async (at: Json): Promise<StepResult> => {
    const { day } = at as unknown as Cursor
    if (day < 0) await openCompany(options, { ...world, newId: nouns }, ids, start)
    else await live(world, days[day], ids, { after: lived.until, until, isLast: day + 1 === days.length })
    options.onProgress?.('history', day + 1, days.length)
    const after = { day: day + 1, until: present }
    return { cursor: after, done: day + 1, total: days.length, isOver: day + 1 >= days.length }
  }
  return { world, days, step }
}

/** How far an earlier attempt came: the last instant people wrote at, and how much is in the log. */
async function livedUntil(db: Database, namespace: string) {
  const { rows } = await db.query<{ events: string; until: string | null }>(
    sql`select count(*)::text as events, (extract(epoch from max(at) filter (where source = 'demo')) * 1000)::bigint::text as until from ${ident(namespace, 'log')}`,
  )
  const [found] = rows
  return { events: found?.events ?? '0', until: Number(found?.until ?? 0) }
}

/**
 * The same database, where a commit does not wait for the disk: a machine that loses power loses the last moments of the history,
 * which is lived again from where it then ends.
 */
const unhurried = (db: Database): Database => ({
  ...db,
  transaction: (work, how) =>
    db.transaction(async (tx) => {
      const [, result] = await Promise.all([
        tx.query({ text: 'set local synchronous_commit to off', values: [] }),
        work(tx),
      ])
      return result
    }, how),
})

async function openEngine(options: {
  db: Database
  workspace: OpenEngine['workspace']
  clock: Clock
  newId: () => string
  initials: Initials
}): Promise<OpenEngine> {
  const { workspace, clock, newId, initials } = options
  const db = unhurried(options.db)
  const opened = await openBusiness({ db, workspace, modules, clock, newId, initials })
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
  return opened.value
}

async function openCompany(options: DemoOptions, world: World, ids: DemoIds, start: string): Promise<void> {
  await installPeople(world, ids)
  await createAccounts(options, ids, world)
  options.onProgress?.('people', 0, 0)
  await installMasterData(world, ids, start)
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

// Long ago what fell due is looked at every third week; what it says then is stamped with that day.
const work: Habit = { minute: 1065, every: 9, run: (world) => world.work() }

const minutes = moments([...talking, ...winning, ...selling, ...fulfilling, ...settling, ...serving, work])

type Span = { readonly after: number; readonly until: number; readonly isLast: boolean }

/** One day, moment by moment, from where an earlier attempt was cut off; the last day ends with the present. */
async function live(
  world: World,
  day: Day | undefined,
  ids: DemoIds,
  { after, until, isLast }: Span,
): Promise<void> {
  if (day === undefined) return
  const end = isLast ? until - justNowMinutes * 60_000 : until
  for (const [minute, habits] of minutes) {
    const at = atMinute(day.date, minute)
    if (at >= end) break
    const due = habits.filter(({ every = 1 }) => day.recent || day.index % every === 0)
    if (due.length === 0 || at <= after) continue
    world.wait(at)
    await liveMoment(due, world, day, ids)
  }
  if (!isLast) return
  world.wait(end)
  await justNow(world, day, ids)
}
