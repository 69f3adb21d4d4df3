// What a webhook has beside its record, where no query, history or export reaches: its secrets, its place in the log, whose turn it is.
import { randomBytes } from 'node:crypto'
import type { Tx } from '#base/database'
import { ident, type Sql, sql } from '#base/sql'
import type { LogEvent } from '#kernel/log'
import { headOf } from '#kernel/log/store'
import type { Json } from '#kernel/schema'

const dayMs = 86_400_000

/** As Standard Webhooks writes it: 32 random bytes in base64 behind `whsec_`. */
const makeSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

const table = (namespace: string): Sql => ident(namespace, 'webhook_state')

/**
 * Carries out in the write's own transaction what follows from a change of a webhook. Answers the secret that was made, to be told to
 * whoever wrote, this once.
 */
export async function followWebhook(
  tx: Tx,
  namespace: string,
  { kind, record, before, after }: LogEvent,
  at: Date,
): Promise<Json | null> {
  if (kind === 'create') return { webhook: record, secret: await begin(tx, namespace, record) }
  if (kind === 'remove') await tx.query(sql`delete from ${table(namespace)} where webhook = ${record}::uuid`)
  if (before.state === 'paused' && after.state === 'active') await skip(tx, namespace, record)
  if (kind !== 'update' || !('secretAt' in after)) return null
  return { webhook: record, secret: await renew(tx, namespace, record, at) }
}

/** From the log's present end: what happened before is not told. */
async function begin(tx: Tx, namespace: string, webhook: string): Promise<string> {
  const secret = makeSecret()
  const { seq } = await headOf(tx, namespace)
  // A create that is repeated comes here before it is recognised; what it did is then rolled back.
  await tx.query(sql`insert into ${table(namespace)} (webhook, seq, secret)
    values (${webhook}::uuid, ${seq}::bigint, ${secret})
    on conflict (webhook) do update set seq = excluded.seq, secret = excluded.secret`)
  return secret
}

/** What happened while it was paused is not told either. */
async function skip(tx: Tx, namespace: string, webhook: string): Promise<void> {
  const { seq } = await headOf(tx, namespace)
  await savePlace(tx, namespace, webhook, seq)
}

async function renew(tx: Tx, namespace: string, webhook: string, at: Date): Promise<string> {
  const secret = makeSecret()
  const until = new Date(at.getTime() + dayMs).toISOString()
  const { count } = await tx.query(sql`update ${table(namespace)}
    set former = secret, former_until = ${until}, secret = ${secret} where webhook = ${webhook}::uuid`)
  // One whose secrets stayed behind when its workspace was moved begins anew.
  return count === 1 ? secret : begin(tx, namespace, webhook)
}

/** The secrets that sign now: the present one, and for a day the one before it. */
export async function secretsOf(
  tx: Pick<Tx, 'query'>,
  namespace: string,
  webhook: string,
  at: Date,
): Promise<readonly string[]> {
  const { rows } = await tx.query<{ secret: string; former: string | null }>(sql`
    select secret, case when former_until > ${at.toISOString()} then former end as former
      from ${table(namespace)} where webhook = ${webhook}::uuid`)
  return rows.flatMap(({ secret, former }) => (former === null ? [secret] : [secret, former]))
}

/** The place in the log up to which deliveries have been made, by webhook. */
export async function placesOf(
  tx: Pick<Tx, 'query'>,
  namespace: string,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.query<{ webhook: string; seq: string }>(
    sql`select webhook, seq from ${table(namespace)}`,
  )
  return new Map(rows.map(({ webhook, seq }) => [webhook, seq]))
}

/** Moves a webhook's place forward, never back. */
export async function savePlace(tx: Tx, namespace: string, webhook: string, seq: string): Promise<void> {
  await tx.query(sql`update ${table(namespace)} set seq = ${seq}::bigint
    where webhook = ${webhook}::uuid and seq < ${seq}::bigint`)
}

/** Takes or prolongs a holder's turn at sending until an instant; false while another holder has it. */
export async function takeTurn(
  tx: Pick<Tx, 'query'>,
  namespace: string,
  webhook: string,
  turn: { readonly holder: string; readonly at: Date; readonly until: Date },
): Promise<boolean> {
  const { count } = await tx.query(sql`update ${table(namespace)}
    set holder = ${turn.holder}, held_until = ${turn.until.toISOString()}
    where webhook = ${webhook}::uuid
      and (holder is null or holder = ${turn.holder} or held_until <= ${turn.at.toISOString()})`)
  return count === 1
}

/** Gives a turn back, so that another node need not wait for its end. */
export async function endTurn(
  tx: Pick<Tx, 'query'>,
  namespace: string,
  webhook: string,
  holder: string,
): Promise<void> {
  await tx.query(sql`update ${table(namespace)} set holder = null, held_until = null
    where webhook = ${webhook}::uuid and holder = ${holder}`)
}
