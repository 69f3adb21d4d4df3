// Reading sets of records that may be larger than one page, and sets as a write sees them now.
import type { Row } from '#kernel/schema'
import type { Filter, Query } from './query.ts'
import type { Reader } from './reaction.ts'

const pageSize = 500

/** Every stored row of a question, in id order, page after page; at most `most` rows, so that no answer is without bound. */
export async function readAll(
  read: Reader['read'],
  query: Omit<Query, 'sort' | 'limit' | 'after'>,
  most = 50_000,
): Promise<readonly Row[]> {
  const rows: Row[] = []
  let last: string | null = null
  while (rows.length < most) {
    const page: readonly Row[] = await read({
      ...query,
      ...after(query.filter, last),
      sort: ['id'],
      limit: pageSize,
    })
    rows.push(...page)
    if (page.length < pageSize) break
    last = String(page.at(-1)?.id)
  }
  return rows.slice(0, most)
}

function after(filter: Filter | undefined, last: string | null): { filter?: Filter } {
  const beyond: readonly Filter[] = last === null ? [] : [{ field: 'id', is: 'gt', value: last }]
  const parts = [...(filter ? [filter] : []), ...beyond]
  return parts.length === 0 ? {} : { filter: { and: parts } }
}

/** The records of these ids as this write sees them now, locked in id order until commit. Ids that do not exist are absent. */
export const rowsNow = (
  reader: Reader,
  object: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Row>> => reader.rows(object, ids, { lock: true })
