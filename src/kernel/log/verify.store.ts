// Finds out whether the log still says what it said when it was sealed.
import type { Database, Tx } from '#base/database'
import { ident, sql } from '#base/sql'
import { eventColumns } from './columns.store.ts'
import type { LogEvent } from './event.ts'
import { chainHash, firstHead, type Head, headOf } from './seal.store.ts'

/**
 * `changed`: an event, or the one before it, is not what was sealed · `missing`: a sealed event is gone · `gap`: a place is gone ·
 * `unplaced`: an event stands outside the chain and does not wait for a place · `head`: the chain does not reach, or differs at, a place noted earlier.
 */
export type ChainFault = {
  readonly kind: 'changed' | 'missing' | 'gap' | 'unplaced' | 'head'
  readonly seq: string | null
  readonly event: string | null
}

export type ChainReport = {
  readonly events: number
  /** The end of the chain; noted elsewhere and given to a later run, it makes a cut-off end visible. */
  readonly head: { readonly seq: string; readonly hash: string }
  /** The first hundred faults. */
  readonly faults: readonly ChainFault[]
}

/** The end of a chain as noted at an earlier time, `hash` in hexadecimal. */
export type Anchor = ChainReport['head']

type Link = Partial<LogEvent> & { readonly seq: string; readonly eventId: string; readonly hash: Buffer }

const faultLimit = 100
const linksAtOnce = 2000

/** Walks the whole chain of a workspace, as of one instant. */
export function verifyChain(db: Database, namespace: string, anchor?: Anchor): Promise<ChainReport> {
  return db.transaction(
    async (tx) => {
      const faults: ChainFault[] = []
      const events = await walk(tx, namespace, (link, previous) => {
        if (faults.length < faultLimit) faults.push(...faultsOf(link, previous))
      })
      faults.push(...(await unplaced(tx, namespace)), ...(await anchorFaults(tx, namespace, anchor)))
      const head = await headOf(tx, namespace)
      return {
        events,
        head: { seq: head.seq, hash: head.hash.toString('hex') },
        faults: faults.slice(0, faultLimit),
      }
    },
    { isolation: 'repeatable read', readOnly: true },
  )
}

async function walk(tx: Tx, namespace: string, visit: (link: Link, previous: Head) => void): Promise<number> {
  let previous = firstHead
  for (let count = 0; ; ) {
    const { rows } = await tx.query<Link>(sql`
      select s.seq as "seq", s.event_id as "eventId", s.hash as "hash", ${eventColumns}
        from ${ident(namespace, 'log_seal')} s left join ${ident(namespace, 'log')} l on l.id = s.event_id
       where s.seq > ${previous.seq}::bigint order by s.seq limit ${linksAtOnce}`)
    for (const link of rows) {
      visit(link, previous)
      previous = link
    }
    count += rows.length
    if (rows.length < linksAtOnce) return count
  }
}

function faultsOf(link: Link, previous: Head): readonly ChainFault[] {
  const { hash, seq, eventId, ...event } = link
  const expected = String(BigInt(previous.seq) + 1n)
  if (seq !== expected) return [{ kind: 'gap', seq: expected, event: null }]
  if (!isWhole(event)) return [{ kind: 'missing', seq, event: eventId }]
  return chainHash(previous.hash, event).equals(hash) ? [] : [{ kind: 'changed', seq, event: eventId }]
}

// Of a left join either every column of the log is there or none.
const isWhole = (event: Partial<LogEvent>): event is LogEvent => typeof event.id === 'string'

async function unplaced(tx: Tx, namespace: string): Promise<readonly ChainFault[]> {
  const { rows } = await tx.query<{ event: string }>(sql`
    select l.id as event from ${ident(namespace, 'log')} l
     where not exists (select 1 from ${ident(namespace, 'log_seal')} s where s.event_id = l.id)
       and not exists (select 1 from ${ident(namespace, 'log_pending')} p where p.event_id = l.id)
     order by l.id limit ${faultLimit}`)
  return rows.map(({ event }) => ({ kind: 'unplaced', seq: null, event }))
}

async function anchorFaults(
  tx: Tx,
  namespace: string,
  anchor: Anchor | undefined,
): Promise<readonly ChainFault[]> {
  if (anchor === undefined || anchor.seq === '0') return []
  const { rows } = await tx.query<{ hash: string }>(sql`
    select encode(hash, 'hex') as hash from ${ident(namespace, 'log_seal')} where seq = ${anchor.seq}::bigint`)
  return rows[0]?.hash === anchor.hash ? [] : [{ kind: 'head', seq: anchor.seq, event: null }]
}
