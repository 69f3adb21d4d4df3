// The secret behind the record of an API token: made with it, and ended with it.
import type { Tx } from '#base/database'
import { ok, type Result } from '#base/result'
import { createApiToken, dropApiToken } from '#kernel/identity/store'
import type { LogEvent } from '#kernel/log'
import type { Json } from '#kernel/schema'
import { workspaceOf } from '#kernel/workspace'

/** What is to be told once; null where there is nothing to tell. Problems: identity.badTokenName, identity.badExpiry. */
export async function followToken(
  tx: Tx,
  namespace: string,
  { kind, record: id, after, actor }: LogEvent,
  at: Date,
): Promise<Result<Json>> {
  if (kind === 'update') return ok(null)
  // A create that is repeated comes here before it is recognised; what it did is then rolled back.
  await dropApiToken(tx, namespace, id)
  if (kind === 'remove') return ok(null)
  const { name, person, mayWrite, until } = after
  const wish = {
    ...{ id, workspace: workspaceOf(namespace), person: String(person), createdBy: actor },
    name: String(name),
    scopes: mayWrite === true ? ['read', 'write'] : ['read'],
    expiresAt: new Date(String(until)).toISOString(),
  }
  const made = await createApiToken(tx, namespace, wish, at)
  return made.ok ? ok({ kind: 'token', token: id, secret: made.value.token }) : made
}
