// Gives committed events their places: dense, in one order, chained by hashes.
import { createHash } from 'node:crypto'
import type { Database, Tx } from '#base/database'
import { ident, sql } from '#base/sql'
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
  return db.transaction(async (tx) => {
    const { count } = await tx.query(
      sql`select name from ${ident(namespace, 'lock')} where name = 'seal' for update skip locked`,
    )
    if (count === 0) return null
    // Read only now: a statement sees what was committed before it began, and the sealer before us has committed.
    const events = sealingOrder(await waiting(tx, namespace, limit))
    const head = await headOf(tx, namespace)
    return { count: events.length, head: await chain(tx, namespace, head, events) }
  })
}

async function waiting(tx: Tx, namespace: string, limit: number): Promise<readonly LogEvent[]> {
  const pending = sql`${ident(namespace, 'log_pending')} p join ${ident(namespace, 'log')} l on l.id = p.event_id`
  const { rows } = await tx.query<LogEvent>(
    sql`select ${eventColumns} from ${pending} order by p.event_id limit ${limit}`,
  )
  if (rows.length < limit) return rows
  // The limit is by id, but a record's earlier version may carry the later id: bring along whatever else waits of these records.
  const rest = await tx.query<LogEvent>(sql`select ${eventColumns} from ${pending}
    where l.record = any(${[...new Set(rows.map(({ record }) => record))]}::uuid[])
      and l.id <> all(${rows.map(({ id }) => id)}::uuid[])`)
  return [...rows, ...rest.rows]
}

/** The last place given so far. */
export async function headOf(tx: Tx, namespace: string): Promise<Head> {
  const { rows } = await tx.query<Head>(
    sql`select seq, hash from ${ident(namespace, 'log_seal')} order by seq desc limit 1`,
  )
  return rows[0] ?? firstHead
}

async function chain(tx: Tx, namespace: string, head: Head, events: readonly LogEvent[]): Promise<Head> {
  if (events.length === 0) return head
  const seqs = events.map((_, index) => String(BigInt(head.seq) + BigInt(index + 1)))
  const hashes: Buffer[] = []
  for (const event of events) hashes.push(chainHash(hashes.at(-1) ?? head.hash, event))
  const ids = events.map(({ id }) => id)
  await tx.query(sql`with sealed as (
      insert into ${ident(namespace, 'log_seal')} (seq, event_id, hash)
      select seq, event_id, hash from unnest(${seqs}::bigint[], ${ids}::uuid[], ${hashes}::bytea[]) as s(seq, event_id, hash))
    delete from ${ident(namespace, 'log_pending')} where event_id = any(${ids}::uuid[])`)
  return { seq: seqs.at(-1) ?? head.seq, hash: hashes.at(-1) ?? head.hash }
}
