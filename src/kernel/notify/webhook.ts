// A webhook as the engine reads it: which changes concern it, and whether it says something that can hold.
import { type Problem, problem } from '#base/problem'
import type { LogEvent } from '#kernel/log'
import type { Diff, Reaction } from '#kernel/records'
import type { Row, Schema, Value } from '#kernel/schema'
import { deliveryObject, webhookObject } from './webhook-objects.ts'

export type Webhook = {
  readonly id: string
  readonly name: string
  readonly url: string
  /** Names of objects, or of all of a module (`sales.*`); empty for every object. */
  readonly objects: readonly string[]
  /** `create`, `update`, `remove`; together with `actions` empty: every change. */
  readonly kinds: readonly string[]
  /** Names of actions, with their object (`sales.order.confirm`) or without. */
  readonly actions: readonly string[]
  /** The person whose rights decide what is told. */
  readonly person: string
  /** The person who is told when it fails. */
  readonly owner: string
}

export const namesIn = (text: Value | undefined): readonly string[] =>
  String(text ?? '')
    .split(/[\s,;，；、]+/)
    .filter((name) => name !== '')

export const webhookOf = (row: Row): Webhook => ({
  id: String(row.id),
  name: String(row.name ?? ''),
  url: String(row.url ?? ''),
  objects: namesIn(row.objects),
  kinds: Array.isArray(row.kinds) ? row.kinds.map(String) : [],
  actions: namesIn(row.actions),
  person: String(row.person ?? ''),
  owner: String(row.owner ?? ''),
})

const covers = (pattern: string, object: string): boolean =>
  pattern === object || (pattern.endsWith('.*') && object.startsWith(pattern.slice(0, -1)))

/** Webhooks are never told about webhooks: what tells them would have to be told of again. */
const ownObjects: readonly string[] = [webhookObject.name, deliveryObject.name]

/** Whether a webhook asks for this change; whether its person may read it is decided when it is sent. */
export function concernsWebhook(
  { objects, kinds, actions }: Webhook,
  { object, kind, action }: Pick<LogEvent, 'object' | 'kind' | 'action'>,
): boolean {
  if (ownObjects.includes(object)) return false
  if (objects.length > 0 && !objects.some((pattern) => covers(pattern, object))) return false
  if (kinds.length + actions.length === 0 || kinds.includes(kind)) return true
  return action !== null && actions.some((name) => action === name || action.endsWith(`.${name}`))
}

/** An address of the web without a name and password in it, which would be in the history for ever. */
const address = /^https?:\/\/[^\s/?#@]+(?:[/?#]\S*)?$/i

/** Problems: `notify.webhook-address`, `notify.webhook-object`; a name that nothing bears would wait in silence. */
export const webhookReaction = (schema: Schema): Reaction => ({
  name: 'notify.webhooks',
  authority: 'notify',
  objects: [webhookObject.name],
  beforeCommit: async (_reader, diffs) => ({
    problems: diffs.flatMap((diff) => faultsOf(diff, schema)),
  }),
})

function faultsOf({ after, changed }: Diff, schema: Schema): readonly Problem[] {
  if (after === null) return []
  const { url, objects } = webhookOf(after)
  const known = [...schema.objects.keys()]
  const named = changed.includes('objects') ? objects : []
  const unknown = named.filter((pattern) => !known.some((object) => covers(pattern, object)))
  return [
    ...(address.test(url) ? [] : [problem('notify.webhook-address', ['0', 'url'])]),
    ...unknown.map((name) => problem('notify.webhook-object', ['0', 'objects'], { name: name.slice(0, 60) })),
  ]
}
