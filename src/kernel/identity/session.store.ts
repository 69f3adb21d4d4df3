// Sessions: opened, recognised, rotated and ended.
import type { Tx } from '#base/database'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { ident, type Sql, sql } from '#base/sql'
import { type SessionLimits, sessionLimits } from './limits.ts'
import { newSecret, tokenHash } from './password.store.ts'
import { formatToken } from './token.ts'

export type OpenedSession = { readonly token: string; readonly person: string; readonly expiresAt: string }

export type SessionOrigin = {
  readonly workspace: string
  readonly person: string
  readonly ip: string | null
  readonly userAgent: string | null
}

/** A session as its owner is shown it; `id` names it for revoking and is no secret. */
export type SessionEntry = {
  readonly id: string
  /** SHA-256 of the token it goes on under now, in hexadecimal: by it an asking session finds itself. */
  readonly token: string
  readonly createdAt: string
  readonly lastSeenAt: string
  readonly expiresAt: string
  readonly ip: string | null
  readonly userAgent: string | null
}

const later = (at: Date, ms: number): string => new Date(at.getTime() + ms).toISOString()
const signedOut = failed(problem('identity.signedOut'))

/** Opens a session without asking for a password: for who has been recognised some other way. The token is shown this once. */
export async function openSession(
  tx: Tx,
  namespace: string,
  origin: SessionOrigin,
  at: Date,
  limits: SessionLimits = sessionLimits,
): Promise<OpenedSession> {
  const token = formatToken({ workspace: origin.workspace, kind: 'session', secret: newSecret() })
  const expiresAt = later(at, limits.absoluteMs)
  const hash = tokenHash(token)
  await insertSession(tx, namespace, { ...origin, hash, family: hash, rotatedFrom: null, at, expiresAt })
  return { token, person: origin.person, expiresAt }
}

type NewSession = SessionOrigin & {
  readonly hash: Buffer
  readonly family: Buffer
  readonly rotatedFrom: Buffer | null
  readonly at: Date
  readonly expiresAt: string
}

async function insertSession(tx: Tx, namespace: string, session: NewSession): Promise<void> {
  const now = session.at.toISOString()
  await tx.query(sql`insert into ${ident(namespace, 'session')}
    (token_hash, family, person, created_at, last_seen_at, expires_at, rotated_from, ip, user_agent)
    values (${session.hash}, ${session.family}, ${session.person}, ${now}, ${now}, ${session.expiresAt},
            ${session.rotatedFrom}, ${session.ip}, ${session.userAgent?.slice(0, 300) ?? null})`)
}

type Stored = {
  readonly person: string
  readonly family: Buffer
  readonly lastSeenAt: string
  readonly expiresAt: string
  readonly replacedAt: string | null
  readonly revoked: boolean
  /** Whether the person is still to choose a password of their own. */
  readonly mustChange: boolean
  readonly ip: string | null
  readonly userAgent: string | null
}

async function findSession(
  tx: Tx,
  namespace: string,
  hash: Buffer,
  lock: Sql = sql``,
): Promise<Stored | undefined> {
  const { rows } = await tx.query<Stored>(sql`
    select person, family, last_seen_at as "lastSeenAt", expires_at as "expiresAt", replaced_at as "replacedAt",
           revoked_at is not null as revoked, ip, user_agent as "userAgent",
           coalesce((select must_change from ${ident(namespace, 'account')} a where a.person = s.person), false) as "mustChange"
      from ${ident(namespace, 'session')} s where token_hash = ${hash} ${lock}`)
  return rows[0]
}

const isOver = (session: Stored, at: Date, limits: SessionLimits): boolean =>
  session.revoked ||
  Date.parse(session.expiresAt) <= at.getTime() ||
  Date.parse(session.lastSeenAt) + limits.idleMs <= at.getTime()

const isStale = ({ replacedAt }: Stored, at: Date, limits: SessionLimits): boolean =>
  replacedAt !== null && Date.parse(replacedAt) + limits.graceMs <= at.getTime()

/**
 * The person behind a session's token. One statement, and now and then a second that notes the time of use.
 * Problem: identity.signedOut, whatever the cause.
 */
