// A person changes their own password: by saying the present one, whose guesses are counted.
import type { Database } from '#base/database'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { ident, sql } from '#base/sql'
import { setPassword } from './account.store.ts'
import { attemptLimits } from './limits.ts'
import { passwordLimits } from './login.ts'
import { isPassword } from './password.store.ts'
import { type OpenedSession, openSession, type SessionOrigin } from './session.store.ts'
import { isGuessing, type SignInSettings } from './sign-in.store.ts'

export type PasswordChange = SessionOrigin & { readonly current: string; readonly password: string }

/**
 * Ends every session of the person and opens the one in which they go on. Problems: identity.tooManyAttempts,
 * identity.wrongPassword at `current`; identity.passwordSame, identity.passwordLength, identity.passwordCommon at `password`.
 */
export async function changePassword(
  db: Database,
  namespace: string,
  change: PasswordChange,
  at: Date,
  { cost, attempts = attemptLimits, sessions }: SignInSettings = {},
): Promise<Result<OpenedSession>> {
  const { person, current, password } = change
  const { isOver, hash } = await db.transaction(async (tx) => {
    const over = await isGuessing(tx, namespace, `password:${person}`, at, attempts)
    const { rows } = await tx.query<{ hash: string }>(
      sql`select password_hash as hash from ${ident(namespace, 'account')} where person = ${person}`,
    )
    return { isOver: over, hash: rows[0]?.hash }
  })
  if (isOver)
    return failed(problem('identity.tooManyAttempts', [], { minutes: Math.ceil(attempts.windowMs / 60_000) }))
  const isRight = hash !== undefined && (await isPassword(hash, current.slice(0, passwordLimits.most * 2)))
  if (!isRight) return failed(problem('identity.wrongPassword', ['current']))
  if (password === current) return failed(problem('identity.passwordSame', ['password']))
  return db.transaction(async (tx) => {
    const set = await setPassword(tx, namespace, { person, password }, at, cost)
    if (!set.ok) return set
    await tx.query(
      sql`delete from ${ident(namespace, 'session_attempt')} where key = ${`password:${person}`}`,
    )
    return ok(await openSession(tx, namespace, change, at, sessions))
  })
}
