// API tokens: a program acting as a person, within scopes, for a while.
import type { Tx } from '#base/database'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { ident, sql } from '#base/sql'
import { newSecret, tokenHash } from './password.store.ts'
import { formatToken } from './token.ts'

export type NewApiToken = {
  readonly id: string
  readonly workspace: string
  readonly person: string
  readonly name: string
  /** What the door lets it do, e.g. `read`, `write`; at most 50. */
  readonly scopes: readonly string[]
  readonly expiresAt: string
  readonly createdBy: string
}

export type ApiTokenEntry = {
  readonly id: string
  readonly name: string
  readonly person: string
  readonly scopes: readonly string[]
  readonly createdAt: string
  readonly createdBy: string
  readonly expiresAt: string
  readonly lastUsedAt: string | null
  readonly revokedAt: string | null
}

const longestMs = 731 * 24 * 60 * 60_000
const touchMs = 60_000

/** Makes a token and shows it this once. Problems: identity.badTokenName, identity.badScopes, identity.badExpiry. */
export async function createApiToken(
  tx: Tx,
  namespace: string,
  wish: NewApiToken,
  at: Date,
): Promise<Result<{ readonly token: string }>> {
  const life = Date.parse(wish.expiresAt) - at.getTime()
  if (wish.name.trim() === '' || wish.name.length > 100)
    return failed(problem('identity.badTokenName', ['name']))
  if (wish.scopes.length > 50 || wish.scopes.some((scope) => scope === '' || scope.length > 100))
    return failed(problem('identity.badScopes', ['scopes']))
  if (!(life > 0 && life <= longestMs)) return failed(problem('identity.badExpiry', ['expiresAt']))
  const token = formatToken({ workspace: wish.workspace, kind: 'api', secret: newSecret() })
  await tx.query(sql`insert into ${ident(namespace, 'api_token')}
    (id, name, token_hash, person, scopes, created_at, created_by, expires_at)
    values (${wish.id}, ${wish.name.trim()}, ${tokenHash(token)}, ${wish.person}, ${wish.scopes}, ${at.toISOString()},
            ${wish.createdBy}, ${wish.expiresAt})`)
  return ok({ token })
}

/** The person and scopes behind an API token. Problem: identity.signedOut, whatever the cause; a disabled account's tokens do not work. */
export async function resolveApiToken(
  tx: Tx,
  namespace: string,
  token: string,
  at: Date,
): Promise<Result<{ readonly id: string; readonly person: string; readonly scopes: readonly string[] }>> {
  const now = at.toISOString()
  type Found = {
    readonly id: string
    readonly person: string
    readonly scopes: readonly string[]
    readonly lastUsedAt: string | null
  }
  const { rows } = await tx.query<Found>(sql`
    select t.id, t.person, t.scopes, t.last_used_at as "lastUsedAt"
      from ${ident(namespace, 'api_token')} t left join ${ident(namespace, 'account')} a on a.person = t.person
     where t.token_hash = ${tokenHash(token)} and t.revoked_at is null and t.expires_at > ${now} and a.disabled_at is null`)
  const [found] = rows
  if (found === undefined) return failed(problem('identity.signedOut'))
  if (found.lastUsedAt === null || Date.parse(found.lastUsedAt) + touchMs <= at.getTime())
    await tx.query(
      sql`update ${ident(namespace, 'api_token')} set last_used_at = ${now} where id = ${found.id}`,
    )
  return ok({ id: found.id, person: found.person, scopes: found.scopes })
}

/** Ends a token. Problem: identity.unknownToken. */
export async function revokeApiToken(tx: Tx, namespace: string, id: string, at: Date): Promise<Result<null>> {
  const { count } = await tx.query(sql`update ${ident(namespace, 'api_token')}
    set revoked_at = ${at.toISOString()} where id = ${id} and revoked_at is null`)
  return count === 1 ? ok(null) : failed(problem('identity.unknownToken', ['id']))
}

/** Takes a token out altogether; it works no more, and its id is free. */
export async function dropApiToken(tx: Tx, namespace: string, id: string): Promise<void> {
  await tx.query(sql`delete from ${ident(namespace, 'api_token')} where id = ${id}`)
}

/** The tokens of one person, or of everybody, newest first, at most 500. */
export async function apiTokens(
  tx: Tx,
  namespace: string,
  person?: string,
): Promise<readonly ApiTokenEntry[]> {
  const { rows } = await tx.query<ApiTokenEntry>(sql`
    select id, name, person, scopes, created_at as "createdAt", created_by as "createdBy", expires_at as "expiresAt",
           last_used_at as "lastUsedAt", revoked_at as "revokedAt"
      from ${ident(namespace, 'api_token')}
     where ${person ?? null}::uuid is null or person = ${person ?? null}::uuid
     order by created_at desc, id desc limit 500`)
  return rows
}
