// Names of records of which only the id is known, asked for together: one question an object and a moment.
import { type Query, type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Row } from '#kernel/schema'
import { isUnanswered } from './api.ts'
import { askPage, recordsKey } from './records.ts'

type Waiting = {
  readonly id: string
  readonly tell: (title: string) => void
  readonly fail: (error: unknown) => void
}

const waiting = new Map<string, { readonly field: string; readonly list: Waiting[] }>()

function titleLater(object: string, field: string, id: string): Promise<string> {
  return new Promise((tell, fail) => {
    const queue = waiting.get(object)
    if (queue !== undefined) {
      queue.list.push({ id, tell, fail })
      return
    }
    waiting.set(object, { field, list: [{ id, tell, fail }] })
    setTimeout(() => void flush(object), 10)
  })
}

async function flush(object: string): Promise<void> {
  const queue = waiting.get(object)
  waiting.delete(object)
  if (queue === undefined) return
  const ids = [...new Set(queue.list.map(({ id }) => id))].slice(0, 500)
  const titles = new Map<string, string>()
  try {
    const filter = { field: 'id', is: 'in', value: ids } as const
    const page = await askPage({ object, fields: [queue.field], filter, limit: 500 })
    for (const row of page.rows) titles.set(String(row.id), String(row[queue.field] ?? ''))
  } catch (error) {
    // A name that nobody answered for is still to be asked for, and one that was known stays.
    if (isUnanswered(error)) {
      for (const { fail } of queue.list) fail(error)
      return
    }
    // One that may not be read is shown as a blank; the record itself says why.
  }
  for (const { id, tell } of queue.list) tell(titles.get(id) ?? '')
}

/** The name that the record's own page has read, as long as nothing is known to have changed since. */
function titleRead(
  queries: QueryClient,
  object: string,
  field: string,
  id: string | null,
): string | undefined {
  const predicate = ({ state }: Pick<Query, 'state'>): boolean => !state.isInvalidated
  for (const query of queries
    .getQueryCache()
    .findAll({ queryKey: recordsKey(object, 'one', id), predicate })) {
    const title = (query.state.data as Row | null | undefined)?.[field]
    if (typeof title === 'string') return title
  }
  return undefined
}

/** The name of a record by its id; undefined while it is being asked for, empty when it may not be seen. */
export function useTitle(object: string, titleField: string, id: string | null): string | undefined {
  return useQuery({
    queryKey: recordsKey(object, 'title', id),
    enabled: id !== null && id !== '',
    staleTime: 300_000,
    queryFn: ({ client }) =>
      titleRead(client, object, titleField, id) ?? titleLater(object, titleField, id ?? ''),
  }).data
}

/** Remembers a name that came along with something else. */
export function useRememberTitle(): (object: string, id: string, title: string) => void {
  const queries = useQueryClient()
  return (object, id, title) => queries.setQueryData(recordsKey(object, 'title', id), title)
}
