// Hand-overs: who holds what, read from the kernel's own `flow.task` records.
import type { Filter, Query } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { useFormat } from '../ui/format-context.tsx'
import { useCatalog, useWorking } from './metadata.ts'
import { usePage } from './records.ts'
import { useMe } from './session.ts'
import { type TaskClock, taskClock } from './task-clock.ts'

export const taskObject = 'flow.task'

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

/** Overdue hand-overs in the departments that the person heads. */
export function useInNeed(departments: readonly string[], now: string) {
  const minute = `${now.slice(0, 16)}:00.000Z`
  const filters: readonly Filter[] = [
    isOpen,
    { field: 'dueAt', is: 'lt', value: minute },
    { field: 'department', is: 'in', value: departments },
  ]
  return usePage(tasks(filters), useKnowsTasks() && departments.length > 0)
}

/** The departments that the person heads. */
export function useHeadedDepartments(): readonly Row[] {
  const isKnown = useCatalog().object('identity.department') !== undefined
  const { data } = usePage(
    { object: 'identity.department', filter: is('head', useMe().id), fields: ['name'], limit: 50 },
    isKnown,
  )
  return data?.rows ?? []
}

/** All tasks of one record in one flow, and the instance that made them. */
export function useRecordTasks(flow: string, record: string) {
  const isKnown = useKnowsTasks()
  const found = usePage(tasks([is('flow', flow), is('record', record)], ['askedAt'], 200), isKnown)
  const instance = usePage(
    {
      object: 'flow.instance',
      filter: { and: [is('flow', flow), is('record', record)] },
      sort: ['-startedAt'],
      limit: 1,
    },
    useCatalog().object('flow.instance') !== undefined,
  )
  return {
    tasks: found.data?.rows ?? [],
    instance: instance.data?.rows[0] ?? null,
    isPending: isKnown && found.isPending,
  }
}

/** Open hand-overs of these records: who holds each of them. */
export const useHoldersOf = (records: readonly string[]) =>
  usePage(
    tasks([isOpen, { field: 'record', is: 'in', value: records }], ['dueAt'], 200),
    useKnowsTasks() && records.length > 0,
  )

/** Open hand-overs that these people hold, the most urgent first. */
export const useOpenTasksOf = (people: readonly string[]) =>
  usePage(
    tasks([isOpen, { field: 'holder', is: 'in', value: people }], ['dueAt'], 200),
    useKnowsTasks() && people.length > 0,
  )

const useKnowsTasks = (): boolean => useCatalog().object(taskObject) !== undefined

/** The clocks of tasks, ticking with the page. */
export function useTaskClock(): (task: Row) => TaskClock | null {
  const { now } = useFormat()
  const working = useWorking()
  return (task) => taskClock(task, now, working)
}
