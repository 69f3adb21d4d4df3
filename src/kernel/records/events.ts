// From a settled working set to the rows of the log: one per changed record.
import type { LogEvent } from '#kernel/log'
import type { Row, Value } from '#kernel/schema'
import { allEntries, changedFields, type Entry, heldInLog, type Work } from './work.ts'

/** Events in the order in which the records came into the write. */
export function logEvents(work: Work, writeId: string): readonly LogEvent[] {
  const events: LogEvent[] = []
  for (const entry of allEntries(work)) {
    const event = eventOf(work, entry, writeId)
    if (event) events.push(event)
  }
  return events
}

function eventOf(work: Work, entry: Entry, writeId: string): LogEvent | null {
  // A balance is made with version 0 just before it is first counted into: for everybody else it begins here.
  if (!entry.touched) return null
  const before = entry.before?.version === 0 ? null : entry.before
  const changed = changedFields(before, entry.row)
  if (changed.length === 0 || (entry.before === null && entry.row === null)) return null
  const { origin } = work
  return {
    id: work.newId(),
    writeId,
    at: work.moment.now,
    object: entry.object.name,
    record: entry.id,
    version: entry.row === null ? Number(entry.before?.version ?? 0) + 1 : Number(entry.row.version),
    kind: before === null ? 'create' : entry.row === null ? 'remove' : 'update',
    action: entry.action,
    actor: work.actor.id,
    onBehalfOf: origin.onBehalfOf ?? null,
    source: origin.source,
    ip: origin.ip ?? null,
    cause: origin.cause ?? null,
    reason: origin.reason ?? null,
    before: { ...part(before, changed), ...heldBy(entry) },
    after: { ...part(entry.row, changed), ...madeElsewhere(entry) },
    definitionVersion: work.model.schema.version,
  }
}

/** Names and types of columns stand beside the values, so that a removal tells all that went. */
const heldBy = ({ row, held }: Entry): Row =>
  row !== null || Object.keys(held).length === 0 ? {} : { [heldInLog]: held }

/** Of a record that was made elsewhere the log tells what is said of that, beside who brought it here and when. */
const madeElsewhere = ({ row, made }: Entry): Row =>
  row !== null && made ? { createdBy: row.createdBy ?? null, createdAt: row.createdAt ?? null } : {}

const bookkeeping = new Set(['id', 'createdAt', 'createdBy'])

function part(row: Row | null, names: readonly string[]): Row {
  const values: { [field: string]: Value } = {}
  if (row === null) return values
  for (const name of names) {
    const value = row[name]
    if (!bookkeeping.has(name) && value !== undefined) values[name] = value
  }
  return values
}
