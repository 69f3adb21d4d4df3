// A transaction that is kept only when its work succeeds.
import type { Database, Tx } from '#base/database'
import type { Problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { sql } from '#base/sql'

/** Runs `work` in a transaction that is rolled back when the result is not ok. */
export async function inTransaction<T>(
  db: Database,
  work: (tx: Tx) => Promise<Result<T>>,
): Promise<Result<T>> {
  const refused = Symbol('refused')
  let problems: readonly Problem[] = []
  const value = await db
    .transaction(async (tx) => {
      const result = await work(tx)
      if (result.ok) return result.value
      problems = result.problems
      throw refused
    })
    .catch((error) => {
      if (error === refused) return refused
      throw error
    })
  return value === refused ? failed(...problems) : ok(value as T)
}

/** The same for a part of a transaction, which stays of use whatever becomes of the part. */
export async function inSavepoint<T>(tx: Tx, work: () => Promise<Result<T>>): Promise<Result<T>> {
  const undo = (): Promise<unknown> => tx.query(sql`rollback to savepoint part`)
  await tx.query(sql`savepoint part`)
  const result = await work().catch(async (error: unknown) => {
    await undo()
    throw error
  })
  await (result.ok ? tx.query(sql`release savepoint part`) : undo())
  return result
}
