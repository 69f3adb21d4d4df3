// A record's history as one actor may see it.
import { isUuid } from '#base/ids'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { type Actor, decide } from '#kernel/access'
import type { LogAnswer, LogPage, LogQuestion } from '#kernel/log'
import { askLog, historyOf } from '#kernel/log/store'
import type { Page } from '#kernel/records'
import { readAll } from '#kernel/records/store'
import type { Row } from '#kernel/schema'
import type { HistoryEvent } from './engine.ts'
import { metadataFor } from './metadata-of.ts'
import type { Running } from './state.store.ts'

/** Which of these records the actor may read; at most 1,000 are looked at. */
export async function readable(
  running: Running,
  actor: Actor,
  object: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const page = await readAll(
    running.options.db,
    { object, fields: ['id'], filter: { field: 'id', is: 'in', value: ids.filter(isUuid).slice(0, 1000) } },
    running.reading(actor),
  )
  return new Set(page.ok ? page.value.map((row) => String(row.id)) : [])
}

/** Newest first. Problems: records.missing, also when the actor may not read the record. */
export async function history(
  running: Running,
  actor: Actor,
  object: string,
  id: string,
  page: { limit?: number; after?: string },
): Promise<Result<Page<HistoryEvent>>> {
  const { db, workspace } = running.options
  if (!isUuid(id) || !(await readable(running, actor, object, [id])).has(id))
    return failed(problem('records.missing', [], { object, id: String(id).slice(0, 60) }))
  const events = await db.transaction((tx) => historyOf(tx, workspace.namespace, object, id, page))
  return visibleHistory(running, actor, events)
}

/** Who may ask about the whole log, not only about one record they can read. */
const askers = ['admin', 'auditor']

/** Newest first; objects and values that the actor may not read are left out. Problems: access.denied, query.badFilter. */
export async function askedLog(
  running: Running,
  actor: Actor,
  question: LogQuestion,
  page: LogPage,
): Promise<Result<Page<HistoryEvent>>> {
  if (actor.kind !== 'system' && !actor.roles.some((role) => askers.includes(role)))
    return failed(problem('access.denied', [], { operation: 'read', object: 'log' }))
  const within = period(question)
  if (within === null) return failed(problem('query.badFilter', ['since']))
  const { db, workspace } = running.options
  const { namespace } = workspace
  const answer = await db.transaction((tx) => askLog(tx, namespace, { ...question, ...within }, page))
  return visibleHistory(running, actor, answer)
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

/** Objects and field values that the actor may not read are left out of history as they are of records. */
async function visibleHistory(
  running: Running,
  actor: Actor,
  answer: LogAnswer,
): Promise<Result<Page<HistoryEvent>>> {
  const directory = await running.caches.directory()
  const { objects } = metadataFor(running.state().compiled, running.options.modules, actor, {
    workspace: { id: '', name: '', zone: '' },
    calendar: await running.caches.calendar(),
  })
  const fields = new Map(objects.map((one) => [one.name, new Set(one.fields.map(({ name }) => name))]))
  const nameOf = (id: string): string =>
    directory.people.get(id)?.name ?? [...running.systemActors()].find((one) => one.id === id)?.name ?? ''
  return ok({
    ...(answer.next === undefined ? {} : { next: answer.next }),
    rows: answer.events.flatMap((event) => {
      const names = fields.get(event.object)
      const keep = (row: Row): Row =>
        Object.fromEntries(Object.entries(row).filter(([name]) => names?.has(name)))
      if (names === undefined) return []
      return [
        { ...event, before: keep(event.before), after: keep(event.after), actorName: nameOf(event.actor) },
      ]
    }),
  })
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
