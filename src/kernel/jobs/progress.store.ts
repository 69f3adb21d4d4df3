// Long work, step by step: each step and the note of it are one transaction.
import type { Clock } from '#base/clock'
import type { Database, Tx } from '#base/database'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { ident, type Sql, sql } from '#base/sql'
import type { Json } from '#kernel/schema'
import type { StopSignal } from './job.ts'
import { isOver, type Progress, type ProgressState, type StepResult } from './progress.ts'

const table = (namespace: string): Sql => ident(namespace, 'job_progress')

/** Asks to stop are rows of their own: whoever asks never waits for the step that runs, nor is overtaken by the next. */
const stops = (namespace: string): Sql => ident(namespace, 'job_stop')

const columns = (namespace: string): Sql => sql`id, kind, done, total, cursor, result, error,
  case when state = 'running' and id in (select id from ${stops(namespace)}) then 'cancelling' else state end as state,
  created_by as "createdBy", created_at as "createdAt", updated_at as "updatedAt"`

export type NewProgress = {
  readonly id: string
  readonly kind: string
  readonly createdBy: string
  readonly total?: number
  readonly cursor?: Json
}

/** Notes that work has begun. Doing it again under the same id changes nothing. */
export async function beginProgress(tx: Tx, namespace: string, work: NewProgress, at: Date): Promise<void> {
  const now = at.toISOString()
  await tx.query(sql`insert into ${table(namespace)}
    (id, kind, done, total, state, cursor, result, created_by, created_at, updated_at)
    values (${work.id}, ${work.kind}, 0, ${work.total ?? null}, 'running', ${JSON.stringify(work.cursor ?? null)}, 'null',
            ${work.createdBy}, ${now}, ${now})
    on conflict (id) do nothing`)
}

/** One step: does the next piece of work behind `cursor` in the transaction it is given. */
export type Step = (tx: Tx, cursor: Json) => Promise<StepResult>

/**
 * Runs steps until the work is over, is cancelled, or `signal` stops it for now; answers the state it left. An error undoes its step and
 * is thrown: run again, the work goes on where the last step ended. The row is locked while a step runs, so two runs never do the same step.
 */
export async function runSteps(
  db: Database,
  namespace: string,
  id: string,
  step: Step,
  clock: Clock,
  signal?: StopSignal,
): Promise<ProgressState> {
  for (;;) {
    const { state, onKept } = await db.transaction((tx) => runStep(tx, namespace, id, step, clock))
    onKept?.()
    if (isOver(state) || signal?.aborted) return state
  }
}

type Ran = { readonly state: ProgressState; readonly onKept?: StepResult['onKept'] }

async function runStep(tx: Tx, namespace: string, id: string, step: Step, clock: Clock): Promise<Ran> {
  const { rows } = await tx.query<Progress>(
    sql`select ${columns(namespace)} from ${table(namespace)} where id = ${id} for no key update`,
  )
  const [work] = rows
  if (work === undefined) throw new Error(`No work ${id} was begun`)
  if (isOver(work.state)) return { state: work.state }
  if (work.state === 'cancelling') return { state: await end(tx, namespace, id, 'cancelled', null, clock()) }
  const { cursor, done, total, isOver: isLast, result, onKept } = await step(tx, work.cursor)
  const state = isLast ? 'done' : 'running'
  await tx.query(sql`update ${table(namespace)} set cursor = ${JSON.stringify(cursor)}, done = ${done},
    total = ${total ?? work.total}, state = ${state}, result = ${JSON.stringify(result ?? null)},
    updated_at = ${clock().toISOString()} where id = ${id}`)
  return { state, onKept }
}

async function end(
  tx: Tx,
  namespace: string,
  id: string,
  state: ProgressState,
  error: string | null,
  at: Date,
): Promise<ProgressState> {
  await tx.query(sql`update ${table(namespace)} set state = ${state}, error = ${error?.slice(0, 2000) ?? null},
    updated_at = ${at.toISOString()} where id = ${id} and state = 'running'`)
  return state
}

/** Notes that work is given up, with a sentence for people. Nothing happens to work that is over. */
export const failProgress = (tx: Tx, namespace: string, id: string, error: string, at: Date) =>
  end(tx, namespace, id, 'failed', error, at)

/** Forgets work that has been over since before an instant; answers how much there was. */
export async function forgetProgress(tx: Tx, namespace: string, before: Date): Promise<number> {
  const { count } = await tx.query(sql`delete from ${table(namespace)}
    where state in ('done', 'failed', 'cancelled') and updated_at < ${before.toISOString()}`)
  return count
}

/** Asks that no further step begins, without waiting for the one that runs. Problems: jobs.unknown, jobs.over. */
export async function cancelProgress(tx: Tx, namespace: string, id: string): Promise<Result<null>> {
  const work = await progressOf(tx, namespace, id)
  if (work === undefined) return failed(problem('jobs.unknown'))
  if (isOver(work.state)) return failed(problem('jobs.over'))
  await tx.query(sql`insert into ${stops(namespace)} (id) values (${id}) on conflict (id) do nothing`)
  return ok(null)
}

/** Work of one kind that is not over, oldest first, at most 100. */
export async function openProgress(tx: Tx, namespace: string, kind: string): Promise<readonly Progress[]> {
  const { rows } = await tx.query<Progress>(sql`select ${columns(namespace)} from ${table(namespace)}
    where kind = ${kind} and state = 'running' order by created_at, id limit 100`)
  return rows
}

export async function progressOf(tx: Tx, namespace: string, id: string): Promise<Progress | undefined> {
  const { rows } = await tx.query<Progress>(
    sql`select ${columns(namespace)} from ${table(namespace)} where id = ${id}`,
  )
  return rows[0]
}

/** The latest work, of one kind or of all, of one person or of all, last changed first, at most 100. */
export async function latestProgress(
  tx: Tx,
  namespace: string,
  kind?: string,
  createdBy?: string,
): Promise<readonly Progress[]> {
  const { rows } = await tx.query<Progress>(sql`select ${columns(namespace)} from ${table(namespace)}
    where (${kind ?? null}::text is null or kind = ${kind ?? null}::text)
      and (${createdBy ?? null}::uuid is null or created_by = ${createdBy ?? null}::uuid) order by updated_at desc, id limit 100`)
  return rows
}