export async function resolveSession(
  tx: Tx,
  namespace: string,
  token: string,
  at: Date,
  limits: SessionLimits = sessionLimits,
): Promise<Result<Pick<Stored, 'person' | 'expiresAt' | 'mustChange'>>> {
  const hash = tokenHash(token)
  const session = await findSession(tx, namespace, hash)
  if (session === undefined || isOver(session, at, limits)) return signedOut
  if (isStale(session, at, limits)) {
    await revoke(tx, namespace, sql`family = ${session.family}`, at)
    return signedOut
  }
  if (Date.parse(session.lastSeenAt) + limits.touchMs <= at.getTime())
    await tx.query(
      sql`update ${ident(namespace, 'session')} set last_seen_at = ${at.toISOString()} where token_hash = ${hash}`,
    )
  const { person, expiresAt, mustChange } = session
  return ok({ person, expiresAt, mustChange })
}

/** A new token for a session that goes on; the absolute limit stays. Problem: identity.signedOut. */
export async function rotateSession(
  tx: Tx,
  namespace: string,
  workspace: string,
  token: string,
  at: Date,
  limits: SessionLimits = sessionLimits,
): Promise<Result<OpenedSession>> {
  const old = tokenHash(token)
  const session = await findSession(tx, namespace, old, sql`for update`)
  if (session === undefined || isOver(session, at, limits) || session.replacedAt !== null) return signedOut
  const next = formatToken({ workspace, kind: 'session', secret: newSecret() })
  await tx.query(
    sql`update ${ident(namespace, 'session')} set replaced_at = ${at.toISOString()} where token_hash = ${old}`,
  )
  await insertSession(tx, namespace, { ...session, workspace, hash: tokenHash(next), rotatedFrom: old, at })
  return ok({ token: next, person: session.person, expiresAt: session.expiresAt })
}

/** Signs out: ends this session and what it was rotated from. */
export async function revokeSession(tx: Tx, namespace: string, token: string, at: Date): Promise<void> {
  const session = await findSession(tx, namespace, tokenHash(token))
  if (session !== undefined) await revoke(tx, namespace, sql`family = ${session.family}`, at)
}

/** Ends one of a person's sessions by the id of its entry, or all of them. Answers how many tokens ended. */
export const revokeSessionsOf = (
  tx: Tx,
  namespace: string,
  person: string,
  at: Date,
  id?: string,
): Promise<number> =>
  revoke(
    tx,
    namespace,
    id === undefined
      ? sql`person = ${person}`
      : sql`person = ${person} and family = ${Buffer.from(id, 'hex')}`,
    at,
  )

/** Ends all of a person's sessions but the one with this entry. Answers how many tokens ended. */
export const revokeOtherSessions = (
  tx: Tx,
  namespace: string,
  person: string,
  at: Date,
  id: string,
): Promise<number> =>
  revoke(tx, namespace, sql`person = ${person} and family <> ${Buffer.from(id, 'hex')}`, at)

async function revoke(tx: Tx, namespace: string, which: Sql, at: Date): Promise<number> {
  const { count } = await tx.query(sql`
    update ${ident(namespace, 'session')} set revoked_at = ${at.toISOString()} where ${which} and revoked_at is null`)
  return count
}

/** A person's open sessions, last used first. */
export async function sessionsOf(
  tx: Tx,
  namespace: string,
  person: string,
  at: Date,
  limits: SessionLimits = sessionLimits,
): Promise<readonly SessionEntry[]> {
  const { rows } = await tx.query<SessionEntry>(sql`
    select encode(family, 'hex') as id, encode(token_hash, 'hex') as token, created_at as "createdAt", last_seen_at as "lastSeenAt", expires_at as "expiresAt",
           ip, user_agent as "userAgent"
      from ${ident(namespace, 'session')}
     where person = ${person} and revoked_at is null and replaced_at is null and expires_at > ${at.toISOString()}
       and last_seen_at > ${later(at, -limits.idleMs)}
     order by last_seen_at desc limit 100`)
  return rows
}
