// What belongs to a write but lies outside the records: the files that hang on them, who may still sign in, the secrets of webhooks and share links.
import type { Tx } from '#base/database'
import type { Problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { dropFiles, hangFiles } from '#kernel/files/store'
import { hasAccount, setDisabled, setLogin } from '#kernel/identity/store'
import type { LogEvent } from '#kernel/log'
import { followWebhook } from '#kernel/notify/store'
import { isRestored } from '#kernel/records'
import { idsIn, type Json, pictureTypes, type ResolvedObject, type Schema } from '#kernel/schema'
import { linkObject } from '#kernel/views'
import { followLink } from '#kernel/views/store'

type Writing = { readonly tx: Tx; readonly schema: Schema; readonly at: Date }

/**
 * Carries out in the write's own transaction what follows from its events. Problems: files.unknown for a file that is not the actor's
 * to hang, files.badType for one that does not belong there; identity.badLogin and identity.loginTaken for somebody who may sign in. Their
 * paths begin with the record. Then the write must be rolled back. Answers what
 * is to be told to whoever wrote, and kept nowhere: the new secret of a webhook or a share link.
 */
export async function followUp(
  tx: Tx,
  schema: Schema,
  at: Date,
  events: readonly LogEvent[],
): Promise<Result<readonly Json[]>> {
  const problems: Problem[] = []
  const outputs: Json[] = []
  const writing = { tx, schema, at }
  for (const event of events) {
    const object = schema.object(event.object)
    const found = [
      ...(object ? await moveFiles(writing, object, event) : []),
      ...(event.object === 'identity.person' ? await followPerson(writing, event) : []),
    ]
    problems.push(...found.map((one) => ({ ...one, path: [event.record, ...one.path] })))
    if (event.object === linkObject.name) outputs.push(...(await linkMade(writing, event)))
    if (event.object === 'notify.webhook') outputs.push(...(await secretsMade(writing, event)))
  }
  return problems.length > 0 ? failed(...problems) : ok(outputs)
}

async function linkMade({ tx, schema }: Writing, event: LogEvent): Promise<readonly Json[]> {
  const made = await followLink(tx, schema.namespace, event)
  return made === null ? [] : [made]
}

async function secretsMade({ tx, schema, at }: Writing, event: LogEvent): Promise<readonly Json[]> {
  const made = await followWebhook(tx, schema.namespace, event, at)
  return made === null ? [] : [made]
}

async function moveFiles(
  { tx, schema, at }: Writing,
  { fields }: ResolvedObject,
  event: LogEvent,
): Promise<readonly Problem[]> {
  const problems: Problem[] = []
  for (const field of fields) {
    if (field.type !== 'file') continue
    const { name } = field
    const [before, after] = [idsIn(event.before[name]), idsIn(event.after[name])]
    const place = { object: event.object, record: event.record, field: name }
    const gone = before.filter((id) => !after.includes(id))
    const come = after.filter((id) => !before.includes(id))
    if (gone.length > 0) await dropFiles(tx, schema.namespace, gone, place, at)
    const actor = isRestored(event) ? null : event.actor
    const types = field.shownAs === undefined ? undefined : pictureTypes
    const hung = await hangFiles(tx, schema.namespace, come, place, actor, types)
    if (!hung.ok) problems.push(...hung.problems)
  }
  return problems
}

/** Who leaves is signed out everywhere at once; who signs in by another login does so from this write on. */
async function followPerson({ tx, schema, at }: Writing, event: LogEvent): Promise<readonly Problem[]> {
  const { namespace } = schema
  const { record: person, after, kind } = event
  if (kind === 'create') return []
  if (kind === 'remove' || 'active' in after)
    await setDisabled(tx, namespace, person, kind === 'remove' || after.active !== true, at)
  if (kind === 'remove' || !('login' in after) || !(await hasAccount(tx, namespace, person))) return []
  const moved = await setLogin(tx, namespace, person, String(after.login ?? ''))
  return moved.ok ? [] : moved.problems
}
