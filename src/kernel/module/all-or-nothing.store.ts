// A transaction that is kept only when its work succeeds.
import type { Database, Tx } from '#base/database'
import type { Problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'

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
