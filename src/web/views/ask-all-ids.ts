// Everything that a list shows, by id, also what has not been scrolled to.
import type { Query } from '#kernel/records'
import { askPage } from '../data/records.ts'

const most = 10_000

/** The ids of everything that the list shows, in its order, at most ten thousand. */
export async function askAllIds(query: Query): Promise<readonly string[]> {
  const ids: string[] = []
  let after: string | undefined
  do {
    const page = await askPage({ ...query, fields: ['id'], limit: 500, ...(after ? { after } : {}) })
    ids.push(...page.rows.map(({ id }) => String(id)))
    after = page.next
  } while (after !== undefined && ids.length < most)
  return ids
}
