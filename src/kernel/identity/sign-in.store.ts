// Signing in: counted first, checked second, and silent about what was wrong.
import type { Database, Tx } from '#base/database'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { ident, sql } from '#base/sql'
import { type AttemptLimits, attemptLimits, type SessionLimits, sessionLimits } from './limits.ts'
import { foldLogin, passwordLimits } from './login.ts'
import { decoyHash, isPassword, type PasswordCost, passwordCost } from './password.store.ts'
import { type OpenedSession, openSession } from './session.store.ts'

export type SignIn = {
  readonly workspace: string
  readonly login: string
  readonly password: string
  readonly ip: string | null
  readonly userAgent: string | null
}

export type SignInSettings = {
  readonly cost?: PasswordCost
  readonly attempts?: AttemptLimits
  readonly sessions?: SessionLimits
}

export type SignedIn = OpenedSession & { readonly mustChange: boolean }

type Account = {
  readonly person: string
  readonly hash: string
  readonly mustChange: boolean
  readonly open: boolean
}

/**
 * A session for who knows the password. Holds no connection while the password is checked.
 * Problems: identity.signInFailed (unknown, wrong and disabled alike), identity.tooManyAttempts.
 */
export async function signIn(
  db: Database,
  namespace: string,
  wish: SignIn,
  at: Date,
  settings: SignInSettings = {},
): Promise<Result<SignedIn>> {
  const limits = settings.attempts ?? attemptLimits
  const login = foldLogin(wish.login)
  // Counted before the password is looked at, and committed: guesses made side by side all count.
  const { isOver, account } = await db.transaction(async (tx) => ({
    isOver: await countOver(tx, namespace, login, wish.ip, at, limits),
    account: await findAccount(tx, namespace, login),
  }))
  if (isOver)
    return failed(problem('identity.tooManyAttempts', [], { minutes: Math.ceil(limits.windowMs / 60_000) }))
  const hash = account?.hash ?? (await decoyHash(settings.cost ?? passwordCost))
  const matches = await isPassword(hash, wish.password.slice(0, passwordLimits.most * 2))
  if (account === undefined || !matches || !account.open) return failed(problem('identity.signInFailed'))
  return db.transaction(async (tx) => {
    await forgetAttempt(tx, namespace, login, wish.ip)
    const session = await openSession(
      tx,
      namespace,
      { ...wish, person: account.person },
      at,
      settings.sessions ?? sessionLimits,
    )
    return ok({ ...session, mustChange: account.mustChange })
  })
}

async function findAccount(tx: Tx, namespace: string, login: string): Promise<Account | undefined> {
  const { rows } = await tx.query<Account>(sql`
    select person, password_hash as hash, must_change as "mustChange", disabled_at is null as open
      from ${ident(namespace, 'account')} where login = ${login}`)
  return rows[0]
}

/** One more attempt under a key; true once there were more than the limit within the window. Commit it before the password is looked at. */
export async function isGuessing(
  tx: Tx,
  namespace: string,
  key: string,
  at: Date,
  limits: AttemptLimits,
): Promise<boolean> {
  return (await countAttempt(tx, namespace, key, at, limits.windowMs)) > limits.perLogin
}

async function countOver(
  tx: Tx,
  namespace: string,
  login: string,
  ip: string | null,
  at: Date,
  limits: AttemptLimits,
): Promise<boolean> {
  const ofLogin = await countAttempt(tx, namespace, `login:${login}`, at, limits.windowMs)
  const ofAddress = ip === null ? 0 : await countAttempt(tx, namespace, `ip:${ip}`, at, limits.windowMs)
  return ofLogin > limits.perLogin || ofAddress > limits.perAddress
}

/** Whoever knows the password has not guessed: a whole office that comes in by one address takes none of its share. */
async function forgetAttempt(tx: Tx, namespace: string, login: string, ip: string | null): Promise<void> {
  const attempts = ident(namespace, 'session_attempt')
  // In the order in which they are counted.
  await tx.query(sql`delete from ${attempts} where key = ${`login:${login}`}`)
  await tx.query(sql`update ${attempts} set count = greatest(count - 1, 0) where key = ${`ip:${ip}`}`)
}

async function countAttempt(
  tx: Tx,
  namespace: string,
  key: string,
  at: Date,
  windowMs: number,
): Promise<number> {
  const begun = new Date(at.getTime() - windowMs).toISOString()
  const { rows } = await tx.query<{ count: number }>(sql`
    insert into ${ident(namespace, 'session_attempt')} as a (key, count, since) values (${key}, 1, ${at.toISOString()})
    on conflict (key) do update set
      count = case when a.since <= ${begun}::timestamptz then 1 else a.count + 1 end,
      since = case when a.since <= ${begun}::timestamptz then excluded.since else a.since end
    returning count`)
  return rows[0]?.count ?? 0
}

/** Forgets counts whose window is over and sessions that ended over a day ago. Run it from time to time; answers how many rows went. */
export async function sweepSessions(
  tx: Tx,
  namespace: string,
  at: Date,
  limits: AttemptLimits = attemptLimits,
): Promise<number> {
  const before = (ms: number): string => new Date(at.getTime() - ms).toISOString()
  const attempts = await tx.query(
    sql`delete from ${ident(namespace, 'session_attempt')} where since <= ${before(limits.windowMs)}::timestamptz`,
  )
  const sessions = await tx.query(
    sql`delete from ${ident(namespace, 'session')} where expires_at <= ${before(86_400_000)}::timestamptz`,
  )
  return attempts.count + sessions.count
}
