// An opened workspace: the one place where the kernel's parts are wired together.

import type { Clock } from '#base/clock'
import type { Database, Tx } from '#base/database'
import { DatabaseFailure } from '#base/database'
import type { Ids } from '#base/ids'
import { isUuid } from '#base/ids'
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Actor, Origin, Policy } from '#kernel/access'
import { compileCalendar, type ExceptionRow, fromRecords, type WorkingTime } from '#kernel/calendar'
import type { Directory } from '#kernel/identity'
import { loadDirectory } from '#kernel/identity/store'
import type { LogAnswer } from '#kernel/log'
import { historyOf } from '#kernel/log/store'
import { ask } from '#kernel/metrics/store'
import type { Change, Initials, Page, Reaction, Written } from '#kernel/records'
import { AlreadyStored, readAll, readPage, repeated, type WriteRequest, write } from '#kernel/records/store'
import type { Json, Row, Schema } from '#kernel/schema'
import { currentVersion, type LayerContent, loadDefinitions, publishLayer } from '#kernel/schema/store'
import { abilitiesOf } from './abilities.store.ts'
import { checkSql } from './check-sql.ts'
import { type Compiled, compileDefinitions, systemLayer, systemPolicies } from './compile.ts'
import type { Engine, HistoryEvent, Publication } from './engine.ts'
import type { Module } from './manifest.ts'
import type { Metadata, WireCalendar } from './metadata.ts'
import { metadataFor } from './metadata-of.ts'
import { systemActor } from './system-actor.ts'

export type EngineOptions = {
  readonly db: Database
  readonly workspace: Engine['workspace']
  readonly modules: readonly Module[]
  readonly clock: Clock
  readonly newId: Ids
  readonly initials: Initials
  /** Reactions of the kernel and the modules, made for each definition version. */
  readonly reactions: (wiring: Wiring) => readonly Reaction[]
  /** Told after each committed write, to wake whoever follows the log; must not fail. */
  readonly onCommit?: (written: Written) => void
  /** Told after a publication, to tell other nodes; must not fail. */
  readonly onPublished?: (version: number) => void
}

/** What reactions are made of. */
export type Wiring = {
  readonly compiled: Compiled
  readonly modules: readonly Module[]
  readonly directory: () => Promise<Directory>
  readonly calendar: () => Promise<WorkingTime>
}

/** An engine with what only the server's own parts may use. */
export type OpenEngine = Engine & {
  readonly db: Database
  readonly compiled: () => Compiled
  readonly directory: () => Promise<Directory>
  readonly calendar: () => Promise<WorkingTime>
  /** People, departments or calendars changed elsewhere: look again. */
  readonly forget: (what: 'directory' | 'calendar') => void
}

type State = { compiled: Compiled; reactions: readonly Reaction[] }

/**
 * Publishes the modules' definitions where they differ from what was published last, and opens the workspace.
 * Problems: those of definitions, formulas and tables; a workspace whose shipped definitions do not hold is not opened.
 */
export async function openEngine(options: EngineOptions): Promise<Result<OpenEngine>> {
  const installed = await install(options)
  if (!installed.ok) return installed
  const state = await loadState(options, caches(options))
  return state.ok ? ok(assemble(options, state.value)) : state
}

async function install({ db, workspace, modules }: EngineOptions): Promise<Result<unknown>> {
  const layer = systemLayer(modules)
  return inTransaction(db, (tx) =>
    publishLayer(
      tx,
      workspace.namespace,
      'system',
      () => ({ objects: layer.objects, extensions: layer.extensions, others: [] }),
      checkSql,
    ),
  )
}

type Caches = {
  directory: Promise<Directory> | null
  calendar: Promise<WireCalendar> | null
  working: Promise<WorkingTime> | null
  readonly load: {
    directory: () => Promise<Directory>
    calendar: () => Promise<WireCalendar>
    working: () => Promise<WorkingTime>
  }
}

