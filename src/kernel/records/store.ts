// The one write path and the one read path: the only SQL that touches record tables.
import { DatabaseFailure, type Tx } from '#base/database'
import type { Ids } from '#base/ids'
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { ident, type Statement, sql } from '#base/sql'
import { localDate } from '#base/values/date'
import type { Actor, Origin } from '#kernel/access'
import type { LogEvent } from '#kernel/log'
import { appendStatement } from '#kernel/log/store'
import { type Convert, constraintName, type Json, numberText, type Row, type Schema } from '#kernel/schema'
import { runAct } from './act.store.ts'
import { applyChange, type Order, targets } from './apply.ts'
import type { Change, Diff, Written } from './change.ts'
import { type Derivation, derive, startDerivation } from './derive.ts'
import { logEvents } from './events.ts'
import { type FileNames, nameFiles } from './file-names.store.ts'
import { noteHeld, puttingBack } from './held.store.ts'
import type { Moment } from './host.ts'
import { inOrder, lockRows, satisfy } from './load.store.ts'
import { passOn } from './made.ts'
import type { RecordModel } from './model.ts'
import { keepNamed } from './namings.store.ts'
import { giveNumbers, type Pending, pendingNumbers } from './numbers.ts'
import { override } from './override.ts'
import { stamp, storing } from './persist.store.ts'
import { prepared } from './prepared.ts'
import type { Consequence, Reaction } from './reaction.ts'
import { readerFor } from './reader.store.ts'
import { restore } from './restore.store.ts'
import type { Initials } from './search.ts'
import { accessNeeds, validate } from './validate.ts'
import { allEntries, diffOf, isChanged, startWork, type Work } from './work.ts'
import { holdWorkdays } from './workdays.store.ts'

export { abilities, type RecordAbilities } from './abilities.store.ts'
export { gatherStored } from './gather.store.ts'
export { readAll, readPage } from './read.store.ts'
export { refreshSearch } from './refresh-search.store.ts'
export { type StaleValue, staleFormulas } from './stale.store.ts'
export { summarise } from './summary.store.ts'
export { visibleFields } from './visible.store.ts'

/** Thrown when a record to be created is already stored: the write was repeated, or the id is taken. */
export class AlreadyStored extends Error {}

export type WriteRequest = {
  readonly model: RecordModel
  readonly actor: Actor
  readonly origin: Origin
  readonly changes: readonly Change[]
  readonly moment: Moment
  readonly newId: Ids
  readonly reactions: readonly Reaction[]
  readonly systemActor: (name: string) => Actor
  readonly initials: Initials
  /** Whether the object belongs to a module that is switched off. */
  readonly isOff: (object: string) => boolean
  /** Objects in which the engine keeps what goes on about a record, named by their fields `object` and `record`: nobody else writes them. */
  readonly companions: readonly string[]
  /** What conversions make of values, for records that come back to fields that took another type meanwhile. */
  readonly convert: Convert
  readonly fileNames: FileNames
  /** What else belongs to the write; asked once everything is decided, in the transaction. Its problems refuse the write, their paths beginning with the record; its outputs are told once. */
  readonly followUp: (tx: Tx, events: readonly LogEvent[]) => Promise<Result<readonly Json[]>>
}

/** What was written, for the answer and for whoever follows the write inside its transaction. */
export type WriteOutcome = { readonly written: Written; readonly events: readonly LogEvent[] }

const maximum = { rounds: 100, orders: 20_000 }

/**
 * Carries out the changes and commits, or the caller must roll its transaction back: when the answer is not ok.
 * Reads: load and lock → apply → derive → react (at most 100 rounds) → validate → number → name files → persist → log.
 * Problems: records.*, access.*, query.unknownObject, those of actions and reactions; a path starts with the change's index.
 * Throws AlreadyStored when a record to be created is stored already: see `repeated`.
 */
