// What a receiver is told of one change.
import type { LogEvent } from '#kernel/log'

/** A change as the webhook's person may see it: values of fields they may not read are left out already. */
export type SeenEvent = LogEvent & { readonly seq: string | null; readonly actorName: string }

/** Bytes of one message, as UTF-8. */
export const mostBytes = 256 * 1024

/**
 * The body of a message: `type` and `timestamp` as Standard Webhooks names them, the change in `data`. One that would be larger than
 * `mostBytes` carries no values and says so by `"omitted": "too-large"`.
 */
export function messageBody(event: SeenEvent): string {
  const whole = bodyOf(event, { before: event.before, after: event.after })
  return bytesOf(whole) <= mostBytes ? whole : bodyOf(event, { omitted: 'too-large' })
}

const bodyOf = (event: SeenEvent, values: object): string =>
  JSON.stringify({
    type: `${event.object}.${event.kind}`,
    timestamp: event.at,
    data: {
      event: event.id,
      seq: event.seq,
      write: event.writeId,
      object: event.object,
      kind: event.kind,
      record: event.record,
      version: event.version,
      action: event.action,
      source: event.source,
      who: { id: event.actor, name: event.actorName },
      onBehalfOf: event.onBehalfOf,
      cause: event.cause,
      reason: event.reason,
      ...values,
    },
  })

/** Length in UTF-8 without making the bytes. */
function bytesOf(text: string): number {
  let bytes = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return bytes
}
