// Messages to the signed-in person, gathered by the record that they are about, and the tasks behind them.
import { useRef } from 'react'
import type { Filter, Query } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { useCatalog } from './metadata.ts'
import { useSummary } from './numbers.ts'
import { usePreferences } from './preferences.ts'
import { useCount, usePage, usePageOfEach, usePages } from './records.ts'
import { useMe } from './session.ts'
import { taskObject } from './tasks.ts'

export const messageObject = 'notify.message'

/** What people tell apart; the kinds of messages that each holds. */
export const sorts = {
  approvals: ['approval'],
  mentions: ['mention'],
  tasks: ['task', 'escalation'],
  alerts: ['alert', 'change'],
} as const
export type Sort = keyof typeof sorts
export const sortNames = Object.keys(sorts) as readonly Sort[]

export type Which = 'new' | 'later' | 'all'

const whichFilters: Readonly<Record<Which, readonly Filter[]>> = {
  new: [
    { field: 'seenAt', is: 'blank' },
    { field: 'snoozedUntil', is: 'blank' },
  ],
  later: [{ field: 'snoozedUntil', is: 'notBlank' }],
  all: [],
}

type Choice = { readonly which: Which; readonly sort: Sort | null }

/** What a person does not want to be told of is left out of what is new, and stays in all. */
function useQuestion({ which, sort }: Choice): Query {
  const me = useMe()
  const { quiet } = usePreferences()
  const isKept = which === 'new' && quiet.length > 0 && sort === null
  return {
    object: messageObject,
    filter: {
      and: [
        { field: 'person', is: 'eq', value: me.id },
        ...whichFilters[which],
        ...(sort === null ? [] : [{ field: 'kind', is: 'in', value: sorts[sort] } as const]),
        ...(isKept ? [{ not: { field: 'kind', is: 'in', value: quiet } } as const] : []),
      ],
    },
    sort: ['-sentAt'],
  }
}

const useKnowsMessages = (): boolean => useCatalog().object(messageObject) !== undefined

/** How many are unseen and not put away; null while unknown or where there are no messages. */
export function useUnseenCount(): number | null {
  const question = useQuestion({ which: 'new', sort: null })
  return useCount(question, useKnowsMessages())?.value ?? null
}

/** The newest messages that are unseen; undefined until they are known. */
export const useNewest = (): readonly Row[] | undefined =>
  usePage({ ...useQuestion({ which: 'new', sort: null }), limit: 20 }, useKnowsMessages()).data?.rows

/** How many there are of each sort. */
export function useSortCounts(which: Which): Readonly<Record<Sort, number>> {
  const { object, filter } = useQuestion({ which, sort: null })
  const groups = useSummary({ object, ...(filter ? { filter } : {}), by: ['kind'] }, useKnowsMessages()).data
  const countOf = (kinds: readonly string[]): number =>
    (groups ?? []).reduce((sum, { key, count }) => sum + (kinds.includes(String(key[0])) ? count : 0), 0)
  return {
    approvals: countOf(sorts.approvals),
    mentions: countOf(sorts.mentions),
    tasks: countOf(sorts.tasks),
    alerts: countOf(sorts.alerts),
  }
}

export const useInbox = (choice: Choice) => usePages(useQuestion(choice))

/** Everything that was said about one record, the newest first. */
export type Matter = {
  readonly key: string
  readonly object: string | null
  readonly record: string | null
  readonly messages: readonly Row[]
}

/** One matter a record, in the order of its newest message; a message about no record is one of its own. */
export function mattersOf(messages: readonly Row[]): readonly Matter[] {
  const found = new Map<string, Matter>()
  for (const message of messages) {
    const [object, record] = [textOf(message.object), textOf(message.record)]
    const key = object && record ? `${object}/${record}` : String(message.id)
    const known = found.get(key)
    found.set(key, { key, object, record, messages: [...(known?.messages ?? []), message] })
  }
  return [...found.values()]
}

const textOf = (value: Row[string] | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null

export const isUnseen = ({ seenAt }: Row): boolean => (seenAt ?? null) === null

/** The tasks that the messages are about, by their id. */
export function useTasksOf(matters: readonly Matter[]): ReadonlyMap<string, Row> {
  const ids = matters.flatMap(({ messages }) => messages.flatMap(({ task }) => textOf(task) ?? []))
  const isKnown = useCatalog().object(taskObject) !== undefined
  const question: Query = {
    object: taskObject,
    filter: { field: 'id', is: 'in', value: [...new Set(ids)].slice(0, 500) },
    limit: 500,
  }
  const page = usePage(question, isKnown && ids.length > 0)
  return new Map((page.data?.rows ?? []).map((task) => [String(task.id), task]))
}

/** What a matter's record is called; null where it has none that the person may read, undefined while that is asked for. */
export function useTitlesOf(matters: readonly Matter[]): (matter: Matter) => string | null | undefined {
  const catalog = useCatalog()
  const names = [...new Set(matters.flatMap(({ object }) => object ?? []))]
  const objects = names.flatMap((name) => catalog.object(name) ?? [])
  const pages = usePageOfEach(
    objects.map(({ name, title }) => ({
      object: name,
      fields: [title],
      filter: { field: 'id', is: 'in', value: idsOf(matters, name) },
      limit: 500,
    })),
  )
  const known = useRef(new Map<string, string>())
  for (const [index, { title }] of objects.entries())
    for (const row of pages[index]?.data?.rows ?? [])
      known.current.set(String(row.id), String(row[title] ?? ''))
  const isAsked = ({ object }: Matter): boolean =>
    pages[objects.findIndex(({ name }) => name === object)]?.isLoading === true
  return (matter) => known.current.get(matter.record ?? '') ?? (isAsked(matter) ? undefined : null)
}

const idsOf = (matters: readonly Matter[], name: string): readonly string[] =>
  [...new Set(matters.flatMap(({ object, record }) => (object === name && record ? [record] : [])))].slice(
    0,
    500,
  )

export type Approval = {
  readonly task: string
  readonly object: string
  readonly id: string
  readonly action: string
}

/** What the person can say yes to in a matter: open tasks in their hands whose step names an approving action. */
export const approvalsOf = (
  { messages }: Matter,
  tasks: ReadonlyMap<string, Row>,
  person: string,
): readonly Approval[] => {
  const about = [...new Set(messages.flatMap(({ task }) => textOf(task) ?? []))]
  return about.flatMap((id) => {
    const task = tasks.get(id)
    const action = textOf(task?.approve)
    const isOpen = task?.status === 'asked' || task?.status === 'accepted'
    if (task === undefined || action === null || !isOpen || (task.holder ?? person) !== person) return []
    return [{ task: id, object: String(task.object), id: String(task.record), action }]
  })
}
