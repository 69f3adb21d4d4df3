// Reading sets that may be longer than one page, without a read per row.
import type { Filter, Query, Reader } from '#kernel/records'
import type { Row } from '#kernel/schema'

const page = 500
const mostPages = 200

/**
 * Every row the query answers, in id order, page by page; at most 100,000. `fields` gains the id.
 * A lock reads (and locks) all rows at once in id order, as the reader promises.
 */
export async function readAll(
  reader: Reader,
  query: Omit<Query, 'sort' | 'limit' | 'after'>,
): Promise<readonly Row[]> {
  const rows: Row[] = []
  const fields = query.fields === undefined ? {} : { fields: [...new Set(['id', ...query.fields])] }
  for (let read = 0; read < mostPages; read++) {
    const found = await reader.read({
      ...query,
      ...fields,
      ...next(query.filter, rows),
      sort: [],
      limit: page,
    })
    rows.push(...found)
    if (found.length < page) return rows
  }
  throw new RangeError(`more than ${page * mostPages} rows of ${query.object}`)
}

/** The rows whose `field` is one of `values`; no values, no read. */
export const readIn = async (
  reader: Reader,
  object: string,
  field: string,
  values: Iterable<string>,
  fields: readonly string[],
  also: readonly Filter[] = [],
): Promise<readonly Row[]> => {
  const wanted = [...new Set(values)].filter((value) => value !== '').sort()
  if (wanted.length === 0) return []
  return readAll(reader, { object, fields, filter: { and: [{ field, is: 'in', value: wanted }, ...also] } })
}

function next(filter: Filter | undefined, rows: readonly Row[]): { filter?: Filter } {
  const last = rows.at(-1)?.id
  const rest: Filter[] = last === undefined ? [] : [{ field: 'id', is: 'gt', value: last }]
  const all = filter === undefined ? rest : [filter, ...rest]
  return all.length === 0 ? {} : { filter: { and: all } }
}
