// Bringing a removed record back: it and the parts that went with it, with the values that the log has of them.
import type { Tx } from '#base/database'
import { isUuid } from '#base/ids'
import { problem } from '#base/problem'
import type { LogEvent } from '#kernel/log'
import { eventsOfWrite, historyOf, makersOf } from '#kernel/log/store'
import type { Convert, ResolvedObject, Row, Value } from '#kernel/schema'
import type { Order } from './apply.ts'
import { type Restore, restoring } from './change.ts'
import { coerce, coercionProblem } from './coerce.ts'
import { comingBack } from './held.store.ts'
import { lockRows } from './load.store.ts'
import { initialRollup } from './rollup.ts'
import { addEntry, type Entry, entryOf, type Work } from './work.ts'

/**
 * Puts the record back onto the working set, to be stored, counted and judged like any other; one that stands already stays as it
 * is. Problems: records.missing when it never was, records.ledger, those of values that their fields no longer take; what else has
 * taken its unique values or is gone that it refers to is found when it is stored.
 */
export async function restore(
  tx: Tx,
  work: Work,
  order: Order & { readonly change: Restore },
  { companions, convert }: { readonly companions: readonly string[]; readonly convert: Convert },
): Promise<void> {
  const { object: name, id } = order.change
  const object = work.model.schema.object(name)
  if (!object || !isUuid(id)) {
    work.problems.push(problem(object ? 'records.badId' : 'query.unknownObject', [order.index], { name }))
    return
  }
  if (object.kind !== 'record') {
    work.problems.push(problem('records.ledger', [order.index], { object: name }))
    return
  }
  const standing = entryOf(work, name, id)
  if (standing?.row) return
  const { namespace } = work.model.schema
  const [last] = standing ? [] : (await historyOf(tx, namespace, name, id, { limit: 1 })).events
  if (last?.kind !== 'remove') {
    work.problems.push(problem('records.missing', [order.index], { object: name, id }))
    return
  }
  const together = await eventsOfWrite(tx, namespace, last.writeId)
  const own = withParts(
    work,
    last,
    together.filter(({ kind }) => kind === 'remove'),
  )
  await putBack(tx, work, order, own, convert)
  entryOf(work, name, id)?.wishes.push({
    ...{ kind: 'restore', authority: order.authority, fields: [], index: order.index },
  })
  const ended = together.filter(({ kind, object: of }) => kind === 'update' && companions.includes(of))
  await goOn(tx, work, own, ended)
}

/** What the removal ended of what the engine keeps about the records goes on as it was, where nothing has happened to it since. */
async function goOn(tx: Tx, work: Work, own: readonly LogEvent[], ended: readonly LogEvent[]): Promise<void> {
  const back = new Set(own.map(({ object, record }) => `${object} ${record}`))
  for (const name of new Set(ended.map(({ object }) => object))) {
    const those = ended.filter(({ object }) => object === name)
    const ids = those.map(({ record }) => record)
    await lockRows(tx, work, name, ids)
    for (const { record, version, before } of those) {
      const entry = entryOf(work, name, record)
      if (!entry?.row || entry.row.version !== version) continue
      if (!back.has(`${entry.row.object} ${entry.row.record}`)) continue
      for (const [field, value] of Object.entries(before))
        if (entry.object.byName.get(field)?.column) entry.row[field] = value
      settleAgain(entry)
    }
  }
}

function settleAgain(entry: Entry): void {
  entry.dirty = true
  entry.action = `${entry.object.name}.${restoring}`
  entry.untold = entry.action
}

/** The removal of a record and, after it, those of its parts that the same write took along. */
function withParts(work: Work, whole: LogEvent, removals: readonly LogEvent[]): readonly LogEvent[] {
  const parts = work.model.objects.get(whole.object)?.parts ?? []
  const own = removals.filter((event) =>
    parts.some(({ object, by }) => event.object === object && event.before[by] === whole.record),
  )
  return [whole, ...own.flatMap((part) => withParts(work, part, removals))]
}

async function putBack(
  tx: Tx,
  work: Work,
  order: Order,
  removals: readonly LogEvent[],
  convert: Convert,
): Promise<void> {
  for (const name of new Set(removals.map((removal) => removal.object))) {
    const object = work.model.schema.object(name)
    const those = removals.filter((removal) => removal.object === name)
    if (!object) continue
    const ids = those.map(({ record }) => record)
    const makers = await makersOf(tx, work.model.schema.namespace, name, ids)
    for (const removal of those) {
      const back = await comingBack(tx, work, object, removal, convert)
      putOne(work, order, object, { ...removal, ...back }, makers.get(removal.record) ?? removal)
    }
  }
}

function putOne(
  work: Work,
  order: Order,
  object: ResolvedObject,
  {
    record,
    version,
    values,
    held,
  }: Pick<LogEvent, 'record' | 'version'> & Pick<Entry, 'held'> & { values: Row },
  made: Pick<LogEvent, 'at' | 'actor'>,
): void {
  if (entryOf(work, object.name, record)) return
  const entry = addEntry(work, object, record, null)
  entry.row = {
    id: record,
    // Its versions go on, so that whoever looked at it before it was removed is not taken to have seen it as it is now.
    version: version + 1,
    createdAt: made.at,
    createdBy: made.actor,
    updatedAt: work.moment.now,
    updatedBy: work.actor.id,
  }
  entry.held = held
  for (const field of object.fields) {
    if (field.type === 'rollup') entry.row[field.name] = initialRollup(field)
    else if (field.column !== null && field.type !== 'formula')
      entry.row[field.name] = lastValue(work, order, field, values[field.name])
  }
  // What was blank stays blank.
  entry.defaulted = true
  settleAgain(entry)
}

/** The value as it was; a problem where the field no longer takes it. */
function lastValue(
  work: Work,
  order: Order,
  field: Entry['object']['fields'][number],
  value: Value | undefined,
): Value {
  const coerced = coerce(value ?? null, field)
  if ('value' in coerced) return coerced.value
  work.problems.push(coercionProblem(coerced, [order.index, field.name]))
  return null
}
