// A record's history as one actor may see it.
import { isUuid } from '#base/ids'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { type Actor, decide, readableFields } from '#kernel/access'
import type { HistoryEntry, LogAnswer, LogPage, LogQuestion } from '#kernel/log'
import { askLog, historyOf } from '#kernel/log/store'
import { isRestored, overriding, type Page } from '#kernel/records'
import { readAll, visibleFields } from '#kernel/records/store'
import { reasonOfRule } from '#kernel/rules'
import { type Label, type ResolvedObject, type Row, target } from '#kernel/schema'
import type { HistoryEvent } from './engine.ts'
import { objectFor } from './metadata-of.ts'
import type { Running } from './state.store.ts'

/** Which of these records the actor may read; at most 1,000 are looked at. */
export async function readable(
  running: Running,
  actor: Actor,
  object: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  await running.knownObject(object)
  const page = await readAll(
    running.options.db,
    { object, fields: ['id'], filter: { field: 'id', is: 'in', value: ids.filter(isUuid).slice(0, 1000) } },
    running.reading(actor),
  )
  return new Set(page.ok ? page.value.map((row) => String(row.id)) : [])
}

/** Newest first; of a removed record for whoever could read it last. Problems: records.missing, also when the actor may not read it. */
export async function history(
  running: Running,
  actor: Actor,
  object: string,
  id: string,
  page: { limit?: number; after?: string },
): Promise<Result<Page<HistoryEvent>>> {
  const { db, workspace } = running.options
  await running.knownObject(object)
  const visible = isUuid(id)
    ? ((await visibleFields(db, object, id, running.reading(actor))) ??
      (await lastVisibleFields(running, actor, { object, record: id })))
    : null
  if (visible === null)
    return failed(
      problem('records.missing', [], { object: String(object).slice(0, 60), id: String(id).slice(0, 60) }),
    )
  const answer = await db.transaction((tx) => historyOf(tx, workspace.namespace, object, id, page))
  return ok(await told(running, answer, () => visible))
}

/** An event as the actor may see it now; null when they may not read its record. A record that is gone is judged as it was last. */
export async function seenBy(
  running: Running,
  actor: Actor,
  event: HistoryEntry,
): Promise<HistoryEvent | null> {
  const { db } = running.options
  const { object, record } = event
  await running.knownObject(object)
  const visible =
    (await visibleFields(db, object, record, running.reading(actor))) ??
    (await lastVisibleFields(running, actor, event))
  if (visible === null) return null
  const [seen] = (await told(running, { events: [event] }, () => visible)).rows
  return seen ?? null
}

/** What the actor could read of a record when it was removed; null when it stands, or they could not read it. */
async function lastVisibleFields(
  running: Running,
  actor: Actor,
  { object, record }: Pick<HistoryEntry, 'object' | 'record'>,
): Promise<ReadonlySet<string> | null> {
  const { db, workspace } = running.options
  const { events } = await db.transaction((tx) =>
    historyOf(tx, workspace.namespace, object, record, { limit: 1 }),
  )
  const [last] = events
  const { model, moment } = running.reading(actor)
  const known = model.schema.object(object)
  if (last?.kind !== 'remove' || !known) return null
  const row = { ...last.before, id: record }
  const owner = await ownerOf(running, actor, known, row)
  const follow = (_: string, id: string): Row | undefined => (id === owner?.id ? owner : undefined)
  const names = readableFields(model, actor, object, row, { ...moment, follow })
  return names.size === 0 ? null : names
}

/** What a removed part belonged to, as far as the actor may read it: the part was as visible as that. */
async function ownerOf(
  running: Running,
  actor: Actor,
  { ownerField }: ResolvedObject,
  row: Row,
): Promise<Row | undefined> {
  const [object, id] = [ownerField && target(ownerField), row[ownerField?.name ?? '']]
  if (!object || typeof id !== 'string') return undefined
  const filter = { field: 'id', is: 'eq', value: id } as const
  const page = await readAll(running.options.db, { object, filter }, running.reading(actor))
  return page.ok ? page.value[0] : undefined
}

/** Who may ask about the whole log, not only about one record they can read. */
const askers = ['admin', 'auditor']

export const mayAskLog = ({ kind, roles }: Actor): boolean =>
  kind === 'system' || roles.some((role) => askers.includes(role))

/** Newest first; records and values that the actor may not read are left out. Problems: access.denied, query.badFilter. */
export async function askedLog(
  running: Running,
  actor: Actor,
  question: LogQuestion,
  page: LogPage,
): Promise<Result<Page<HistoryEvent>>> {
  if (!mayAskLog(actor)) return failed(problem('access.denied', [], { operation: 'read', object: 'log' }))
  const within = period(question)
  if (within === null) return failed(problem('query.badFilter', ['since']))
  const { db, workspace } = running.options
  const { namespace } = workspace
  const answer = await db.transaction((tx) =>
    askLog(tx, namespace, { ...question, ...within, zone: workspace.zone }, page),
  )
  const shown = await readableEvents(running, actor, answer.events)
  const fields = fieldsOf(running, actor, new Set(shown.map(({ object }) => object)))
  return ok(
    await told(running, { ...answer, events: shown }, (event) => fields.get(event.object) ?? new Set()),
  )
}

