// Who is who, from the directory's own records: people, departments, and what each person holds as far as the reader may see it.
import type { Filter } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { useCatalog } from '../../data/metadata.ts'
import { usePage, usePages } from '../../data/records.ts'
import { useOpenTasksOf } from '../../data/tasks.ts'

export const personObject = 'identity.person'
const departmentObject = 'identity.department'
const mostDepartments = 200

export const useDepartments = () =>
  usePage(
    { object: departmentObject, fields: ['name', 'parent', 'head'], sort: ['code'], limit: mostDepartments },
    useCatalog().object(departmentObject) !== undefined,
  )

/** People who work here, by name; of these departments only, where some are named. */
export function usePeople(words: string, departments: readonly string[] | null) {
  const filters: readonly Filter[] = [
    { field: 'active', is: 'eq', value: true },
    ...(departments === null ? [] : [{ field: 'department', is: 'in', value: departments } as const]),
  ]
  return usePages({
    object: personObject,
    fields: ['name', 'title', 'department', 'phone', 'active'],
    filter: { and: filters },
    sort: ['name'],
    limit: 60,
    ...(words === '' ? {} : { search: words }),
  })
}

/** Open hand-overs by who holds them. */
export function useHeldBy(people: readonly string[]): ReadonlyMap<string, readonly Row[]> {
  const tasks = useOpenTasksOf(people).data?.rows ?? []
  const held = new Map<string, readonly Row[]>()
  for (const task of tasks) {
    const holder = String(task.holder)
    held.set(holder, [...(held.get(holder) ?? []), task])
  }
  return held
}
