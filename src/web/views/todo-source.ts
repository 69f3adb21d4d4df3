// The to-dos given about a record, as something that is told around it. Pure.
import type { Filter } from '#kernel/records'
import type { Catalog } from '../data/catalog.ts'
import { fieldsAt, type Source } from './stream-sources.ts'

export const todoObject = 'collab.todo'

/** All of them, or those still open; nothing where nobody can be given any. */
export function todoSource(
  object: string,
  record: string,
  catalog: Catalog,
  only?: 'open',
): readonly Source[] {
  const todo = catalog.object(todoObject)
  if (todo === undefined) return []
  const filters: readonly Filter[] = [
    { field: 'object', is: 'eq', value: object },
    { field: 'record', is: 'eq', value: record },
    ...(only === undefined ? [] : [{ field: 'status', is: 'eq', value: only } as const]),
  ]
  const facts = fieldsAt(catalog, todo, only === undefined ? ['owner', 'dueAt', 'status'] : ['dueAt'])
  const fields = [
    'createdAt',
    'text',
    'owner',
    'owner$title',
    'dueAt',
    'status',
    'comment',
    'givenBy',
    'givenBy$title',
  ]
  return [
    {
      ...{ key: todoObject, label: todo.label, object: todo, at: 'createdAt', who: 'givenBy' },
      facts,
      text: 'text',
      query: { object: todoObject, filter: { and: filters }, fields, sort: ['-createdAt'], limit: 50 },
    },
  ]
}
