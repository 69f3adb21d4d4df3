// An opened workspace: the one place where the kernel's parts are wired together.

import type { Database, Tx } from '#base/database'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { type Actor, grants, type Origin } from '#kernel/access'
import type { WorkingTime } from '#kernel/calendar'
import type { Environment } from '#kernel/formula'
import type { Directory } from '#kernel/identity'
import type { StopSignal } from '#kernel/jobs'
import type { LogEvent } from '#kernel/log'
import { ask } from '#kernel/metrics/store'
import type { Change, Gatherer, Page, Query } from '#kernel/records'
import {
  gatherStored,
  readPage,
  summarise,
  type WriteOutcome,
  type WriteRequest,
} from '#kernel/records/store'
import type { Row } from '#kernel/schema'
import { awaitTurn } from '#kernel/schema/store'
import { sharing } from '#kernel/views'
import { abilitiesOf } from './abilities.store.ts'
import { inTransaction } from './all-or-nothing.store.ts'
import { type Caches, openCaches } from './caches.store.ts'
import { type Compiled, systemPolicies } from './compile.ts'
import { configuration, configure } from './configure.store.ts'
import { judgeConversion } from './conversion.store.ts'
import type { Engine, HistoryEvent } from './engine.ts'
import { exportRecords } from './export.store.ts'
import { seenIn, spentIn } from './field-tally.ts'
import { usersOfField } from './field-users.store.ts'
import { fill } from './fill.store.ts'
import { keepFlowVersions } from './flow-versions.store.ts'
import { askedLog, history, readable, seenBy, wasReadable } from './history.store.ts'
import { metadataMemory } from './metadata-of.ts'
import { moduleStates } from './module-states.store.ts'
import type { EngineOptions } from './options.store.ts'
import { printDraft, printRecord, shippedPrints } from './print.store.ts'
import { install, mayDefine, mayNotDefine, publish, rollBack } from './publish.store.ts'
import { definitionsAt, pastsOf, publications, publishedDefinitions } from './published.store.ts'
import { keepQuality, misfits, quality } from './quality.store.ts'
import { rightsOf, shippedRights } from './rights.store.ts'
import { searchAll } from './search.store.ts'
import { loadRunning, type Running } from './state.store.ts'
import { isOffObject, offProblem } from './switched.ts'
import { usage, usageByPerson } from './usage.store.ts'
import { foreseeChanges, type WrittenWithin, writeChanges, writeRequest, writeWithin } from './write.store.ts'

/** An engine with what only the server's own parts may use. */
export type OpenEngine = Engine & {
  readonly db: Database
  readonly compiled: () => Compiled
  readonly directory: () => Promise<Directory>
  readonly calendar: () => Promise<WorkingTime>
  /** People, departments or calendars changed elsewhere: look again. */
  readonly forget: (what: 'directory' | 'calendar') => void
  /** An event as this actor may see it now; null when they may not read its record. A removed record is judged as it was. */
  readonly seenBy: (actor: Actor, event: LogEvent & { readonly seq: string }) => Promise<HistoryEvent | null>
  /** Has stored records follow definitions that were published, until it is done or stopped; answers whether there was anything to do. */
  readonly fill: (signal: StopSignal) => Promise<boolean>
  /** What a write would come to, with the events that it would have logged: see `judge`. */
  readonly foresee: (
    actor: Actor,
    origin: Origin,
    changes: readonly Change[],
  ) => Promise<Result<WriteOutcome>>
  /**
   * A write as a part of `tx`: stored when that commits, undone by itself when it is refused. What it answers with is told to others
   * after the commit. Problems: those of `write`.
   */
  readonly writeWithin: (
    tx: Tx,
    actor: Actor,
    origin: Origin,
    changes: readonly Change[],
  ) => Promise<Result<WrittenWithin>>
  /** What formulas gather from stored records that refer to these; ready to be asked. */
  readonly gather: (
    actor: Actor,
    gatherers: readonly Gatherer[],
  ) => Promise<NonNullable<Environment['gather']>>
  /** Stores what was counted of fields since the last time. */
  readonly keepTally: () => Promise<void>
  /** Looks once a day at how good what is stored is. */
  readonly keepQuality: (isOver?: () => boolean) => Promise<void>
  /** A write of nothing, for what looks at records as writes do. */
  readonly request: (actor: Actor) => WriteRequest
}