export async function write(tx: Tx, request: WriteRequest): Promise<Result<WriteOutcome>> {
  const work = startWork(request.model, request.actor, request.origin, request.moment, request.newId)
  const derivation = startDerivation()
  const asked = request.changes.map(
    (change, index): Order => ({ change, authority: request.actor, index: String(index), action: null }),
  )
  await holdWorkdays(tx, work, request.changes)
  await carryOut(tx, work, derivation, asked, request)
  for (let round = 0; work.problems.length === 0; round++) {
    const orders = await react(tx, work, request)
    if (orders.length === 0) break
    if (round === maximum.rounds) work.problems.push(problem('records.tooManyRounds'))
    else await carryOut(tx, work, derivation, orders, request)
  }
  if (work.problems.length === 0) await judge(tx, work, derivation)
  if (work.problems.length === 0) await keepNamed(tx, work)
  if (work.problems.length > 0) return failed(...work.problems.slice(0, 100))
  await number(tx, work, derivation)
  await nameFiles(tx, work, request.fileNames)
  await noteHeld(tx, work)
  stamp(work)
  const writeId = request.newId()
  const events = logEvents(work, writeId)
  const followed = await request.followUp(tx, events)
  if (!followed.ok) return failed(...followed.problems.map((one) => atItsChange(work, one)))
  const refusal = await commit(tx, work, request, events)
  if (refusal !== null) return failed(refusal)
  const outputs = [...work.outputs, ...followed.value]
  return ok({ written: { records: writtenRecords(work), outputs, writeId }, events })
}

/** Applies orders in their sequence; an action sees everything before it, computed values included. */
async function carryOut(
  tx: Tx,
  work: Work,
  derivation: Derivation,
  orders: readonly Order[],
  request: WriteRequest,
): Promise<void> {
  let queue = orders
  let count = 0
  await lockTargets(tx, work, orders)
  while (queue.length > 0 && work.problems.length === 0) {
    count += queue.length
    if (count > maximum.orders) work.problems.push(problem('records.tooMany', [], { most: maximum.orders }))
    const stop = queue.findIndex((order) => order.change.kind === 'act')
    const plain = stop < 0 ? queue : queue.slice(0, stop)
    for (const order of plain)
      if (order.change.kind === 'restore')
        await restore(tx, work, { ...order, change: order.change }, request)
      else if (order.change.kind === 'override') override(work, { ...order, change: order.change })
      else applyChange(work, order)
    passOn(work)
    await removeParts(tx, work)
    await settle(tx, work, derivation)
    const act = stop < 0 ? undefined : queue[stop]
    if (!act || work.problems.length > 0) return
    const caused = await runAct(tx, work, act, request)
    await lockTargets(tx, work, caused)
    queue = [...caused, ...queue.slice(stop + 1)]
  }
}

/** All that orders name is locked before the first is carried out: one statement an object, however many actions there are. */
async function lockTargets(tx: Tx, work: Work, orders: readonly Order[]): Promise<void> {
  const wanted = inOrder(work.model, targets(work, orders))
  await Promise.all(wanted.map(([object, ids]) => lockRows(tx, work, object, [...ids])))
}

async function settle(tx: Tx, work: Work, derivation: Derivation): Promise<void> {
  for (let round = 0; round < maximum.rounds; round++) {
    const needs = derive(work, derivation)
    if (needs === null) return
    await satisfy(tx, work, derivation, needs)
  }
  work.problems.push(problem('records.tooManyRounds'))
}

/** What is part of a removed record goes with it. */
async function removeParts(tx: Tx, work: Work): Promise<void> {
  for (const entry of [...allEntries(work)]) {
    if (entry.row !== null || entry.before === null || !entry.dirty) continue
    for (const part of work.model.objects.get(entry.object.name)?.parts ?? []) {
      const object = work.model.schema.object(part.object)
      const column = object?.byName.get(part.by)?.column
      if (!object || !column) continue
      const statement = sql`select id from ${ident(work.model.schema.namespace, object.table)} where ${ident(column)} = ${entry.id}::uuid`
      const ids = (await tx.query<{ id: string }>(prepared(statement))).rows.map((row) => row.id)
      await lockRows(tx, work, part.object, ids)
      for (const id of ids) {
        const child = work.entries.get(part.object)?.get(id)
        if (child) Object.assign(child, { row: null, dirty: true })
      }
    }
  }
}

