// Hand-overs: who holds what, read from the kernel's own `flow.task` records.
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Filter, Group, Query } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { useFormat } from '../ui/format-context.tsx'
import { fieldsToAsk } from './catalog.ts'
import { useCatalog, useWorking } from './metadata.ts'
import { useSummary } from './numbers.ts'
import { useCount, usePage, usePageOfEach } from './records.ts'
import { useMe } from './session.ts'
import { type TaskClock, taskClock } from './task-clock.ts'

export const taskObject = 'flow.task'

/** Whether its holder says yes or no by the record's own actions: taking it up or handing it on would be a second way. */
export const isApproval = ({ approve }: Row): boolean => typeof approve === 'string' && approve !== ''

/** Not taken up yet, where it has to be. */
export const isNotTaken = (task: Row): boolean => task.status === 'asked' && !isApproval(task)

const isOpen: Filter = { field: 'status', is: 'in', value: ['asked', 'accepted'] }
const is = (field: string, value: string): Filter => ({ field, is: 'eq', value })

const tasks = (filters: readonly Filter[], sort: readonly string[] = ['dueAt'], limit = 50): Query => ({
  object: taskObject,
  filter: { and: filters },
  sort,
  limit,
})

/** Open hand-overs that the person holds, the most urgent first. */
export const useHeld = () => usePage(tasks([isOpen, is('holder', useMe().id)]), useKnowsTasks())

/** How many they are, beyond those that are shown. */
export const useHeldCount = (): number | undefined =>
  useCount(tasks([isOpen, is('holder', useMe().id)]), useKnowsTasks())?.value

/** Open hand-overs of the person's department that nobody has taken yet. */
export function usePool() {
  const me = useMe()
  const filters = [isOpen, { field: 'holder', is: 'blank' } as const, is('department', me.department ?? '')]
  return usePage(tasks(filters), useKnowsTasks() && me.department !== null)
}

/** Open hand-overs that the person asked for and somebody else holds. */
export function useAwaited() {
  const me = useMe()
  return usePage(
    tasks([isOpen, is('askedBy', me.id), { field: 'holder', is: 'ne', value: me.id }]),
    useKnowsTasks(),
  )
}

/** Tells the holder of a task that somebody waits; the action itself keeps it from being too often. */
export const remindAction = 'remind'

/** The departments that the person heads, and those below them, to the third level. */
const headed = (path: string, me: string): Filter => ({
  or: ['', 'parent.', 'parent.parent.'].map((above) => is(`${path}${above}head`, me)),
})

const mostPeople = 200

export type Colleague = {
  readonly id: string
  readonly name: string
  readonly department: string
  /** Open hand-overs in their hands, and those of them that are overdue. */
  readonly open: number
  readonly late: number
}

/** The departments that the person heads, and those below; undefined while unknown. */
export function useHeaded() {
  const me = useMe()
  const catalog = useCatalog()
  const isKnown = [taskObject, 'identity.department'].every((name) => catalog.object(name) !== undefined)
  const question = { object: 'identity.department', filter: headed('', me.id), fields: ['name'], limit: 100 }
  const page = usePage(question, isKnown)
  return { ...going([page]), departments: isKnown ? page.data?.rows.map(({ id }) => String(id)) : [] }
}

type Asking = { readonly isError: boolean; readonly data: unknown; readonly refetch: () => unknown }

/** How the asking goes: whether something failed of which nothing is known, and a way to ask again. */
const going = (asked: readonly Asking[]) => ({
  hasFailed: asked.some(({ isError, data }) => isError && data === undefined),
  again: () => {
    for (const one of asked) if (one.isError) void one.refetch()
  },
})

/**
 * The people of the departments that somebody heads, by how much they need support: the most overdue first, then the most
 * in hand. `pool` is what nobody there has taken yet. `team` is undefined while unknown.
 */
export function useTeam(departments: readonly string[]) {
  const me = useMe()
  const page = usePage({
    object: 'identity.person',
    filter: { and: [{ field: 'active', is: 'eq', value: true }, headed('department.', me.id)] },
    fields: ['name', 'department', 'department$title'],
    sort: ['name'],
    limit: mostPeople,
  })
  const people = page.data?.rows.filter(({ id }) => id !== me.id)
  const theirs: Filter = { field: 'holder', is: 'in', value: (people ?? []).map(({ id }) => String(id)) }
  const areAsked = (people?.length ?? 0) > 0
  const overdue: Filter = { formula: 'dueAt < NOW()' }
  const inHand = { object: taskObject, filter: { and: [isOpen, theirs] }, by: ['holder'] }
  const open = useSummary(inHand, areAsked)
  const late = useSummary({ ...inHand, filter: { and: [isOpen, theirs, overdue] } }, areAsked)
  const nobody: Filter = { field: 'holder', is: 'blank' }
  const ours: Filter = { field: 'department', is: 'in', value: departments }
  const unheld = usePage(tasks([isOpen, nobody, ours]))
  const pool = unheld.data?.rows
  const asking = going([page, open, late, unheld])
  const isCounted = !areAsked || (open.data !== undefined && late.data !== undefined)
  if (people === undefined || pool === undefined || !isCounted) return { ...asking, team: undefined }
  const colleagues = people.map((person) => colleagueOf(person, open.data ?? [], late.data ?? []))
  return {
    ...asking,
    team: { pool, people: colleagues.toSorted((a, b) => b.late - a.late || b.open - a.open) },
  }
}

