// Names of records of which only the id is known, asked for together: one question an object and a moment.
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { isUnanswered } from './api.ts'
import { titleNames, titleOf } from './catalog.ts'
import { useCatalog } from './metadata.ts'
import { askPage, recordsKey } from './records.ts'

type Waiting = {
  readonly id: string
  readonly tell: (title: string) => void
  readonly fail: (error: unknown) => void
}

const waiting = new Map<string, Waiting[]>()

function titleLater(object: ObjectMetadata, id: string): Promise<string> {
  return new Promise((tell, fail) => {
    const queue = waiting.get(object.name)
    if (queue !== undefined) return void queue.push({ id, tell, fail })
    waiting.set(object.name, [{ id, tell, fail }])
    setTimeout(() => void flush(object), 10)
  })
}

async function flush(object: ObjectMetadata): Promise<void> {
  const queue = waiting.get(object.name) ?? []
  waiting.delete(object.name)
  const ids = [...new Set(queue.map(({ id }) => id))].slice(0, 500)
  const titles = new Map<string, string>()
  try {
    const filter = { field: 'id', is: 'in', value: ids } as const
    const page = await askPage({ object: object.name, fields: titleNames(object), filter, limit: 500 })
    for (const row of page.rows) titles.set(String(row.id), titleOf(object, row))
  } catch (error) {
    // A name that nobody answered for is still to be asked for, and one that was known stays.
    if (isUnanswered(error)) {
      for (const { fail } of queue) fail(error)
      return
    }
    // One that may not be read is shown as a blank; the record itself says why.
  }
  for (const { id, tell } of queue) tell(titles.get(id) ?? '')
}

/** The name that the record's own page has read, as long as nothing is known to have changed since. */
function titleRead(queries: QueryClient, object: ObjectMetadata, id: string): string | undefined {
  const names = titleNames(object)
  return queries
    .getQueryCache()
    .findAll({ queryKey: recordsKey(object.name, 'one', id) })
    .flatMap(({ state }) => (state.isInvalidated ? [] : [state.data as Row | null | undefined]))
    .flatMap((row) => (row && names.every((name) => row[name] != null) ? [titleOf(object, row)] : []))[0]
}

/** The name of a record by its id; undefined while it is being asked for, empty when it may not be seen. */
export function useTitle(name: string, id: string | null): string | undefined {
  const object = useCatalog().object(name)
  const { data } = useQuery({
    queryKey: recordsKey(name, 'title', id),
    enabled: object !== undefined && id !== null && id !== '',
    staleTime: 300_000,
    queryFn: ({ client }) =>
      object === undefined || id === null ? '' : (titleRead(client, object, id) ?? titleLater(object, id)),
  })
  return object === undefined && id !== null ? '' : data
}

/** Remembers a name that came along with something else. */
export function useRememberTitle(): (object: string, id: string, title: string) => void {
  const queries = useQueryClient()
  return (object, id, title) => queries.setQueryData(recordsKey(object, 'title', id), title)
}
