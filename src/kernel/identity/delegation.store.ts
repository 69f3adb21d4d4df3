// Who may act for whom, stored with its dates.
import type { Tx } from '#base/database'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { ident, sql } from '#base/sql'
import { checkDelegation, type Delegation } from './delegation.ts'

const columns = sql`id, principal, delegate, since, until`

/** Lets somebody act for somebody else. Who may say so is for the caller to decide. Problems: identity.delegateSelf, identity.delegateDates. */
export async function delegate(
  tx: Tx,
  namespace: string,
  wish: Delegation & { readonly createdBy: string },
  at: Date,
): Promise<Result<null>> {
  const checked = checkDelegation(wish)
  if (!checked.ok) return checked
  await tx.query(sql`insert into ${ident(namespace, 'account_delegation')}
    (id, principal, delegate, since, until, created_at, created_by)
    values (${wish.id}, ${wish.principal}, ${wish.delegate}, ${wish.since}, ${wish.until}, ${at.toISOString()}, ${wish.createdBy})`)
  return ok(null)
}

/** For whom this person may act now. */
export async function delegationsTo(
  tx: Tx,
  namespace: string,
  person: string,
  at: Date,
): Promise<readonly Delegation[]> {
  const now = at.toISOString()
  const { rows } = await tx.query<Delegation>(sql`
    select ${columns} from ${ident(namespace, 'account_delegation')}
     where delegate = ${person} and since <= ${now} and until > ${now} and ended_at is null
     order by principal, until desc limit 500`)
  return rows
}

/** Who acts for this person, now or later. */
export async function delegationsOf(
  tx: Tx,
  namespace: string,
  person: string,
  at: Date,
): Promise<readonly Delegation[]> {
  const { rows } = await tx.query<Delegation>(sql`
    select ${columns} from ${ident(namespace, 'account_delegation')}
     where principal = ${person} and until > ${at.toISOString()} and ended_at is null order by since, id limit 500`)
  return rows
}

export const mayActFor = async (
  tx: Tx,
  namespace: string,
  person: string,
  principal: string,
  at: Date,
): Promise<boolean> =>
  (await delegationsTo(tx, namespace, person, at)).some((delegation) => delegation.principal === principal)

/** Ends a delegation before its date. Problem: identity.unknownDelegation. */
export async function endDelegation(tx: Tx, namespace: string, id: string, at: Date): Promise<Result<null>> {
  const { count } = await tx.query(sql`update ${ident(namespace, 'account_delegation')}
    set ended_at = ${at.toISOString()} where id = ${id} and ended_at is null`)
  return count === 1 ? ok(null) : failed(problem('identity.unknownDelegation', ['id']))
}
