// What a share link has beside its record, where no query, history or export reaches: its secret and its password, both only as hashes.
import type { Tx } from '#base/database'
import { ident, sql } from '#base/sql'
import { hashPassword, newSecret, tokenHash } from '#kernel/identity/store'
import type { LogEvent } from '#kernel/log'
import type { Json } from '#kernel/schema'
import { workspaceOf } from '#kernel/workspace'
import { formatLink, linkPath } from './link.ts'

const table = (namespace: string) => ident(namespace, 'share_secret')

/**
 * Carries out in the write's own transaction what follows from a change of a link. Answers the address and the password that were made,
 * to be told to whoever wrote, this once.
 */
export async function followLink(
  tx: Tx,
  namespace: string,
  { kind, record, after }: LogEvent,
): Promise<Json | null> {
  if (kind === 'remove') await tx.query(sql`delete from ${table(namespace)} where link = ${record}::uuid`)
  if (kind !== 'create') return null
  const token = formatLink(workspaceOf(namespace), newSecret())
  const password = after.guarded === true ? newSecret().slice(0, 16) : null
  const hash = password === null ? null : await hashPassword(password)
  // A create that is repeated comes here before it is recognised; what it did is then rolled back. A restored link gets a new secret.
  await tx.query(sql`insert into ${table(namespace)} (link, token_hash, password_hash)
    values (${record}::uuid, ${tokenHash(token)}, ${hash})
    on conflict (link) do update set token_hash = excluded.token_hash, password_hash = excluded.password_hash`)
  return { link: record, secret: `${linkPath}${token}`, password }
}

/** The link of a token and the hash of its password, null where it asks for none; undefined for a token that is nobody's. */
export async function findLink(
  tx: Pick<Tx, 'query'>,
  namespace: string,
  token: string,
): Promise<{ readonly link: string; readonly passwordHash: string | null } | undefined> {
  const { rows } = await tx.query<{ link: string; password_hash: string | null }>(
    sql`select link, password_hash from ${table(namespace)} where token_hash = ${tokenHash(token)}`,
  )
  const [found] = rows
  return found && { link: found.link, passwordHash: found.password_hash }
}
