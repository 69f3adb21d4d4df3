// What happens after commit in one workspace: rules follow the sealed log, clocks that ran out are acted on.
import type { Clock } from '#base/clock'
import type { Database } from '#base/database'
import { inTurn } from '#base/in-turn'
import type { Result } from '#base/result'
import { ident, sql } from '#base/sql'
import type { Actor, Origin } from '#kernel/access'
import { workdaysIn } from '#kernel/calendar'
import { dueQueries, dueWrites } from '#kernel/flow'
import type { LogEvent } from '#kernel/log'
import { readAfter, sealOnce } from '#kernel/log/store'
import { broughtBack, snoozedQuery } from '#kernel/notify'
import { type Change, ownFields, type Query, type Reader } from '#kernel/records'
import {
  batchSize,
  type CompiledRule,
  compileRule,
  followLog,
  foresee,
  formulaBook,
  type RunnerPorts,
  runTimed,
} from '#kernel/rules'
import type { Row } from '#kernel/schema'
import type { Compiled } from './compile.ts'
import type { OpenEngine } from './store.ts'
import { isOffObject } from './switched.ts'
import { audienceOf } from './wiring.ts'

export type WorkerOptions = {
  readonly engine: OpenEngine
  readonly clock: Clock
  readonly onError?: (error: unknown) => void
  /** Connections for the locks that are held while rules write through the engine; the engine's own when absent. */
  readonly turns?: Database
  /** Milliseconds between looks at what has fallen due; 5,000 when absent. */
  readonly dueEveryMs?: number
  /** Names of rules by the clock whose turn does not come: whoever lives a past does at its end what only the present needs. */
  readonly leave?: readonly string[]
}

/** `wake` says that the log has grown. */
export type Worker = { readonly wake: () => void; readonly stop: () => Promise<void> }

/** Any number of nodes may run one: each part takes turns by a row lock, and everything done is safe to do again. */
export function startWorker(options: WorkerOptions): Worker {
  const rules = inTurn(() => followRules(options), options.onError)
  const due = inTurn(() => actOnDue(options), options.onError)
  const filling = inTurn(async () => {
    await options.engine.fill({
      get aborted() {
        return filling.isOver()
      },
    })
  }, options.onError)
  filling.wake()
  const timer = setInterval(() => {
    filling.wake()
    due.wake()
    rules.wake()
  }, options.dueEveryMs ?? 5000)
  return {
    wake: rules.wake,
    stop: async () => {
      clearInterval(timer)
      await Promise.all([filling, rules, due].map((one) => one.stop()))
    },
  }
}

const reading =
  (engine: OpenEngine, actor: Actor): Reader['read'] =>
  async (query: Query): Promise<readonly Row[]> => {
    const page = await engine.read(actor, {
      ...query,
      fields: query.fields ?? ownFields(engine.schema(), query.object),
    })
    if (!page.ok) throw new Error(JSON.stringify({ query, problems: page.problems }))
    return page.value.rows
  }

const compiledRules = new WeakMap<Compiled, readonly CompiledRule[]>()

function rulesOf(engine: OpenEngine): {
  rules: readonly CompiledRule[]
  book: ReturnType<typeof formulaBook>
} {
  const compiled = engine.compiled()
  const book = formulaBook(compiled.schema, compiled.compile)
  const rules =
    compiledRules.get(compiled) ??
    compiled.rules.flatMap((rule) => {
      const one = compileRule(rule, book)
      if (!one.ok) throw new Error(JSON.stringify(one.problems))
      return [one.value]
    })
  compiledRules.set(compiled, rules)
  return { rules, book }
}

const follower = 'rules'
/** Workspaces whose follower has its row. */
const begun = new WeakSet<OpenEngine>()

/** Under a row lock held by a transaction of its own, so that a second node passes by instead of doing the same. */
async function followRules(options: WorkerOptions): Promise<void> {
  const { engine } = options
  const { rules, book } = rulesOf(engine)
  const table = ident(engine.workspace.namespace, 'follower')
  if (!begun.has(engine))
    await engine.db.query(
      sql`insert into ${table} (name, seq) values (${follower}, 0) on conflict (name) do nothing`,
    )
  begun.add(engine)
  await (options.turns ?? engine.db).transaction(async (tx) => {
    const { rows } = await tx.query<{ seq: string }>(
      sql`select seq from ${table} where name = ${follower} for update skip locked`,
    )
    const [own] = rows
    if (!own) return
    let seq = own.seq
    const cursor = {
      load: async () => seq,
      save: async (next: string) => {
        await tx.query(sql`update ${table} set seq = ${next}::bigint where name = ${follower}`)
        seq = next
      },
    }
    const ports = portsOf(options, cursor)
    // A batch that is not full was the last: whoever seals more wakes the worker again.
    for (let count = batchSize; count === batchSize; ) count = await followLog({ rules, book }, ports)
  })
}

