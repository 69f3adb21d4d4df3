// Removes what is over and has been kept for its time, in every workspace, in small transactions.
import { join } from 'node:path'
import { inTurn } from '#base/in-turn'
import { sweepFiles } from '#kernel/files/store'
import { sweepSessions } from '#kernel/identity/store'
import { forgetProgress } from '#kernel/jobs/store'
import { type OpenEngine, sweepTallies } from '#kernel/module/store'
import { deliveryObject, messageObject, notifyAuthority } from '#kernel/notify'
import type { Filter, Remove } from '#kernel/records'
import { numberOf } from './http/settings.ts'
import { sweepImports } from './import/import-desk.ts'
import type { WorkContext } from './product.ts'

/** Days for which something is kept after it is over; with 0 it is kept for ever. */
export type Keep = { readonly deliveries: number; readonly messages: number; readonly imports: number }

/** KEEP_DELIVERIES_DAYS, KEEP_MESSAGES_DAYS, KEEP_IMPORTS_DAYS. */
export const keepSettings = (environment: Readonly<Record<string, string | undefined>>): Keep => ({
  deliveries: numberOf(environment.KEEP_DELIVERIES_DAYS, 30),
  messages: numberOf(environment.KEEP_MESSAGES_DAYS, 365),
  imports: numberOf(environment.KEEP_IMPORTS_DAYS, 30),
})

export type SweepContext = Pick<WorkContext, 'db' | 'home' | 'workspaces' | 'now' | 'keep' | 'onError'>

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Looks when a node starts and every hour after that: what one that stopped has left is found by the next. */
export function startSweeping(context: SweepContext): { readonly stop: () => Promise<void> } {
  const looking = inTurn(() => sweep(context, () => looking.isOver()), context.onError)
  const timer = setInterval(looking.wake, hourMs)
  looking.wake()
  return {
    stop: () => {
      clearInterval(timer)
      return looking.stop()
    },
  }
}

/** Once through everything. Several nodes may do it at once: each finds less to do. */
export async function sweep(context: SweepContext, isOver: () => boolean = () => false): Promise<void> {
  for (const id of await context.workspaces.workspaceIds()) {
    if (isOver()) return
    const engine = await context.workspaces.engineOf(id)
    if (engine) await sweepWorkspace(context, engine, isOver)
  }
}

async function sweepWorkspace(
  { db, home, now, keep, onError }: SweepContext,
  engine: OpenEngine,
  isOver: () => boolean,
): Promise<void> {
  const { id, namespace } = engine.workspace
  const before = (days: number): Date => new Date(days === 0 ? 0 : now().getTime() - days * dayMs)
  await db.transaction((tx) => sweepSessions(tx, namespace, now()))
  await sweepFiles(db, namespace, { folder: join(home, 'files'), workspace: id }, now())
  await sweepImports(join(home, 'imports', id), before(keep.imports))
  await db.transaction((tx) => forgetProgress(tx, namespace, before(keep.imports)))
  await sweepTallies(db, namespace, now())
  await engine.keepQuality(isOver)
  const records = { engine, isOver, onError }
  await removeAll(records, deliveryObject.name, deliveriesOver(before(keep.deliveries)))
  await removeAll(records, messageObject.name, messagesOver(before(keep.messages)))
}

const deliveriesOver = (before: Date): Filter => ({
  and: [
    { field: 'status', is: 'ne', value: 'waiting' },
    { field: 'updatedAt', is: 'lt', value: before.toISOString() },
  ],
})

/** Seen, or meant for nobody; what somebody has still to see stays. */
const messagesOver = (before: Date): Filter => ({
  and: [
    { field: 'updatedAt', is: 'lt', value: before.toISOString() },
    {
      or: [
        { field: 'seenAt', is: 'notBlank' },
        { field: 'person', is: 'blank' },
      ],
    },
  ],
})

type Records = Pick<SweepContext, 'onError'> & {
  readonly engine: OpenEngine
  readonly isOver: () => boolean
}

const together = 100

/** Removed like any record: by the one write path, with its event in the log. */
async function removeAll(records: Records, object: string, filter: Filter): Promise<void> {
  const { engine, isOver } = records
  const actor = engine.systemActor(notifyAuthority)
  let after: string | undefined
  do {
    const question = { object, filter, fields: ['id', 'version'], sort: ['updatedAt'], limit: together }
    const page = await engine.read(actor, { ...question, ...(after === undefined ? {} : { after }) })
    if (!page.ok) throw new Error(JSON.stringify(page.problems))
    const wishes = page.value.rows.map(
      ({ id, version }): Remove => ({ kind: 'remove', object, id: String(id), version: Number(version) }),
    )
    // One that may not go keeps none of the others here.
    if (!(await remove(records, wishes))) for (const wish of wishes) await remove(records, [wish])
    after = page.value.next
  } while (after !== undefined && !isOver())
}

/** False when nothing went. That another node was faster, or somebody took it up again, is no failure. */
async function remove({ engine, onError }: Records, wishes: readonly Remove[]): Promise<boolean> {
  if (wishes.length === 0) return true
  const done = await engine.write(engine.systemActor(notifyAuthority), { source: 'system' }, wishes)
  if (done.ok) return true
  const isOvertaken = done.problems.every(({ code }) => overtaken.has(code))
  if (wishes.length === 1 && !isOvertaken) onError(new Error(JSON.stringify(done.problems)))
  return false
}

const overtaken: ReadonlySet<string> = new Set(['records.missing', 'records.conflict'])