/** What is new to reactions; told from now on. */
function newDiffs(work: Work): readonly Diff[] {
  const diffs: Diff[] = []
  for (const entry of allEntries(work)) {
    const diff = entry.moved ? diffOf(entry, entry.told) : null
    if (diff !== null) {
      diffs.push(diff)
      entry.told = diff.after
    }
    entry.moved = false
    entry.untold = null
  }
  return diffs
}

/** Asks each reaction what follows from what is new to it. */
async function react(tx: Tx, work: Work, request: WriteRequest): Promise<readonly Order[]> {
  const diffs = newDiffs(work)
  const orders: Order[] = []
  for (const reaction of diffs.length === 0 ? [] : request.reactions) {
    const concerning = reaction.objects
      ? diffs.filter((diff) => reaction.objects?.includes(diff.object))
      : diffs
    if (concerning.length === 0) continue
    const authority = request.systemActor(reaction.authority)
    const consequence: Consequence = await reaction.beforeCommit(
      readerFor(tx, work, authority, request),
      concerning,
    )
    work.problems.push(...(consequence.problems ?? []))
    work.outputs.push(...(consequence.outputs ?? []))
    for (const change of consequence.changes ?? [])
      orders.push({ change, authority, index: reaction.name, action: null })
  }
  return work.problems.length > 0 ? [] : orders
}

async function judge(tx: Tx, work: Work, derivation: Derivation): Promise<void> {
  for (let needs = accessNeeds(work); needs !== null; needs = accessNeeds(work))
    await satisfy(tx, work, derivation, needs)
  validate(work)
}

/** Numbers are taken here, as late as possible, because the counter stays locked until the transaction ends. */
async function number(tx: Tx, work: Work, derivation: Derivation): Promise<void> {
  const pending = pendingNumbers(work)
  if (pending.length === 0) return
  const date = localDate(work.moment.now, work.moment.zone) ?? work.moment.now.slice(0, 10)
  const last = await takeNumbers(tx, work.model.schema.namespace, pending)
  const given = new Map<string, string>()
  for (const { key, marker, pattern } of [...pending].reverse()) {
    const count = last.get(key) ?? 1n
    last.set(key, count - 1n)
    given.set(marker, numberText(pattern, date, count))
  }
  giveNumbers(work, given)
  await settle(tx, work, derivation)
}

async function takeNumbers(
  tx: Tx,
  namespace: string,
  pending: readonly Pending[],
): Promise<Map<string, bigint>> {
  const wanted = new Map<string, number>()
  for (const { key } of pending) wanted.set(key, (wanted.get(key) ?? 0) + 1)
  const keys = [...wanted.keys()].sort()
  const statement = sql`insert into ${ident(namespace, 'counter')} as c (key, value)
    select * from unnest(${keys}::text[], ${keys.map((key) => wanted.get(key))}::bigint[])
    on conflict (key) do update set value = c.value + excluded.value returning key, value`
  const { rows } = await tx.query<{ key: string; value: string }>(prepared(statement))
  return new Map(rows.map((row) => [row.key, BigInt(row.value)]))
}

/** A problem of a record as one of the change that brought it about. */
function atItsChange(work: Work, found: Problem): Problem {
  const [record, ...rest] = found.path
  const entry = [...allEntries(work)].find(({ id }) => id === record)
  return entry === undefined ? found : { ...found, path: [entry.wishes[0]?.index ?? '0', ...rest] }
}

/**
 * Divides by zero, so that the transaction fails and is tried again, when other definitions have been published since these were read: a
 * write that waited for a publication must not store what only the earlier definitions allow.
 */
const isStillCurrent = ({ namespace, version }: Schema): Statement =>
  prepared(
    sql`select 1 / (version = ${version})::integer from ${ident(namespace, 'definition_version')} where name = 'current'`,
  )