function portsOf({ engine, clock }: WorkerOptions, cursor: RunnerPorts['cursor']): RunnerPorts {
  const me = engine.systemActor('rules')
  return {
    readEvents: (after, limit) => readAfter(engine.db, engine.workspace.namespace, after, limit),
    read: reading(engine, me),
    write: (origin: Origin, changes: readonly Change[]): Promise<Result<unknown>> =>
      engine.write(me, origin, changes),
    cursor,
    directory: async () => audienceOf(await engine.directory()),
    me,
    zone: engine.workspace.zone,
    now: () => clock().toISOString(),
    gather: (subjects) => engine.gather(me, subjects),
    workdays: async () => workdaysIn((await engine.calendar()).calendar),
  }
}

/** What rules would do about the events of a write that was judged: records that only it has made are seen as it would leave them. */
export function foreseeRules(options: Pick<WorkerOptions, 'engine' | 'clock'>, events: readonly LogEvent[]) {
  const { engine } = options
  const ports = portsOf(options, { load: async () => '0', save: async () => undefined })
  const made = new Map(events.map((event) => [event.record, event]))
  const read: Reader['read'] = async (query) => {
    const rows = await ports.read(query)
    if (query.filter === undefined || !('field' in query.filter) || query.filter.field !== 'id') return rows
    const known = new Set(rows.map(({ id }) => id))
    const asked: readonly unknown[] = Array.isArray(query.filter.value) ? query.filter.value : []
    const fresh = asked.flatMap((id) => {
      const event = known.has(id as string) ? undefined : made.get(String(id))
      return event?.kind === 'create' && event.object === query.object
        ? [{ ...event.after, id: event.record }]
        : []
    })
    return [...rows.map((row) => ({ ...row, ...made.get(String(row.id))?.after })), ...fresh]
  }
  const sealed = events.map((event, at) => ({ ...event, seq: String(at), hash: '' }))
  return foresee(rulesOf(engine), sealed, { ...ports, read })
}

const lastRun = new WeakMap<OpenEngine, Map<string, number>>()

/** Escalations and timers of flows, then rules by the clock whose turn has come. */
async function actOnDue(options: WorkerOptions): Promise<void> {
  const { engine, clock } = options
  const actor = engine.systemActor('flow')
  const read = reading(engine, actor)
  const now = clock().toISOString()
  const queries = dueQueries(now)
  const { off } = engine.compiled()
  const isUp = ({ object, flow }: Row): boolean =>
    ![object, flow].some((one) => isOffObject(off, String(one)))
  const tasks = (await read(queries.tasks)).filter(isUp)
  const instances = (await read(queries.instances)).filter(isUp)
  if (tasks.length + instances.length > 0) {
    const setting = {
      now,
      directory: audienceOf(await engine.directory()),
      calendar: await engine.calendar(),
    }
    for (const { changes } of dueWrites(tasks, instances, setting)) await writeDue(options, changes)
  }
  // One by one: whoever dealt with a message meanwhile keeps none of the others away.
  for (const change of broughtBack(await read(snoozedQuery(now)))) await writeDue(options, [change])
  await runClockRules(options)
}

/** That somebody was faster is no failure. */
async function writeDue({ engine, onError }: WorkerOptions, changes: readonly Change[]): Promise<void> {
  const done = await engine.write(engine.systemActor('flow'), { source: 'flow' }, changes)
  if (!done.ok && !done.problems.every((found) => found.code === 'records.conflict'))
    onError?.(new Error(JSON.stringify(done.problems)))
}

async function runClockRules(options: WorkerOptions): Promise<void> {
  const { engine, clock, leave = [] } = options
  const { rules, book } = rulesOf(engine)
  const last = lastRun.get(engine) ?? new Map<string, number>()
  lastRun.set(engine, last)
  const now = clock().getTime()
  for (const compiled of rules) {
    const { when, name } = compiled.rule
    if (!('everyMinutes' in when) || leave.includes(name)) continue
    if (now - (last.get(name) ?? 0) < when.everyMinutes * 60_000) continue
    last.set(name, now)
    await runTimed(compiled, book, portsOf(options, { load: async () => '0', save: async () => undefined }))
  }
}

/** Runs everything that is waiting, once: what a test or a command asks for instead of a running worker. */
export async function workOnce(options: WorkerOptions): Promise<void> {
  await options.engine.fill({ aborted: false })
  const { db, workspace } = options.engine
  for (let sealed = await sealOnce(db, workspace.namespace); sealed !== null && sealed.count > 0; )
    sealed = await sealOnce(db, workspace.namespace)
  await followRules(options)
  await actOnDue(options)
}