const countOf = (groups: readonly Group[], holder: string): number =>
  groups.find(({ key }) => key[0] === holder)?.count ?? 0

const colleagueOf = (person: Row, open: readonly Group[], late: readonly Group[]): Colleague => ({
  id: String(person.id),
  name: String(person.name ?? ''),
  department: String(person.department$title ?? ''),
  open: countOf(open, String(person.id)),
  late: countOf(late, String(person.id)),
})

/** What each of these people should have handed on first. */
export function useMostUrgentOf(people: readonly string[]): ReadonlyMap<string, Row> {
  const pages = usePageOfEach(people.map((id) => tasks([isOpen, is('holder', id)], ['dueAt'], 1)))
  return new Map(
    people.flatMap((id, index) => {
      const task = pages[index]?.data?.rows[0]
      return task === undefined ? [] : [[id, task] as const]
    }),
  )
}

export type Facts = { readonly fields: readonly FieldMetadata[]; readonly row: Row }

/** What the records of these tasks say in some of their fields, by the id of the record. */
export function useFactsOf(
  about: readonly Row[],
  fieldsOf: (object: ObjectMetadata) => readonly FieldMetadata[],
): ReadonlyMap<string, Facts> {
  const catalog = useCatalog()
  const asked = [...new Set(about.map(({ object }) => String(object)))].flatMap((name) => {
    const object = catalog.object(name)
    const fields = object === undefined ? [] : fieldsOf(object)
    return object === undefined || fields.length === 0 ? [] : [{ object, fields }]
  })
  const idsOf = (name: string): readonly string[] => [
    ...new Set(about.flatMap(({ object, record }) => (object === name ? [String(record)] : []))),
  ]
  const pages = usePageOfEach(
    asked.map(({ object, fields }) => ({
      object: object.name,
      fields: fieldsToAsk(
        object,
        fields.map(({ name }) => name),
      ),
      filter: { field: 'id', is: 'in', value: idsOf(object.name) },
      limit: 200,
    })),
  )
  return new Map(
    asked.flatMap(({ fields }, index) =>
      (pages[index]?.data?.rows ?? []).map((row) => [String(row.id), { fields, row }] as const),
    ),
  )
}

/** What the records of these tasks wait for, in the words of their definitions, by the id of the record. */
export function useBlocksOf(about: readonly Row[]): ReadonlyMap<string, Shown> {
  const facts = useFactsOf(about, ({ fields, room }) => fields.filter(({ name }) => name === room?.blocked))
  return new Map(
    [...facts].flatMap(
      ([
        id,
        {
          fields: [field],
          row,
        },
      ]) =>
        field === undefined || (row[field.name] ?? null) === null ? [] : [[id, { field, row }] as const],
    ),
  )
}

export type Shown = { readonly field: FieldMetadata; readonly row: Row }

/** All tasks of one record in one flow, and the instance that made them. */
export function useRecordTasks(flow: string, record: string) {
  const isKnown = useKnowsTasks()
  const found = usePage(tasks([is('flow', flow), is('record', record)], ['askedAt'], 200), isKnown, 'line')
  const instance = usePage(
    {
      object: 'flow.instance',
      filter: { and: [is('flow', flow), is('record', record)] },
      sort: ['-startedAt'],
      limit: 1,
    },
    useCatalog().object('flow.instance') !== undefined,
    'line',
  )
  return {
    tasks: found.data?.rows ?? [],
    instance: instance.data?.rows[0] ?? null,
    isPending: isKnown && found.isPending,
  }
}

/** Open hand-overs of these records: who holds each of them. */
export const useHoldersOf = (records: readonly string[]) =>
  usePage(holdersOf(records), useKnowsTasks() && records.length > 0, 'record')

/** The question that `useHoldersOf` asks. */
export const holdersOf = (records: readonly string[]): Query =>
  tasks([isOpen, { field: 'record', is: 'in', value: records }], ['dueAt'], 200)

/** Open hand-overs that these people hold, the most urgent first. */
export const useOpenTasksOf = (people: readonly string[]) =>
  usePage(
    tasks([isOpen, { field: 'holder', is: 'in', value: people }], ['dueAt'], 200),
    useKnowsTasks() && people.length > 0,
  )

export const useKnowsTasks = (): boolean => useCatalog().object(taskObject) !== undefined

/** The clocks of tasks, ticking with the page. */
export function useTaskClock(): (task: Row) => TaskClock | null {
  const { now } = useFormat()
  const working = useWorking()
  return (task) => taskClock(task, now, working)
}
