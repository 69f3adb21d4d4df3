// Gives committed events their places: dense, in one order, chained by hashes.
import { createHash } from 'node:crypto'
import type { Database, Tx } from '#base/database'
import { ident, named, type Sql, type Statement, sql } from '#base/sql'
import { canonicalEvent } from './canonical.ts'
import { eventColumns } from './columns.store.ts'
import type { LogEvent } from './event.ts'
import { sealingOrder } from './order.ts'

/** The end of the chain; place "0" and no hash before the first event. */
export type Head = { readonly seq: string; readonly hash: Buffer }

export const firstHead: Head = { seq: '0', hash: Buffer.alloc(0) }

/** What one round of sealing did. `null`: another sealer was at it. */
export type Sealed = { readonly count: number; readonly head: Head } | null

/** The hash that an event carries behind `previous`. */
export const chainHash = (previous: Uint8Array, event: LogEvent): Buffer =>
  createHash('sha256').update(previous).update(canonicalEvent(event)).digest()

/** Seals committed events, about `limit` of them, in one transaction. Never waits for another sealer of the workspace. */
export function sealOnce(db: Database, namespace: string, limit = 1000): Promise<Sealed> {
  const { lock, first, head: end } = statementsOf(namespace)
  return db.transaction(async (tx) => {
    // They travel together and run one after another: what waits is looked at under the lock, after the sealer before us committed.
    const [locked, rows, last] = await Promise.all([
      tx.query(lock),
      tx.query<LogEvent>({ ...first, values: [limit] }),
      tx.query<Head>(end),
    ])
    if (locked.count === 0) return null
    const rest = rows.count < limit ? [] : await restOf(tx, namespace, rows.rows)
    const events = sealingOrder([...rows.rows, ...rest])
    const head = last.rows[0] ?? firstHead
    if (events.length === 0) return { count: 0, head }
    const chained = chain(namespace, head, events)
    await tx.commitWith([chained.statement])
    return { count: events.length, head: chained.head }
  })
}

const headStatement = (namespace: string): Sql =>
  sql`select seq, hash from ${ident(namespace, 'log_seal')} order by seq desc limit 1`

const statementsOf = (namespace: string) => ({
  lock: named(
    `seal lock ${namespace}`,
    sql`select name from ${ident(namespace, 'lock')} where name = 'seal' for update skip locked`,
  ),
  // By their ids, or PostgreSQL may read the whole log to find the few that wait.
  first: named(
    `seal waiting ${namespace}`,
    sql`select ${eventColumns} from ${ident(namespace, 'log')} l
      where l.id = any(array(select event_id from ${ident(namespace, 'log_pending')} order by event_id limit ${0}))
      order by l.id`,
  ),
  head: named(`seal head ${namespace}`, headStatement(namespace)),
})

/** The limit is by id, but a record's earlier version may carry the later id: whatever else waits of these records comes along. */
async function restOf(tx: Tx, namespace: string, rows: readonly LogEvent[]): Promise<readonly LogEvent[]> {
  const pending = sql`${ident(namespace, 'log_pending')} p join ${ident(namespace, 'log')} l on l.id = p.event_id`
  const { rows: rest } = await tx.query<LogEvent>(sql`select ${eventColumns} from ${pending}
    where l.record = any(${[...new Set(rows.map(({ record }) => record))]}::uuid[])
      and l.id <> all(${rows.map(({ id }) => id)}::uuid[])`)
  return rest
}

/** The last place given so far. */
export async function headOf(db: Pick<Tx, 'query'>, namespace: string): Promise<Head> {
  const { rows } = await db.query<Head>(headStatement(namespace))
  return rows[0] ?? firstHead
}

/** The events behind `head`, as a statement, and the new end of the chain. */
function chain(
  namespace: string,
  head: Head,
  events: readonly LogEvent[],
): { readonly statement: Statement; readonly head: Head } {
  const seqs = events.map((_, index) => String(BigInt(head.seq) + BigInt(index + 1)))
  const hashes: Buffer[] = []
  for (const event of events) hashes.push(chainHash(hashes.at(-1) ?? head.hash, event))
  const ids = events.map(({ id }) => id)
  const statement = sql`with sealed as (
      insert into ${ident(namespace, 'log_seal')} (seq, event_id, hash)
      select seq, event_id, hash from unnest(${seqs}::bigint[], ${ids}::uuid[], ${hashes}::bytea[]) as s(seq, event_id, hash))
    delete from ${ident(namespace, 'log_pending')} where event_id = any(${ids}::uuid[])`
  return {
    statement: named(`seal ${namespace}`, statement),
    head: { seq: seqs.at(-1) ?? head.seq, hash: hashes.at(-1) ?? head.hash },
  }
}