/** The bounds as instants the database can read; null when one is none. */
function period({ since, until }: LogQuestion): Pick<LogQuestion, 'since' | 'until'> | null {
  if ([since, until].some((at) => at !== undefined && Number.isNaN(Date.parse(at)))) return null
  const instant = (at: string): string => new Date(Date.parse(at)).toISOString()
  return {
    ...(since === undefined ? {} : { since: instant(since) }),
    ...(until === undefined ? {} : { until: instant(until) }),
  }
}

/** Events of records that the actor may read, or could have read before they were removed. */
async function readableEvents(
  running: Running,
  actor: Actor,
  events: LogAnswer['events'],
): Promise<LogAnswer['events']> {
  const seen = new Map<string, ReadonlySet<string>>()
  for (const object of new Set(events.map((event) => event.object))) {
    const own = events.filter((event) => event.object === object)
    const removed = own
      .filter((event) => event.kind === 'remove')
      .map((event): Row => ({ ...event.before, id: event.record }))
    const now = await readable(running, actor, object, [...new Set(own.map((event) => event.record))])
    seen.set(object, new Set([...now, ...wasReadable(running, actor, object, removed)]))
  }
  return events.filter((event) => seen.get(event.object)?.has(event.record))
}

/** Fields of these objects that some policy opens to the actor. */
function fieldsOf(
  running: Running,
  actor: Actor,
  objects: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const { compiled } = running.state()
  return new Map(
    [...objects].map((name) => {
      const object = compiled.schema.object(name)
      const told = object ? objectFor(compiled, object, actor) : null
      return [name, new Set(told?.fields.map((field) => field.name))]
    }),
  )
}

/** A part of the system that has not been at work since this node began is known by the door that it alone uses. */
const ownDoors: ReadonlySet<string> = new Set(['flow', 'rule', 'system'])

/** Events with the names of who acted; values of fields outside `visible` are left out, as they are of the record. */
async function told(
  running: Running,
  answer: LogAnswer,
  visible: (event: LogAnswer['events'][number]) => ReadonlySet<string>,
): Promise<Page<HistoryEvent>> {
  const directory = await running.caches.directory()
  const system = new Map([...running.systemActors()].map(({ id, name }) => [id, name]))
  const rules = new Map(running.state().compiled.rules.map(({ name, label }) => [reasonOfRule(name), label]))
  return {
    ...(answer.next === undefined ? {} : { next: answer.next }),
    rows: answer.events.map((event) => {
      const names = visible(event)
      const keep = (row: Row): Row =>
        Object.fromEntries(Object.entries(row).filter(([name]) => names.has(name)))
      return {
        ...event,
        before: keep(event.before),
        after: keep(event.after),
        actorName: directory.people.get(event.actor)?.name ?? system.get(event.actor) ?? '',
        isSystem:
          system.has(event.actor) || (!directory.people.has(event.actor) && ownDoors.has(event.source)),
        actionLabel: labelOf(running, event.action),
        ruleLabel: (event.source === 'rule' && rules.get(event.reason ?? '')) || null,
        made: madeElsewhere(event.after, directory.people),
      }
    }),
  }
}

/** The engine's own fields are read with the record. */
const madeElsewhere = (
  { createdBy, createdAt }: Row,
  people: ReadonlyMap<string, { readonly name: string }>,
): HistoryEvent['made'] =>
  typeof createdAt === 'string' ? { name: people.get(String(createdBy))?.name ?? '', at: createdAt } : null

const restoredLabel: Label = { 'zh-CN': '恢复', en: 'restored' }
const overriddenLabel: Label = { 'zh-CN': '越级更改', en: 'overridden' }

/** Actions are named in the log as `module.noun.verb`. */
function labelOf(running: Running, action: string | null): Label | null {
  const dot = action?.lastIndexOf('.') ?? -1
  if (action === null || dot < 0) return null
  if (isRestored({ action })) return restoredLabel
  if (action.slice(dot + 1) === overriding) return overriddenLabel
  const object = running.state().compiled.records.objects.get(action.slice(0, dot))
  return object?.actions.get(action.slice(dot + 1))?.action.label ?? null
}

/** A policy that follows a reference of the removed record finds nothing there, and does not hold. */
export function wasReadable(
  running: Running,
  actor: Actor,
  object: string,
  rows: readonly Row[],
): ReadonlySet<string> {
  const { model, moment } = running.reading(actor)
  if (!model.schema.object(object)) return new Set()
  const sight = { ...moment, follow: () => undefined }
  return new Set(
    rows.filter((row) => decide(model, actor, 'read', object, row, sight)).map((row) => String(row.id)),
  )
}
