// JSON with one spelling for each value, so that a hash of it means something (RFC 8785).
import type { Json } from '#kernel/schema'
import type { LogEvent } from './event.ts'

/** The canonical text of a JSON value. Fields that are undefined are left out, as JSON.stringify does. */
export function canonicalJson(value: Json | undefined): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const fields = value as { readonly [key: string]: Json | undefined }
  let text = ''
  for (const key of Object.keys(fields).sort()) {
    const field = fields[key]
    if (field !== undefined) text += `${text === '' ? '' : ','}${keyText(key)}:${canonicalJson(field)}`
  }
  return `{${text}}`
}

/** The names of fields come again with every event; a bounded number of them is remembered. */
const keyTexts = new Map<string, string>()
const mostKeys = 5000

function keyText(key: string): string {
  const known = keyTexts.get(key)
  if (known !== undefined) return known
  const text = JSON.stringify(key)
  if (keyTexts.size < mostKeys) keyTexts.set(key, text)
  return text
}

/** What is hashed of an event: all that LogEvent names, and nothing that a reader added to it. */
export const canonicalEvent = (event: LogEvent): string =>
  canonicalJson({
    id: event.id,
    writeId: event.writeId,
    at: event.at,
    object: event.object,
    record: event.record,
    version: event.version,
    kind: event.kind,
    action: event.action,
    actor: event.actor,
    onBehalfOf: event.onBehalfOf,
    source: event.source,
    ip: event.ip,
    cause: event.cause,
    reason: event.reason,
    before: event.before,
    after: event.after,
    definitionVersion: event.definitionVersion,
  } satisfies Record<keyof LogEvent, Json>)