/**
 * Publishes the modules' definitions where they differ from what was published last, and opens the workspace.
 * Problems: those of definitions, formulas and tables; a workspace whose shipped definitions do not hold is not opened.
 */
export async function openEngine(options: EngineOptions): Promise<Result<OpenEngine>> {
  const installed = await install(options)
  if (!installed.ok) return installed
  const running = await loadRunning(options, openCaches(options))
  if (!running.ok) return running
  const kept = await running.value.current(() =>
    inTransaction(options.db, async (tx) => {
      await awaitTurn(tx, options.workspace.namespace)
      return keepFlowVersions(tx, running.value, running.value.state().compiled)
    }),
  )
  if (!kept.ok) return kept
  if (options.isFilledLater !== true) await fill(running.value, { aborted: false })
  return ok(assemble(running.value))
}

function assemble(running: Running): OpenEngine {
  const { options, caches, tally } = running
  const { db, workspace, modules } = options
  const compiled = (): Compiled => running.state().compiled
  const told = metadataMemory()
  const { id, name, zone } = workspace
  /** Whoever asks for what is switched off is told so, not that there is nothing. */
  const closed = ({ kind }: Actor, object: string): Result<never> | undefined =>
    kind === 'person' && isOffObject(compiled().off, object) ? failed(offProblem(modules, object)) : undefined
  const seen = (actor: Actor, query: Query, answer: Result<Page<Row>>): Result<Page<Row>> => {
    if (answer.ok) seenIn(compiled().schema, actor, query, answer.value).forEach(tally.count)
    return answer
  }
  return {
    workspace,
    db,
    compiled,
    keepTally: tally.keep,
    keepQuality: async (isOver) => {
      await tally.keep()
      await keepQuality(running, isOver)
    },
    noteTime: (actor, times) => spentIn(compiled().schema, actor, times).forEach(tally.count),
    directory: caches.directory,
    calendar: caches.working,
    forget: caches.forget,
    fill: async (signal) => {
      const isFilled = await fill(running, signal)
      if (isFilled) options.onPublished?.(compiled().version)
      return isFilled
    },
    gather: (actor, gatherers) =>
      db.transaction((tx) =>
        gatherStored(tx, writeRequest(running, actor, { source: 'system' }, []), gatherers),
      ),
    request: (actor) => writeRequest(running, actor, { source: 'system' }, []),
    seenBy: (actor, event) => seenBy(running, actor, event),
    refresh: running.refresh,
    schema: () => compiled().schema,
    actor: people(caches),
    systemActor: running.systemActor,
    async metadata(actor) {
      await running.newest()
      const calendar = await caches.calendar()
      return told(compiled(), modules, actor, { workspace: { id, name, zone }, calendar })
    },
    async read(actor, query) {
      await running.knownObject(query.object)
      const gone = closed(actor, query.object)
      if (gone) return gone
      const answer = await running.current(() => readPage(db, query, running.reading(actor)))
      return seen(actor, query, answer)
    },
    async readShared(actor, query) {
      await running.knownObject(query.object)
      const gone = closed(actor, query.object)
      if (gone) return gone
      const answer = await running.current(() =>
        readPage(db, query, { ...running.reading(actor), also: sharing }),
      )
      return seen(actor, query, answer)
    },
    async summary(actor, question) {
      await running.knownObject(question.object)
      const gone = closed(actor, question.object)
      if (gone) return gone
      return running.current(() => summarise(db, question, running.reading(actor)))
    },
    write: (actor, origin, changes) => writeChanges(running, actor, origin, changes),
    writeWithin: (tx, actor, origin, changes) => writeWithin(running, tx, actor, origin, changes),
    async judge(actor, origin, changes) {
      const foreseen = await foreseeChanges(running, actor, origin, changes)
      return foreseen.ok ? ok(foreseen.value.written) : foreseen
    },
    foresee: (actor, origin, changes) => foreseeChanges(running, actor, origin, changes),
    grants: (actor, object, operation) => grants(compiled().access, actor, object, operation).length > 0,
    readable: (actor, object, ids) => readable(running, actor, object, ids),
    wasReadable: async (actor, object, rows) => wasReadable(running, actor, object, rows),
    async abilities(actor, object, id) {
      await running.knownObject(object)
      const gone = closed(actor, object)
      if (gone) return gone
      const request = () => writeRequest(running, actor, { source: 'form' }, [])
      return running.current(() => inTransaction(db, (tx) => abilitiesOf(tx, request(), object, id)))
    },
    history: async (actor, object, id, page) =>
      closed(actor, object) ?? running.current(() => history(running, actor, object, id, page)),
    askLog: (actor, question, page) => running.current(() => askedLog(running, actor, question, page)),
    async metric(actor, question) {
      const definition = compiled().metrics.get(question.metric)
      if (!definition)
        return failed(problem('metrics.unknown', ['metric'], { name: String(question.metric).slice(0, 60) }))
      const gone = closed(actor, definition.object)
      if (gone) return gone
      return running.current(() => ask(db, definition, question, running.reading(actor)))
    },
    usage: async (actor, wish) => closed(actor, wish.object) ?? usage(running, actor, wish),
    usageByPerson: async (actor, wish) => closed(actor, wish.object) ?? usageByPerson(running, actor, wish),
    quality: async (actor, wish) => closed(actor, wish.object) ?? quality(running, actor, wish),
    misfits: async (actor, wish) => closed(actor, wish.object) ?? misfits(running, actor, wish),
    search: (actor, words, limit) => searchAll(running, actor, words, limit),
    print: (actor, origin, wish) => printRecord(running, actor, origin, wish),
    export: async (actor, origin, wish) =>
      closed(actor, wish.query.object) ?? exportRecords(running, actor, origin, wish),
    printDraft: (actor, wish) => printDraft(running, actor, wish),
    shippedPrints: (actor, object) => shippedPrints(running, actor, object),
    shippedFlows: (actor) =>
      mayDefine(actor) ? ok(modules.flatMap(({ flows = [] }) => flows)) : failed(mayNotDefine),
    definitions: (actor) => publishedDefinitions(running, actor),
    publish: (actor, publication) => publish(running, actor, publication),
    publications: (actor, before) => publications(running, actor, before),
    definitionsAt: (actor, version) => definitionsAt(running, actor, version),
    rollBack: (actor, way) => rollBack(running, actor, way),
    fieldUsers: (actor, field) => usersOfField(running, actor, field),
    judgeConversion: (actor, question) => judgeConversion(running, actor, question),
    rightsOf: (actor, role, object) => rightsOf(running, actor, role, object),
    shippedRights: (actor, object) => shippedRights(running, actor, object),
    fieldPasts: (actor, object) => pastsOf(running, actor, object),
    modules: (actor) => moduleStates(running, actor),
    configuration: (actor) => configuration(running, actor),
    configure: (actor, wish) => configure(running, actor, wish),
  }
}

/** Each person as one actor for as long as the directory stays the same, so that what is known of an actor is kept. */
function people(caches: Caches): Engine['actor'] {
  const byDirectory = new WeakMap<Directory, Map<string, Actor | undefined>>()
  return async (id) => {
    const directory = await caches.directory()
    const known = byDirectory.get(directory) ?? new Map<string, Actor | undefined>()
    byDirectory.set(directory, known)
    if (!known.has(id)) known.set(id, directory.actorOf(id))
    return known.get(id)
  }
}

export { workspaceParts } from './migrations.store.ts'
export { openBusiness } from './open.store.ts'
export type { EngineOptions } from './options.store.ts'
export { sweepTallies } from './tally.store.ts'
export * from './verify.store.ts'
export { audienceOf, type Wiring } from './wiring.ts'
export { foreseeRules, startWorker, type Worker, type WorkerOptions, workOnce } from './worker.store.ts'
export { systemPolicies }