/** Null when stored, logged and committed; the problem when the database refused, in the words of the field concerned. */
async function commit(
  tx: Tx,
  work: Work,
  { initials, model }: WriteRequest,
  events: readonly LogEvent[],
): Promise<Problem | null> {
  const log = events.length > 0 ? [appendStatement(model.schema.namespace, events)] : []
  try {
    await tx.commitWith([
      ...storing(work, initials),
      ...puttingBack(work),
      ...log,
      isStillCurrent(model.schema),
    ])
    return null
  } catch (error) {
    if (!(error instanceof DatabaseFailure)) throw error
    if (isStoredAlready(error, work)) throw new AlreadyStored()
    const refusal = refused(error, work)
    if (refusal === null) throw error
    return refusal
  }
}

const isStoredAlready = ({ kind, constraint }: DatabaseFailure, work: Work): boolean =>
  kind === 'unique' &&
  [...work.entries.keys()].some((name) => {
    const object = work.model.schema.object(name)
    return object !== undefined && constraintName('pk', object.table) === constraint
  })

const refusals: Partial<Record<DatabaseFailure['kind'], string>> = {
  unique: 'records.duplicate',
  foreignKey: 'records.unknownReference',
  check: 'records.check',
}

function refused(failure: DatabaseFailure, work: Work): Problem | null {
  const code = refusals[failure.kind]
  if (code === undefined) return null
  const at = work.model.constrained(failure.constraint ?? '')
  const isStillUsed = failure.kind === 'foreignKey' && /^update or delete/.test(failure.message)
  const index =
    [...allEntries(work)].find((entry) => entry.object.name === at?.object)?.wishes[0]?.index ?? '0'
  return problem(isStillUsed ? 'records.referenced' : code, [index, at?.field ?? ''], {
    object: at?.object ?? '',
    name: at?.field ?? '',
    ...labelsOf(work.model.schema, at),
  })
}

function labelsOf(
  schema: Schema,
  at: { readonly object: string; readonly fields: readonly string[] } | undefined,
): Problem['params'] {
  const labels = (at?.fields ?? []).map(
    (name) => schema.object(at?.object ?? '')?.byName.get(name)?.label ?? { 'zh-CN': name, en: name },
  )
  return {
    'fields.zh-CN': labels.map((label) => label['zh-CN']),
    'fields.en': labels.map(({ en }) => en),
  }
}

function writtenRecords(work: Work): Written['records'] {
  return [...allEntries(work)]
    .filter(
      (entry) => entry.before === null || entry.row === null || isChanged(entry) || entry.wishes.length > 0,
    )
    .filter((entry) => !(entry.before === null && entry.row === null))
    .map((entry) => ({
      object: entry.object.name,
      id: entry.id,
      version: Number(entry.row?.version ?? entry.before?.version ?? 0),
      kind:
        entry.before === null
          ? 'create'
          : entry.row === null
            ? 'remove'
            : isChanged(entry)
              ? 'update'
              : 'same',
    }))
}

/**
 * The answer to a write that was carried out before: when every record it would create is stored and was made by the same actor.
 * Null when it is no repetition.
 */
export async function repeated(tx: Tx, request: WriteRequest): Promise<Written | null> {
  const records: Written['records'][number][] = []
  for (const change of request.changes) {
    if (change.kind !== 'create') continue
    const object = request.model.schema.object(change.object)
    if (!object) return null
    const { namespace } = request.model.schema
    const statement = sql`select t.version, (select l.actor from ${ident(namespace, 'log')} l
        where l.object = ${object.name} and l.record = t.id order by l.at, l.id limit 1) as actor
      from ${ident(namespace, object.table)} t where t.id = ${change.id}::uuid`
    const row = (await tx.query<Row>(statement)).rows[0]
    if (row?.actor !== request.actor.id) return null
    records.push({ object: change.object, id: change.id, version: Number(row.version), kind: 'same' })
  }
  return records.length === 0 ? null : { records, outputs: [], writeId: '' }
}
export { records as recordMigrations } from './migrations/index.ts'
