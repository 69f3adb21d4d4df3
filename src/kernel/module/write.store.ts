// A write as a door asks for it: carried out, repeated harmlessly, and told to whoever follows.
import type { Tx } from '#base/database'
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { sql } from '#base/sql'
import type { Actor, Origin } from '#kernel/access'
import { namesOfFiles } from '#kernel/files/store'
import { flowCompanions } from '#kernel/flow'
import type { Change, Written } from '#kernel/records'
import { AlreadyStored, repeated, type WriteOutcome, type WriteRequest, write } from '#kernel/records/store'
import { inSavepoint, inTransaction } from './all-or-nothing.store.ts'
import { conversionsIn } from './conversion.ts'
import { refusedIn } from './field-tally.ts'
import { followCalendar } from './fill.store.ts'
import { followUp } from './follow-up.store.ts'
import type { Running } from './state.store.ts'
import { isOffObject, offProblem } from './switched.ts'

/** Modules whose records the caches are made of. */
const forgets: Readonly<Record<string, 'directory' | 'calendar'>> = {
  identity: 'directory',
  calendar: 'calendar',
}

/** Problem: module.off, for a change of what is switched off or by an action that works with it. */
function switchedOff({ options, state }: Running, changes: readonly Change[]): readonly Problem[] {
  const { off, records } = state().compiled
  if (off.size === 0) return []
  return changes.flatMap((change, index): readonly Problem[] => {
    const acts =
      change.kind === 'act' ? records.objects.get(change.object)?.actions.get(change.action) : undefined
    const needed = [change.object, ...(acts ? [acts.authority, acts.action.uses ?? ''] : [])]
    const gone = needed.find((name) => isOffObject(off, name))
    return gone === undefined ? [] : [offProblem(options.modules, gone, [String(index)])]
  })
}

export function writeRequest(
  running: Running,
  actor: Actor,
  origin: Origin,
  changes: readonly Change[],
): WriteRequest {
  const { options, systemActor } = running
  const { compiled, reactions } = running.state()
  const moment = running.moment()
  return {
    model: compiled.records,
    actor,
    origin,
    changes,
    moment,
    newId: options.newId,
    reactions,
    systemActor,
    initials: options.initials,
    isOff: (object) => isOffObject(compiled.off, object),
    companions: flowCompanions,
    convert: conversionsIn(options.workspace.zone),
    fileNames: (tx, ids) => namesOfFiles(tx, compiled.schema.namespace, ids),
    followUp: async (tx, events) => {
      if (events.some(({ object }) => object.startsWith('calendar.')))
        await followCalendar(tx, options, compiled)
      return followUp(tx, compiled.schema, new Date(moment.now), events)
    },
  }
}

/** Problems: those of `write` and `followUp`; records.exists when a create names the id of another record. */
export async function writeChanges(
  running: Running,
  actor: Actor,
  origin: Origin,
  changes: readonly Change[],
): Promise<Result<Written>> {
  const { db } = running.options
  const request = (): WriteRequest => writeRequest(running, actor, origin, changes)
  for (const change of changes) await running.knownObject(change.object)
  const gone = switchedOff(running, changes)
  if (gone.length > 0) return failed(...gone)
  try {
    const result = await running.current(() => inTransaction(db, (tx) => write(tx, request())))
    if (!result.ok) return refused(running, actor, changes, result)
    const { written } = result.value
    tell(running, written)
    return ok(written)
  } catch (error) {
    if (!(error instanceof AlreadyStored)) throw error
    const known = await db.transaction((tx) => repeated(tx, request()))
    return known ? ok(known) : failed(problem('records.exists', ['0']))
  }
}

/** What was written inside a transaction of somebody else's; `tell` is for after its commit. */
export type WrittenWithin = { readonly written: Written; readonly tell: () => void }

/**
 * Like `writeChanges`, as a part of `tx`: stored when that commits, and undone by itself when it is refused, so that the transaction
 * may go on.
 */
export async function writeWithin(
  running: Running,
  tx: Tx,
  actor: Actor,
  origin: Origin,
  changes: readonly Change[],
): Promise<Result<WrittenWithin>> {
  const request = (): WriteRequest => writeRequest(running, actor, origin, changes)
  for (const change of changes) await running.knownObject(change.object)
  const gone = switchedOff(running, changes)
  if (gone.length > 0) return failed(...gone)
  try {
    const result = await running.current(() => inSavepoint(tx, () => write(withoutCommit(tx), request())))
    if (!result.ok) return refused(running, actor, changes, result)
    const { written } = result.value
    return ok({ written, tell: () => tell(running, written) })
  } catch (error) {
    if (!(error instanceof AlreadyStored)) throw error
    const known = await repeated(tx, request())
    return known ? ok({ written: known, tell: () => undefined }) : failed(problem('records.exists', ['0']))
  }
}

/**
 * Carried out and rolled back: what it would have come to, and the events that it would have logged. A create that names a stored
 * record is refused as existing. Problems: those of `writeChanges`.
 */
export async function foreseeChanges(
  running: Running,
  actor: Actor,
  origin: Origin,
  changes: readonly Change[],
): Promise<Result<WriteOutcome>> {
  for (const change of changes) await running.knownObject(change.object)
  const gone = switchedOff(running, changes)
  if (gone.length > 0) return failed(...gone)
  let judged: WriteOutcome | undefined
  try {
    const result = await running.current(() =>
      inTransaction<never>(running.options.db, async (tx) => {
        const written = await write(withoutCommit(tx), writeRequest(running, actor, origin, changes))
        if (!written.ok) return written
        judged = written.value
        return failed()
      }),
    )
    if (judged !== undefined) return ok(judged)
    return result
  } catch (error) {
    if (!(error instanceof AlreadyStored)) throw error
    return failed(problem('records.exists', ['0']))
  }
}

/** Counts at which fields it was refused, of which object and by whom; no value is kept. */
function refused<T extends Result<never>>(
  { state, tally }: Running,
  actor: Actor,
  changes: readonly Change[],
  result: T,
): T {
  if (!result.ok)
    for (const one of refusedIn(state().compiled.schema, actor, changes, result.problems)) tally.count(one)
  return result
}

/** A write commits with its last statements; here these are sent, with what would be checked at commit, and the end is the caller's. */
export const withoutCommit = (tx: Tx): Tx => ({
  query: (statement) => tx.query(statement),
  together: (statements) => tx.together(statements),
  async commitWith(statements) {
    const last = [...statements, sql`set constraints all immediate`]
    for (const done of await Promise.allSettled(last.map((statement) => tx.query(statement))))
      if (done.status === 'rejected') throw done.reason
  },
  get roundTrips() {
    return tx.roundTrips
  },
})

function tell(running: Running, written: Written): void {
  const modules = new Set(written.records.map((record) => record.object.split('.')[0] ?? ''))
  for (const module of modules) {
    const what = forgets[module]
    if (what) running.caches.forget(what)
  }
  running.options.onCommit?.(written)
}
