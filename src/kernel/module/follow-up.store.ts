// What belongs to a write but lies outside the records: the files that hang on them, who may sign in and with what, the secrets of webhooks and share links.
import type { Tx } from '#base/database'
import type { Problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { ident, sql } from '#base/sql'
import { dropFiles, hangFiles } from '#kernel/files/store'
import { hasAccount, issuePassword, setDisabled, setLogin } from '#kernel/identity/store'
import type { LogEvent } from '#kernel/log'
import { followWebhook } from '#kernel/notify/store'
import { isRestored } from '#kernel/records'
import { idsIn, type Json, pictureTypes, type ResolvedObject, type Schema } from '#kernel/schema'
import { linkObject } from '#kernel/views'
import { followLink } from '#kernel/views/store'
import { tokenObject } from './accounts.ts'
import { followToken } from './token.store.ts'

type Writing = { readonly tx: Tx; readonly schema: Schema; readonly at: Date }

/**
 * Carries out in the write's own transaction what follows from its events. Problems: files.unknown for a file that is not the actor's
 * to hang, files.badType for one that does not belong there; identity.badLogin and identity.loginTaken for somebody who may sign in,
 * identity.badTokenName and identity.badExpiry for a token. Their paths begin with the record. Then the write must be rolled back. Answers
 * what is to be told to whoever wrote, and kept nowhere: a new password, the new secret of a token, a webhook or a share link.
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
    const found = [...(object ? await moveFiles(writing, object, event) : [])]
    const secrets = await follows[event.object]?.(writing, event)
    if (secrets?.ok) outputs.push(...secrets.value)
    else found.push(...(secrets?.problems ?? []))
    problems.push(...found.map((one) => ({ ...one, path: [event.record, ...one.path] })))
  }
  return problems.length > 0 ? failed(...problems) : ok(outputs)
}

type Following = (writing: Writing, event: LogEvent) => Promise<Result<readonly Json[]>>

const told = (made: Json): Result<readonly Json[]> => ok(made === null ? [] : [made])

/** What follows from a change of these objects, and is told once. */
const follows: Readonly<Record<string, Following>> = {
  'identity.person': followPerson,
  'notify.webhook': async ({ tx, schema, at }, event) =>
    told(await followWebhook(tx, schema.namespace, event, at)),
  [linkObject.name]: async ({ tx, schema }, event) => told(await followLink(tx, schema.namespace, event)),
  [tokenObject.name]: async ({ tx, schema, at }, event) => {
    const made = await followToken(tx, schema.namespace, event, at)
    return made.ok ? told(made.value) : made
  },
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

/** Who leaves is signed out everywhere at once; who signs in by another login, or is given a password, does so from this write on. */
async function followPerson({ tx, schema, at }: Writing, event: LogEvent): Promise<Result<readonly Json[]>> {
  const { namespace } = schema
  const { record: person, after, kind } = event
  if (kind === 'create') return ok([])
  if (kind === 'remove' || 'active' in after)
    await setDisabled(tx, namespace, person, kind === 'remove' || after.active !== true, at)
  if (kind === 'remove') return ok([])
  if ('login' in after && (await hasAccount(tx, namespace, person))) {
    const moved = await setLogin(tx, namespace, person, String(after.login ?? ''))
    if (!moved.ok) return moved
  }
  return 'passwordAt' in after ? letIn({ tx, schema, at }, event) : ok([])
}

async function letIn(
  { tx, schema, at }: Writing,
  { record: person, after }: LogEvent,
): Promise<Result<readonly Json[]>> {
  const { namespace } = schema
  const { rows } = await tx.query<{ login: string | null }>(
    sql`select login from ${ident(namespace, 'identity_person')} where id = ${person}`,
  )
  const login = String(after.login ?? rows[0]?.login ?? '')
  const issued = await issuePassword(tx, namespace, { person, login }, at)
  return issued.ok ? ok([{ kind: 'password', person, login, secret: issued.value }]) : issued
}