function caches({ db, workspace }: EngineOptions): Caches {
  const kept: Caches = {
    directory: null,
    calendar: null,
    working: null,
    load: {
      directory: () =>
        (kept.directory ??= db
          .transaction((tx) => loadDirectory(tx, workspace.namespace))
          .catch((error) => {
            kept.directory = null
            throw error
          })),
      calendar: () =>
        (kept.calendar ??= loadCalendar(db, workspace.namespace, workspace.zone).catch((error) => {
          kept.calendar = null
          throw error
        })),
      working: () =>
        (kept.working ??= kept.load
          .calendar()
          .then(workingTime)
          .catch((error) => {
            kept.working = null
            throw error
          })),
    },
  }
  return kept
}

const standardWeek = ['mon', 'tue', 'wed', 'thu', 'fri']
  .map((day) => `${day}=09:00-12:00,13:30-18:00`)
  .join(';')

/** The first calendar of the workspace; a plain five-day week where none was made yet. */
async function loadCalendar(db: Database, namespace: string, zone: string): Promise<WireCalendar> {
  const calendars = await db.query<WireCalendar & { id: string }>({
    text: `select id, zone, weekly, known_until as "knownUntil" from "${namespace}".calendar_calendar order by created_at, id limit 1`,
    values: [],
  })
  const first = calendars.rows[0]
  if (!first) return { zone, weekly: standardWeek, knownUntil: '1900-01-01', exceptions: [] }
  const exceptions = await db.query<WireCalendar['exceptions'][number]>({
    text: `select date, kind, name, hours from "${namespace}".calendar_exception where calendar = $1 order by date`,
    values: [first.id],
  })
  return { zone: first.zone, weekly: first.weekly, knownUntil: first.knownUntil, exceptions: exceptions.rows }
}

function workingTime(calendar: WireCalendar): WorkingTime {
  const { exceptions, ...row } = calendar
  const read = fromRecords(
    { id: 'calendar', name: 'calendar', ...row },
    exceptions as readonly ExceptionRow[],
  )
  if (!read.ok) throw new Error(`The work calendar is broken: ${JSON.stringify(read.problems)}`)
  return compileCalendar(read.value)
}

async function loadState(options: EngineOptions, kept: Caches): Promise<Result<State & { kept: Caches }>> {
  const { db, workspace, modules } = options
  const stored = await db.transaction((tx) => loadDefinitions(tx, workspace.namespace))
  const policies = stored.others
    .filter((one) => one.kind === 'policy')
    .map((one) => ({ ...(one.body as unknown as Policy), layer: one.layer }))
  const compiled = compileDefinitions(
    workspace.namespace,
    { version: stored.version, layers: stored.layers, policies },
    modules,
  )
  if (!compiled.ok) return compiled
  const wiring: Wiring = {
    compiled: compiled.value,
    modules,
    directory: kept.load.directory,
    calendar: kept.load.working,
  }
  return ok({ compiled: compiled.value, reactions: options.reactions(wiring), kept })
}

/** Runs `work` in a transaction that is rolled back when the result is not ok. */
async function inTransaction<T>(db: Database, work: (tx: Tx) => Promise<Result<T>>): Promise<Result<T>> {
  const refused = Symbol('refused')
  let problems: readonly Problem[] = []
  const value = await db
    .transaction(async (tx) => {
      const result = await work(tx)
      if (result.ok) return result.value
      problems = result.problems
      throw refused
    })
    .catch((error) => {
      if (error === refused) return refused
      throw error
    })
  return value === refused ? failed(...problems) : ok(value as T)
}

const forgets: Readonly<Record<string, 'directory' | 'calendar'>> = {
  identity: 'directory',
  calendar: 'calendar',
}

