// Sends the due deliveries of one webhook: a few records at once, each record's one after the other, and writes down what came of each.
import type { SealedEvent } from '#kernel/log'
import { readAfter } from '#kernel/log/store'
import { audienceOf } from '#kernel/module/store'
import {
  type Attempt,
  afterAttempt,
  deliveryId,
  messageBody,
  messagesFor,
  putOff,
  roundOf,
  type Webhook,
  type Withheld,
} from '#kernel/notify'
import { endTurn, secretsOf, takeTurn } from '#kernel/notify/store'
import type { Filter, Update } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { post } from './post.ts'
import { deliver, readAs, type Sending } from './sending.ts'
import { signedHeaders } from './signature.ts'

/** Records of one webhook that are told of at the same time. */
const lanes = 4
const mostDue = 100
/** A turn outlasts the sending that was begun in it: nothing is begun in its second half. */
const turnMs = 40_000

/** Sends whatever is due, unless another node is at it or the sending is stopped. */
export async function sendDue(
  sending: Sending,
  webhook: Webhook,
  holder: string,
  isOver: () => boolean,
): Promise<void> {
  const { db, workspace } = sending.engine
  try {
    while (!isOver()) {
      const at = sending.now()
      const turn = { holder, at, until: new Date(at.getTime() + turnMs) }
      if (!(await takeTurn(db, workspace.namespace, webhook.id, turn))) return
      if (!(await round(sending, webhook, isOver))) return
    }
  } finally {
    await endTurn(db, workspace.namespace, webhook.id, holder)
  }
}

/** False when nothing was due, or the webhook has been stopped. */
async function round(sending: Sending, webhook: Webhook, isOver: () => boolean): Promise<boolean> {
  const read = readAs(sending)
  const now = sending.now().toISOString()
  const mine: readonly Filter[] = [
    { field: 'webhook', is: 'eq', value: webhook.id },
    { field: 'status', is: 'eq', value: 'waiting' },
  ]
  const dueNow: Filter = { field: 'nextTry', is: 'le', value: now }
  const object = 'notify.delivery'
  const due = await read({ object, filter: { and: [...mine, dueNow] }, sort: ['seq'], limit: mostDue })
  if (due.length === 0) return false
  const records: Filter = { field: 'record', is: 'in', value: due.map(({ record }) => String(record)) }
  const held: Filter = { and: [...mine, { not: dueNow }, records] }
  const { lines, putOff: later } = roundOf(due, await read({ object, filter: held, limit: 500 }))
  if (later.length > 0) await deliver(sending, later)
  const end = Date.now() + turnMs / 2
  const isLate = (): boolean => isOver() || Date.now() > end
  const queue = [...lines]
  const failed: Row[] = []
  const lane = async (): Promise<void> => {
    for (
      let line = queue.shift();
      line !== undefined && failed.length === 0 && !isLate();
      line = queue.shift()
    )
      failed.push(...(await sendLine(sending, webhook, line, isLate)))
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return failed[0] === undefined || !(await giveUp(sending, webhook, failed[0]))
}

/** One record's deliveries in order; after one that fails the rest wait as long. Answers the one that was given up, if one was. */
async function sendLine(
  sending: Sending,
  webhook: Webhook,
  line: readonly Row[],
  isLate: () => boolean,
): Promise<readonly Row[]> {
  for (const [index, delivery] of line.entries()) {
    if (isLate()) return []
    const outcome = await attempt(sending, webhook, delivery)
    const marked = afterAttempt(delivery, outcome, sending.now().toISOString())
    const { status, nextTry } = marked.values
    const rest = typeof nextTry === 'string' ? line.slice(index + 1).map((one) => putOff(one, nextTry)) : []
    await deliver(sending, [marked, ...rest])
    if (status === 'failed') return [delivery]
    if (typeof nextTry === 'string') return []
  }
  return []
}

/** What the webhook's person may see of the event as things stand now, signed and sent. */
async function attempt(sending: Sending, webhook: Webhook, delivery: Row): Promise<Attempt | Withheld> {
  const { engine, settings, timeoutMs, lookUp } = sending
  const actor = await engine.actor(webhook.person)
  if (actor === undefined) return { withheld: 'noPerson' }
  const event = await eventAt(sending, String(delivery.seq))
  const seen = event === undefined ? null : await engine.seenBy(actor, event)
  if (seen === null) return { withheld: 'unreadable' }
  const body = messageBody(seen)
  const at = sending.now()
  const message = {
    id: deliveryId(webhook.id, seen.id),
    timestamp: Math.floor(at.getTime() / 1000),
    body,
  }
  const secrets = await secretsOf(engine.db, engine.workspace.namespace, webhook.id, at)
  if (secrets.length === 0) return { fault: 'noSecret' }
  return post({
    url: webhook.url,
    headers: signedHeaders(message, secrets),
    body,
    settings,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(lookUp === undefined ? {} : { lookUp }),
  })
}

async function eventAt({ engine }: Sending, seq: string): Promise<SealedEvent | undefined> {
  const before = String(BigInt(seq) - 1n)
  const [event] = await engine.db.transaction((tx) => readAfter(tx, engine.workspace.namespace, before, 1))
  return event?.seq === seq ? event : undefined
}

/**
 * A delivery was given up: the owner is told, and a webhook that has taken nothing else since the first try is stopped. What still waits
 * goes out when somebody makes it active again. Answers whether it was stopped.
 */
async function giveUp(sending: Sending, { id, name, owner }: Webhook, delivery: Row): Promise<boolean> {
  const { engine, now } = sending
  const at = now().toISOString()
  const taken: Filter = {
    and: [
      { field: 'webhook', is: 'eq', value: id },
      { field: 'status', is: 'eq', value: 'delivered' },
      { field: 'triedAt', is: 'gt', value: String(delivery.createdAt) },
    ],
  }
  const others = await readAs(sending)({ object: 'notify.delivery', fields: ['id'], filter: taken, limit: 1 })
  const isStopped = others.length === 0
  const announcement = {
    audience: { people: [owner] },
    text: isStopped ? stoppedText : givenUpText,
    fields: { name, subject: delivery.subject ?? null },
    object: isStopped ? 'notify.webhook' : 'notify.delivery',
    record: isStopped ? id : String(delivery.id),
    kind: 'alert',
    cause: 'notify:webhook',
    occasion: `${String(delivery.id)}/${at}`,
  } as const
  const marked: readonly Update[] = isStopped
    ? [{ kind: 'update', object: 'notify.webhook', id, values: { state: 'failing', failedAt: at } }]
    : []
  const told = messagesFor(announcement, audienceOf(await engine.directory()), at).changes
  await deliver(sending, [...marked, ...told])
  return isStopped
}

const stoppedText = {
  'zh-CN':
    'Webhook“{name}”试了约一天仍未送达，已停止发送。请检查接收地址，再把状态改为“启用”：漏掉的变更会补发',
  en: 'Webhook “{name}” could not deliver for about a day and has stopped. Check its address, then set it active again: what it missed will be sent',
}

const givenUpText = {
  'zh-CN': 'Webhook“{name}”有一条变更（{subject}）试了约一天仍未被接收，已放弃。请与接收方核对后重新发送',
  en: 'Webhook “{name}”: one change ({subject}) was not taken for about a day and was given up. Look into it with the receiver, then send it again',
}
