// The definitions an opened workspace runs on: loaded and compiled, and looked at again when another node has published.
import { DatabaseFailure, type Tx } from '#base/database'
import { ok, type Result } from '#base/result'
import type { Actor, Policy } from '#kernel/access'
import type { Moment, Reaction, SelectContext } from '#kernel/records'
import { readAll } from '#kernel/records/store'
import { currentVersion, loadDefinitions, type Stored } from '#kernel/schema/store'
import type { Caches } from './caches.store.ts'
import { type Compiled, compileDefinitions, type Definitions } from './compile.ts'
import type { Module } from './manifest.ts'
import type { EngineOptions } from './options.store.ts'
import { storedFlows } from './own-flows.ts'
import { storedNumbers } from './own-numbers.ts'
import { offIn } from './switched.ts'
import { systemActor } from './system-actor.ts'
import { openTally, type Tally } from './tally.store.ts'
import type { Wiring } from './wiring.ts'

type State = { readonly compiled: Compiled; readonly reactions: readonly Reaction[] }

/** One opened workspace at work. */
export type Running = {
  readonly options: EngineOptions
  readonly caches: Caches
  /** What is counted of fields on this node until it is kept. */
  readonly tally: Tally
  readonly state: () => State
  readonly moment: () => Moment
  /** What reading as this actor takes. */
  readonly reading: (actor: Actor) => SelectContext
  readonly systemActor: (name: string) => Actor
  readonly systemActors: () => Iterable<Actor>
  /** Works with what is published now; `compiled` is that already, where somebody has just published it. */
  readonly refresh: (compiled?: Compiled) => Promise<void>
  /** Looks again when the object is not known here: another node may have published it a moment ago. */
  readonly knownObject: (name: unknown) => Promise<void>
  /** Looks whether another node has published, and says so. */
  readonly newest: () => Promise<boolean>
  /** Runs `work`, and again each time that tables have changed under its feet or another node has published a name it does not know. */
  readonly current: <T>(work: () => Promise<Result<T>>) => Promise<Result<T>>
}

/** Problems: those of definitions and formulas. */
export async function loadRunning(options: EngineOptions, caches: Caches): Promise<Result<Running>> {
  const first = await loadState(options, caches)
  return first.ok ? ok(running(options, caches, first.value)) : first
}

function running(options: EngineOptions, caches: Caches, first: State): Running {
  const { db, workspace, clock } = options
  let state = first
  const actors = new Map<string, Actor>()
  const moment = (): Moment => ({ now: clock().toISOString(), zone: workspace.zone })
  const refresh = async (compiled?: Compiled): Promise<void> => {
    const loaded = compiled ? ok(await stateOf(options, caches, compiled)) : await loadState(options, caches)
    // Somebody else may have published once more in the meantime.
    const isLate = compiled !== undefined && compiled.version < state.compiled.version
    if (loaded.ok && !isLate) state = loaded.value
  }
  const newest = async (): Promise<boolean> => {
    const version = await currentVersion(db, workspace.namespace)
    if (version === state.compiled.version) return false
    await refresh()
    return true
  }
  return {
    options,
    caches,
    tally: openTally(options),
    state: () => state,
    moment,
    reading: (actor) => ({
      model: state.compiled.access,
      actor,
      compile: state.compiled.compile,
      moment: moment(),
    }),
    systemActor: (name) => {
      const known = actors.get(name) ?? systemActor(name)
      actors.set(name, known)
      return known
    },
    systemActors: () => actors.values(),
    refresh,
    async knownObject(name) {
      if (typeof name === 'string' && !state.compiled.schema.object(name)) await newest()
    },
    newest,
    async current(work) {
      for (let attempts = 1; ; attempts++) {
        try {
          const result = await work()
          if (attempts === mostAttempts || !isUnknown(result) || !(await newest())) return result
        } catch (error) {
          if (attempts === mostAttempts || error instanceof DatabaseFailure || !isStale(error)) throw error
          await refresh()
        }
      }
    },
  }
}

/** Publications may follow each other while one write waits. */
const mostAttempts = 20

const unknownNames = new Set(['query.unknownObject', 'query.unknownField', 'records.unknownField'])

const isUnknown = (result: Result<unknown>): boolean =>
  !result.ok && result.problems.some(({ code }) => unknownNames.has(code))

/**
 * Errors of PostgreSQL that a change of tables between compiling and running explains: unknown columns and tables, other types, and what a
 * write says that finds another version than its own (`isStillCurrent` in kernel/records).
 */
const isStale = (error: unknown): boolean =>
  ['42703', '42P01', '0A000', '42804', '42883', '22012'].includes(String((error as { code?: unknown }).code))

async function loadState(options: EngineOptions, caches: Caches): Promise<Result<State>> {
  const { db, workspace, modules } = options
  const compiled = await db.transaction((tx) => compileStored(tx, workspace.namespace, modules))
  return compiled.ok ? ok(await stateOf(options, caches, compiled.value)) : compiled
}

async function stateOf(options: EngineOptions, caches: Caches, compiled: Compiled): Promise<State> {
  const { db, workspace, clock } = options
  const { access, compile, modules: on } = compiled
  const wiring: Wiring = {
    compiled,
    modules: on,
    directory: caches.directory,
    calendar: caches.working,
    read: async (name, query) => {
      const moment = { now: clock().toISOString(), zone: workspace.zone }
      const rows = await readAll(db, query, { model: access, actor: systemActor(name), compile, moment })
      return rows.ok ? rows.value : []
    },
  }
  return { compiled, reactions: await options.reactions(wiring) }
}

/** What is published now, compiled together with the modules. Problems: those of compileDefinitions. */
export async function compileStored(
  tx: Tx,
  namespace: string,
  modules: readonly Module[],
): Promise<Result<Compiled>> {
  return compileDefinitions(namespace, definitionsOf(await loadDefinitions(tx, namespace)), modules)
}

/** What is stored, as it is compiled. */
export function definitionsOf({ version, layers, others }: Stored): Definitions {
  const policies = others
    .filter((one) => one.kind === 'policy')
    .map((one) => ({ ...(one.body as unknown as Policy), layer: one.layer }))
  return {
    ...{ version, layers, policies },
    ...{ numbers: storedNumbers(others), flows: storedFlows(others), off: offIn(others) },
  }
}
