// What I have still to do by a day, of every kind that some record declares as to be done around it; the most urgent first.
import type { ActionMetadata, ObjectMetadata } from '#kernel/module'
import type { Filter } from '#kernel/records'
import type { Row, Todo } from '#kernel/schema'
import type { Catalog } from '../../data/catalog.ts'
import { useCatalog } from '../../data/metadata.ts'
import { usePageOfEach } from '../../data/records.ts'
import { useMe } from '../../data/session.ts'

/** One kind of to-do, and the records around which it is declared, that of the to-do itself last: the last that a row names is what it is about. */
export type TodoKind = {
  readonly todo: Todo & { readonly due: string; readonly who: string }
  readonly object: ObjectMetadata
  readonly about: readonly { readonly object: ObjectMetadata; readonly by: string }[]
}

/** The kinds that have a day and somebody who has to do them. What stands around several kinds of record is one kind. Pure. */
export function todoKinds(catalog: Catalog): readonly TodoKind[] {
  const kinds = new Map<string, TodoKind>()
  for (const around of catalog.metadata.objects)
    for (const todo of around.overview?.todos ?? []) {
      const object = catalog.object(todo.object)
      const { due, who } = todo
      if (object === undefined || due === undefined || who === undefined) continue
      const key = JSON.stringify([todo.object, todo.where, todo.text, due, who])
      const about = [...(kinds.get(key)?.about ?? []), { object: around, by: todo.by }].toSorted(
        (a, b) => Number(a.by === 'id') - Number(b.by === 'id'),
      )
      kinds.set(key, { todo: { ...todo, due, who }, object, about })
    }
  return [...kinds.values()]
}

export type OwnTodo = {
  readonly id: string
  readonly text: string
  readonly due: string
  /** The record that it is about. */
  readonly object: ObjectMetadata
  readonly record: string
  readonly title: string
  /** What else it is about: the customer of a deal. */
  readonly of: readonly string[]
  /** How a conversation about it is written down, where that is done there. */
  readonly talk: ActionMetadata | undefined
  /** What is done by writing it down. */
  readonly done: { readonly object: string; readonly id: string; readonly action: string } | undefined
}

const most = 30

const fieldsOf = ({ todo, object, about }: TodoKind): readonly string[] => [
  ...new Set([
    ...[object.title, todo.text, todo.due],
    ...about.flatMap(({ by }) => (by === 'id' ? [] : [by, `${by}$title`])),
  ]),
]

function filterOf({ todo: { where, who, due } }: TodoKind, me: string): Filter {
  const mine: readonly Filter[] = [
    { field: who, is: 'eq', value: me },
    { field: due, is: 'notBlank' },
  ]
  return { and: where === undefined ? mine : [...mine, { formula: where }] }
}

/** A row of a kind as something to do; nothing where the record that it is about is not known. Pure. */
export function ownTodo({ todo, object, about }: TodoKind, row: Row): readonly OwnTodo[] {
  const named = about.filter(({ by }) => typeof row[by] === 'string' && row[by] !== '')
  const place = named.at(-1)
  if (place === undefined) return []
  const id = String(row.id)
  const { talk } = place.object.overview ?? {}
  const canFinish = todo.done !== undefined && object.actions.some(({ name }) => name === todo.done)
  const titleAt = (by: string): string => String((by === 'id' ? row[object.title] : row[`${by}$title`]) ?? '')
  return [
    {
      id,
      text: String(row[todo.text] || row[object.title] || ''),
      due: String(row[todo.due]),
      object: place.object,
      record: String(row[place.by]),
      title: titleAt(place.by),
      of: named.slice(0, -1).map(({ by }) => titleAt(by)),
      talk: place.object.actions.find(({ name }) => name === talk?.action),
      done: canFinish ? { object: object.name, id, action: todo.done ?? '' } : undefined,
    },
  ]
}

export function useOwnTodos() {
  const me = useMe()
  const kinds = todoKinds(useCatalog())
  const pages = usePageOfEach(
    kinds.map((kind) => ({
      object: kind.object.name,
      filter: filterOf(kind, me.id),
      fields: fieldsOf(kind),
      sort: [kind.todo.due],
      limit: most,
    })),
  )
  const todos = kinds.flatMap((kind, index) =>
    (pages[index]?.data?.rows ?? []).flatMap((row) => ownTodo(kind, row)),
  )
  return {
    todos: todos.toSorted((a, b) => (a.due < b.due ? -1 : 1)),
    isPending: pages.some(({ isPending }) => isPending),
    isError: pages.some(({ isError }) => isError),
    again: () => {
      for (const page of pages) if (page.isError) void page.refetch()
    },
  }
}