function assemble(options: EngineOptions, first: State & { kept: Caches }): OpenEngine {
  const { db, workspace, modules, newId, clock } = options
  const { kept } = first
  let state: State = first
  const moment = () => ({ now: clock().toISOString(), zone: workspace.zone })
  const reading = (actor: Actor) => ({
    model: state.compiled.access,
    actor,
    compile: state.compiled.compile,
    moment: moment(),
  })
  const actors = new Map<string, Actor>()
  const people = new WeakMap<Directory, Map<string, Actor | undefined>>()
  const system = (name: string): Actor => {
    const known = actors.get(name) ?? systemActor(name)
    actors.set(name, known)
    return known
  }

  const forget = (what: 'directory' | 'calendar'): void => {
    kept[what] = null
    if (what === 'calendar') kept.working = null
  }

  async function refresh(): Promise<void> {
    const loaded = await loadState(options, kept)
    if (loaded.ok) state = loaded.value
  }

  /** A definition that another node published a moment ago may have changed the tables under our feet: look once and try again. */
  async function current<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof DatabaseFailure || !isStale(error)) throw error
      await refresh()
      return work()
    }
  }

  async function knownObject(name: unknown): Promise<void> {
    if (typeof name !== 'string' || state.compiled.schema.object(name)) return
    const version = await db.transaction((tx) => currentVersion(tx, workspace.namespace))
    if (version !== state.compiled.version) await refresh()
  }

  async function person(id: string): Promise<Actor | undefined> {
    const directory = await kept.load.directory()
    const known = people.get(directory) ?? new Map<string, Actor | undefined>()
    people.set(directory, known)
    if (!known.has(id)) known.set(id, directory.actorOf(id))
    return known.get(id)
  }

  const request = (actor: Actor, origin: Origin, changes: readonly Change[]): WriteRequest => ({
    model: state.compiled.records,
    actor,
    origin,
    changes,
    moment: moment(),
    newId,
    reactions: state.reactions,
    systemActor: system,
    initials: options.initials,
  })

  async function writeChanges(
    actor: Actor,
    origin: Origin,
    changes: readonly Change[],
  ): Promise<Result<Written>> {
    for (const change of changes) await knownObject(change.object)
    try {
      const result = await current(() =>
        inTransaction(db, (tx) => write(tx, request(actor, origin, changes))),
      )
      if (!result.ok) return result
      for (const module of new Set(
        result.value.written.records.map((record) => record.object.split('.')[0] ?? ''),
      )) {
        const what = forgets[module]
        if (what) forget(what)
      }
      options.onCommit?.(result.value.written)
      return ok(result.value.written)
    } catch (error) {
      if (!(error instanceof AlreadyStored)) throw error
      const known = await db.transaction((tx) => repeated(tx, request(actor, origin, changes)))
      return known ? ok(known) : failed(problem('records.exists', ['0']))
    }
  }

  async function readable(
    actor: Actor,
    object: string,
    ids: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const page = await readAll(
      db,
      { object, fields: ['id'], filter: { field: 'id', is: 'in', value: ids.filter(isUuid).slice(0, 1000) } },
      reading(actor),
    )
    return new Set(page.ok ? page.value.map((row) => String(row.id)) : [])
  }

  return {
    workspace,
    db,
    compiled: () => state.compiled,
    directory: kept.load.directory,
    calendar: kept.load.working,
    forget,
    refresh,
    schema: (): Schema => state.compiled.schema,
    actor: person,
    systemActor: system,
    async metadata(actor): Promise<Metadata> {
      const calendar = await kept.load.calendar()
      return metadataFor(state.compiled, modules, actor, {
        workspace: { id: workspace.id, name: workspace.name, zone: workspace.zone },
        calendar,
      })
    },
    async read(actor, query): Promise<Result<Page<Row>>> {
      await knownObject(query.object)
      return current(() => readPage(db, query, reading(actor)))
    },
    write: writeChanges,
    readable,
    async abilities(actor, object, id) {
      return inTransaction(db, (tx) => abilitiesOf(tx, request(actor, { source: 'form' }, []), object, id))
    },
    async history(actor, object, id, page) {
      if (!isUuid(id) || !(await readable(actor, object, [id])).has(id))
        return failed(problem('records.missing', [], { object, id: String(id).slice(0, 60) }))
      const events = await db.transaction((tx) => historyOf(tx, workspace.namespace, object, id, page))
      return visibleHistory(actor, object, events)
    },
    async metric(actor, question) {
      const definition = state.compiled.metrics.get(question.metric)
      if (!definition)
        return failed(problem('metrics.unknown', ['metric'], { name: String(question.metric).slice(0, 60) }))
      return ask(db, definition, question, reading(actor))
    },
    async search(actor, words, limit) {
      const found = []
      for (const object of state.compiled.schema.objects.values()) {
        if (!object.search || object.search.length === 0 || found.length >= limit) continue
        const page = await readPage(
          db,
          {
            object: object.name,
            fields: ['id', object.title],
            sort: [],
            search: words,
            limit: Math.min(8, limit),
          },
          reading(actor),
        )
        if (page.ok)
          found.push(
            ...page.value.rows.map((row) => ({
              object: object.name,
              id: String(row.id),
              title: String(row[object.title] ?? ''),
            })),
          )
      }
      return found.slice(0, limit)
    },
    async publish(actor, publication): Promise<Result<{ version: number }>> {
      if (!actor.roles.includes('admin') && actor.kind !== 'system')
        return failed(problem('access.denied', [], { operation: 'publish', object: '' }))
      const wrong = notOurs(publication)
      if (wrong.length > 0) return failed(...wrong)
      const published = await inTransaction(db, async (tx) => {
        const result = await publishLayer(
          tx,
          workspace.namespace,
          'overlay',
          (content) => merged(content, publication),
          checkSql,
        )
        if (!result.ok || result.value === null) return result
        const overlay = await loadDefinitions(tx, workspace.namespace)
        const policies = overlay.others
          .filter((one) => one.kind === 'policy')
          .map((one) => ({ ...(one.body as unknown as Policy), layer: one.layer }))
        const compiled = compileDefinitions(
          workspace.namespace,
          { version: overlay.version, layers: overlay.layers, policies },
          modules,
        )
        return compiled.ok ? result : compiled
      })
      if (!published.ok) return published
      await refresh()
      options.onPublished?.(state.compiled.version)
      return ok({ version: state.compiled.version })
    },
  }

  /** Field values that the actor may not read are left out of history as they are of records. */
  async function visibleHistory(
    actor: Actor,
    object: string,
    answer: LogAnswer,
  ): Promise<Result<Page<HistoryEvent>>> {
    const directory = await kept.load.directory()
    const metadata = metadataFor(state.compiled, modules, actor, {
      workspace: { id: '', name: '', zone: '' },
      calendar: await kept.load.calendar(),
    })
    const names = new Set(
      metadata.objects.find((one) => one.name === object)?.fields.map((field) => field.name) ?? [],
    )
    const keep = (row: Row): Row =>
      Object.fromEntries(Object.entries(row).filter(([name]) => names.has(name)))
    const nameOf = (id: string): string =>
      directory.people.get(id)?.name ?? [...actors.values()].find((one) => one.id === id)?.name ?? ''
    return ok({
      ...(answer.next === undefined ? {} : { next: answer.next }),
      rows: answer.events.map((event) => ({
        ...event,
        before: keep(event.before),
        after: keep(event.after),
        actorName: nameOf(event.actor),
      })),
    })
  }
}

/** Errors of PostgreSQL that a change of tables between compiling and running explains. */
const isStale = (error: unknown): boolean =>
  ['42703', '42P01', '0A000'].includes(String((error as { code?: unknown }).code))

const notOurs = (publication: Publication): readonly Problem[] =>
  (publication.objects ?? [])
    .filter((object) => !object.name.startsWith('x.'))
    .map((object) => problem('schema.notYours', [object.name], { name: object.name }))

/** Definitions by name: the same name again replaces, extensions of an object add to or replace its fields. */
function merged(content: LayerContent, publication: Publication): LayerContent {
  const objects = new Map(content.objects.map((object) => [object.name, object]))
  for (const object of publication.objects ?? []) objects.set(object.name, object)
  const others = new Map(content.others.map((one) => [`${one.kind} ${one.name}`, one]))
  for (const policy of publication.policies ?? [])
    others.set(`policy ${policy.name}`, {
      kind: 'policy',
      name: policy.name,
      body: policy as unknown as Json,
    })
  return {
    objects: [...objects.values()],
    extensions: [...content.extensions, ...(publication.extensions ?? [])],
    others: [...others.values()],
  }
}

export { workspaceParts } from './migrations.store.ts'
export { systemPolicies }
