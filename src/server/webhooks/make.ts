// Follows the sealed log and makes a delivery of each change that a webhook asks for: at least once by its place, once in effect by the id.
import { ident, sql } from '#base/sql'
import type { SealedEvent } from '#kernel/log'
import { readAfter } from '#kernel/log/store'
import { deliveriesFor, type Webhook } from '#kernel/notify'
import { placesOf, savePlace } from '#kernel/notify/store'
import { activeWebhooks, deliver, readAs, type Sending } from './sending.ts'

const batchSize = 200

/** Makes whatever is missing, unless another node is at it. Only active webhooks move on: a failing one catches up when it is active again. */
export async function makeDeliveries(sending: Sending): Promise<void> {
  for (let more = true; more; ) more = await turn(sending)
}

/** One batch for each webhook, each moved on behind what was made; true when there may be more. */
function turn(sending: Sending): Promise<boolean> {
  const { engine, turns } = sending
  const { namespace } = engine.workspace
  // A lock of its own: a write that changes a webhook holds the webhook's rows, and what is made here refers to them.
  const mutex = ident(namespace, 'follower')
  return turns.transaction(async (tx) => {
    await tx.query(sql`insert into ${mutex} (name, seq) values ('webhooks', 0) on conflict (name) do nothing`)
    const { count } = await tx.query(
      sql`select name from ${mutex} where name = 'webhooks' for update skip locked`,
    )
    if (count === 0) return false
    const places = await placesOf(tx, namespace)
    const batches = remembering((seq) => readAfter(tx, namespace, seq, batchSize))
    let more = false
    for (const webhook of await activeWebhooks(sending)) {
      const events = await batches(places.get(webhook.id) ?? '0')
      const last = events.at(-1)
      if (!places.has(webhook.id) || last === undefined) continue
      await make(sending, webhook, events)
      await savePlace(tx, namespace, webhook.id, last.seq)
      more ||= events.length === batchSize
    }
    return more
  })
}

type Batches = (after: string) => Promise<readonly SealedEvent[]>

/** Webhooks that stand at the same place, as nearly all of them do, are served by one reading. */
function remembering(read: Batches): Batches {
  const known = new Map<string, Promise<readonly SealedEvent[]>>()
  return (after) => {
    const batch = known.get(after) ?? read(after)
    known.set(after, batch)
    return batch
  }
}

async function make(sending: Sending, webhook: Webhook, events: readonly SealedEvent[]): Promise<void> {
  const wanted = deliveriesFor(webhook, events, sending.now().toISOString())
  if (wanted.length === 0) return
  const filter = { field: 'id', is: 'in', value: wanted.map(({ id }) => id) } as const
  const rows = await readAs(sending)({ object: 'notify.delivery', fields: ['id'], filter, limit: batchSize })
  const known = new Set(rows.map(({ id }) => id))
  const fresh = wanted.filter(({ id }) => !known.has(id))
  if (fresh.length > 0) await deliver(sending, fresh)
}
