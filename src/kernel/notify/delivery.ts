// What becomes of deliveries: made from events, tried with growing pauses, in the order of their record.
import { derivedId } from '#base/derived-id'
import type { SealedEvent } from '#kernel/log'
import type { Create, Update, Values } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { concernsWebhook, type Webhook } from './webhook.ts'
import { type DeliveryStatus, deliveryObject } from './webhook-objects.ts'

const [second, minute, hour] = [1000, 60_000, 3_600_000]

/** Before the second try, the third and so on: about a day in all. */
export const pausesMs: readonly number[] = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  8 * hour,
  8 * hour,
]

/** The same event for the same webhook is the same delivery, whoever makes it and however often. */
export const deliveryId = (webhook: string, event: string): string =>
  derivedId('notify.delivery', webhook, event)

/** One delivery for each event that the webhook asks for, due at once. */
export const deliveriesFor = (
  webhook: Webhook,
  events: readonly SealedEvent[],
  now: string,
): readonly Create[] =>
  events.filter((event) => concernsWebhook(webhook, event)).map((event) => deliveryOf(webhook, event, now))

const deliveryOf = (webhook: Webhook, event: SealedEvent, now: string): Create => ({
  kind: 'create',
  object: deliveryObject.name,
  id: deliveryId(webhook.id, event.id),
  values: {
    webhook: webhook.id,
    subject: `${event.object} ${event.action ?? event.kind}`.slice(0, 200),
    event: event.id,
    seq: event.seq,
    object: event.object,
    record: event.record,
    status: 'waiting',
    attempts: '0',
    nextTry: now,
  },
})

/** What one try came to. Without a `fault` the receiver took it. */
export type Attempt = {
  readonly code?: number
  readonly fault?: 'answer' | 'timeout' | 'unreachable' | 'unknownHost' | 'address' | 'plain' | 'noSecret'
  /** The beginning of what the receiver answered. */
  readonly answer?: string
}

/** Why nothing was sent: final, because nobody is owed what its person may not know. */
export type Withheld = { readonly withheld: 'unreadable' | 'noPerson' }

const mostAnswer = 500

/** A text as the database and the log can hold it, at most 500 characters. */
export const answerShown = (text: string): string =>
  text.slice(0, mostAnswer).replace(/\p{Surrogate}|\0/gu, '')

/** What is written about a delivery after a try at `now`. */
export function afterAttempt(delivery: Row, outcome: Attempt | Withheld, now: string): Update {
  if ('withheld' in outcome)
    return changed(delivery, { ...settled('withheld'), fault: outcome.withheld, triedAt: now })
  const tried = Number(delivery.attempts ?? 0) + 1
  const pause = pausesMs[tried - 1]
  const values: Values = {
    attempts: `${tried}`,
    triedAt: now,
    code: outcome.code === undefined ? null : `${outcome.code}`,
    fault: outcome.fault ?? null,
    answer: outcome.answer ? answerShown(outcome.answer) : null,
  }
  if (outcome.fault === undefined) return changed(delivery, { ...values, ...settled('delivered') })
  if (pause === undefined) return changed(delivery, { ...values, ...settled('failed') })
  return changed(delivery, { ...values, nextTry: later(now, pause) })
}

const settled = (status: DeliveryStatus): Values => ({ status, nextTry: null })

const later = (now: string, ms: number): string => new Date(Date.parse(now) + ms).toISOString()

/** Not tried now, because an earlier event of its record is still being tried. */
export const putOff = (delivery: Row, until: string): Update => changed(delivery, { nextTry: until })

const changed = (delivery: Row, values: Values): Update => ({
  kind: 'update',
  object: deliveryObject.name,
  id: String(delivery.id),
  values,
})

/** What one round does: `lines` of deliveries of one record each, to be sent one after the other, and those put off until an earlier one's next try. */
export type Round = {
  readonly lines: readonly (readonly Row[])[]
  readonly putOff: readonly Update[]
}

/**
 * Splits what is due into lines by record, in the order of the log. `held` are deliveries of the same webhook that wait for their next
 * try: what comes after one of them in its record waits as long.
 */
export function roundOf(due: readonly Row[], held: readonly Row[]): Round {
  const lines = new Map<string, Row[]>()
  const later: Update[] = []
  for (const delivery of due.toSorted(bySeq)) {
    const until = latest(held.filter((one) => sameRecord(one, delivery) && bySeq(one, delivery) < 0))
    if (until !== null) later.push(putOff(delivery, until))
    else lines.set(recordOf(delivery), [...(lines.get(recordOf(delivery)) ?? []), delivery])
  }
  return { lines: [...lines.values()], putOff: later }
}

const recordOf = ({ object, record }: Row): string => `${String(object)} ${String(record)}`
const sameRecord = (one: Row, other: Row): boolean => recordOf(one) === recordOf(other)
const bySeq = (one: Row, other: Row): number => Number(one.seq) - Number(other.seq)

const latest = (rows: readonly Row[]): string | null =>
  rows.reduce<string | null>(
    (last, { nextTry }) => (last === null || String(nextTry) > last ? String(nextTry) : last),
    null,
  )
