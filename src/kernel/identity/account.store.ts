// Accounts: who may sign in at all.
import { randomBytes } from 'node:crypto'
import { DatabaseFailure, type Tx } from '#base/database'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { ident, sql } from '#base/sql'
import { foldLogin, loginProblems, passwordProblems } from './login.ts'
import { hashPassword, type PasswordCost } from './password.store.ts'
import { revokeSessionsOf } from './session.store.ts'

export type NewAccount = {
  readonly person: string
  readonly login: string
  readonly password: string
  /** Whether the person is to choose their own password at the first sign-in. */
  readonly mustChange?: boolean
}

/** Lets a person sign in. Problems: identity.badLogin, identity.passwordLength, identity.passwordCommon, identity.loginTaken, identity.hasAccount. */
export async function createAccount(
  tx: Tx,
  namespace: string,
  account: NewAccount,
  at: Date,
  cost?: PasswordCost,
): Promise<Result<null>> {
  const { person, login, password, mustChange = false } = account
  const problems = [...loginProblems(login), ...passwordProblems(password, login)]
  if (problems.length > 0) return failed(...problems)
  const now = at.toISOString()
  const { count } = await tx.query(sql`
    insert into ${ident(namespace, 'account')} (person, login, password_hash, must_change, created_at, password_set_at)
    values (${person}, ${foldLogin(login)}, ${await hashPassword(password, cost)}, ${mustChange}, ${now}, ${now})
    on conflict do nothing`)
  if (count === 1) return ok(null)
  return failed(
    problem(
      (await hasAccount(tx, namespace, person)) ? 'identity.hasAccount' : 'identity.loginTaken',
      ['login'],
      { login },
    ),
  )
}

export async function hasAccount(tx: Tx, namespace: string, person: string): Promise<boolean> {
  const { count } = await tx.query(
    sql`select person from ${ident(namespace, 'account')} where person = ${person}`,
  )
  return count === 1
}

/** Sets a password and ends all sessions of the person. Problems: identity.passwordLength, identity.passwordCommon, identity.noAccount. */
export async function setPassword(
  tx: Tx,
  namespace: string,
  change: { readonly person: string; readonly password: string; readonly mustChange?: boolean },
  at: Date,
  cost?: PasswordCost,
): Promise<Result<null>> {
  const { rows } = await tx.query<{ login: string }>(
    sql`select login from ${ident(namespace, 'account')} where person = ${change.person}`,
  )
  const [account] = rows
  if (account === undefined) return failed(problem('identity.noAccount', ['person']))
  const problems = passwordProblems(change.password, account.login)
  if (problems.length > 0) return failed(...problems)
  await tx.query(sql`update ${ident(namespace, 'account')} set password_hash = ${await hashPassword(change.password, cost)},
    must_change = ${change.mustChange ?? false}, password_set_at = ${at.toISOString()} where person = ${change.person}`)
  await revokeSessionsOf(tx, namespace, change.person, at)
  return ok(null)
}

/**
 * A password that is shown this once and lets the person in until they choose their own, as they must: a new account, or the old one
 * under it, signed out everywhere. Problems: identity.badLogin, identity.loginTaken.
 */
export async function issuePassword(
  tx: Tx,
  namespace: string,
  { person, login }: { readonly person: string; readonly login: string },
  at: Date,
): Promise<Result<string>> {
  const wish = { person, login, password: randomBytes(9).toString('base64url'), mustChange: true }
  const made = (await hasAccount(tx, namespace, person))
    ? await setPassword(tx, namespace, wish, at)
    : await createAccount(tx, namespace, wish, at)
  return made.ok ? ok(wish.password) : made
}

/** Changes what a person signs in with. Problems: identity.badLogin, identity.loginTaken, identity.noAccount. */
export async function setLogin(
  tx: Tx,
  namespace: string,
  person: string,
  login: string,
): Promise<Result<null>> {
  const problems = loginProblems(login)
  if (problems.length > 0) return failed(...problems)
  const folded = foldLogin(login)
  const { rows } = await tx.query<{ person: string }>(
    sql`select person from ${ident(namespace, 'account')} where login = ${folded}`,
  )
  if (rows[0] !== undefined && rows[0].person !== person)
    return failed(problem('identity.loginTaken', ['login'], { login }))
  const { count } = await tx
    .query(sql`update ${ident(namespace, 'account')} set login = ${folded} where person = ${person}`)
    .catch(loginTaken)
  return count === 1 ? ok(null) : failed(problem('identity.noAccount', ['person']))
}

// Two who take the same login at the same moment: the transaction is lost, the sentence is not.
function loginTaken(error: unknown): never {
  if (error instanceof DatabaseFailure && error.kind === 'unique')
    throw new Error('The login was taken in the same moment', { cause: error })
  throw error
}

/** Keeps a person from signing in and ends their sessions, or lets them in again. False when they have no account. */
export async function setDisabled(
  tx: Tx,
  namespace: string,
  person: string,
  disabled: boolean,
  at: Date,
): Promise<boolean> {
  const { count } = await tx.query(sql`update ${ident(namespace, 'account')}
    set disabled_at = ${disabled ? at.toISOString() : null}::timestamptz where person = ${person}`)
  if (disabled) await revokeSessionsOf(tx, namespace, person, at)
  return count === 1
}
