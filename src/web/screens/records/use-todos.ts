// What is still to be done around a record, the most urgent first.
import type { ObjectMetadata } from '#kernel/module'
import type { Row, Todo } from '#kernel/schema'
import { useCatalog } from '../../data/metadata.ts'
import { usePageOfEach } from '../../data/records.ts'
import { filterAround } from '../../views/stream-sources.ts'

export type OpenTodo = {
  readonly id: string
  readonly object: ObjectMetadata
  readonly row: Row
  readonly text: string
  readonly due: string | null
  readonly who: string | null
  readonly whoName: string
  /** The action by which the reader may say that it is done. */
  readonly done: string | undefined
}

const most = 20

export function useTodos(object: ObjectMetadata, id: string) {
  const catalog = useCatalog()
  const todos = (object.overview?.todos ?? []).filter((todo) => catalog.object(todo.object) !== undefined)
  const pages = usePageOfEach(
    todos.map((todo) => ({
      object: todo.object,
      filter: filterAround(todo, id),
      fields: fieldsOf(todo, catalog.object(todo.object)?.title ?? 'id'),
      ...(todo.due === undefined ? {} : { sort: [todo.due] }),
      limit: most,
    })),
    'around',
  )
  const open = todos.flatMap((todo, index) =>
    (pages[index]?.data?.rows ?? []).flatMap((row) => openTodo(todo, catalog.object(todo.object), row)),
  )
  return {
    todos: open.toSorted((a, b) => ((a.due ?? '9') < (b.due ?? '9') ? -1 : 1)),
    isPending: pages.some(({ isPending }) => isPending),
    isError: pages.some(({ isError }) => isError),
    again: () => {
      for (const page of pages) if (page.isError) void page.refetch()
    },
  }
}

const fieldsOf = ({ text, due, who }: Todo, title: string): readonly string[] => [
  ...new Set(['id', 'version', title, text, ...(due ? [due] : []), ...(who ? [who, `${who}$title`] : [])]),
]

const textIn = (row: Row, name: string | undefined): string | null => {
  const value = name === undefined ? null : row[name]
  return typeof value === 'string' && value !== '' ? value : null
}

function openTodo(todo: Todo, object: ObjectMetadata | undefined, row: Row): readonly OpenTodo[] {
  if (object === undefined) return []
  const canDo = todo.done !== undefined && object.actions.some(({ name }) => name === todo.done)
  return [
    {
      id: String(row.id),
      object,
      row,
      text: textIn(row, todo.text) ?? String(row[object.title] ?? ''),
      due: textIn(row, todo.due),
      who: textIn(row, todo.who),
      whoName: textIn(row, todo.who && `${todo.who}$title`) ?? '',
      done: canDo ? todo.done : undefined,
    },
  ]
}
