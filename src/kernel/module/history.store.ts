// A record's history as one actor may see it.
import { isUuid } from '#base/ids'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { type Actor, decide } from '#kernel/access'
import type { LogAnswer } from '#kernel/log'
import { historyOf } from '#kernel/log/store'
import type { Page } from '#kernel/records'
import { readAll, visibleFields } from '#kernel/records/store'
import type { Row } from '#kernel/schema'
import type { HistoryEvent } from './engine.ts'
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

/** Newest first. Problems: records.missing, also when the actor may not read the record. */
export async function history(
  running: Running,
  actor: Actor,
  object: string,
  id: string,
  page: { limit?: number; after?: string },
): Promise<Result<Page<HistoryEvent>>> {
  const { db, workspace } = running.options
  await running.knownObject(object)
  const visible = isUuid(id) ? await visibleFields(db, object, id, running.reading(actor)) : null
  if (visible === null)
    return failed(
      problem('records.missing', [], { object: String(object).slice(0, 60), id: String(id).slice(0, 60) }),
    )
  const answer = await db.transaction((tx) => historyOf(tx, workspace.namespace, object, id, page))
  return ok(await told(running, answer, visible))
}

/** Field values that the actor may not read are left out of history as they are of the record. */
async function told(
  running: Running,
  answer: LogAnswer,
  visible: ReadonlySet<string>,
): Promise<Page<HistoryEvent>> {
  const directory = await running.caches.directory()
  const keep = (row: Row): Row =>
    Object.fromEntries(Object.entries(row).filter(([name]) => visible.has(name)))
  const nameOf = (id: string): string =>
    directory.people.get(id)?.name ?? [...running.systemActors()].find((one) => one.id === id)?.name ?? ''
  return {
    ...(answer.next === undefined ? {} : { next: answer.next }),
    rows: answer.events.map((event) => ({
      ...event,
      before: keep(event.before),
      after: keep(event.after),
      actorName: nameOf(event.actor),
    })),
  }
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
