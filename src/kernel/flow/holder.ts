// Finding who is to hold a task: a named person, else somebody of a department or role.
import {
  activePeople,
  type Directory,
  type DirectoryPerson,
  departmentByCode,
  isActive,
  membersOf,
} from '#kernel/notify'
import type { Value } from '#kernel/schema'
import type { Holder } from './definition.ts'
import type { Held } from './instance.ts'

/** Open tasks by person; absent is none. */
export type Loads = ReadonlyMap<string, number>

export type HolderQuestion = {
  readonly holder: Holder
  /** What the person formula gave. */
  readonly person: Value
  readonly directory: Directory
  readonly loads: Loads
}

/** An active person named by the formula; else the head, the least loaded, or the pool, as the step asks. */
export function resolveHolder({ holder, person, directory, loads }: HolderQuestion): Held {
  const department =
    holder.department === undefined ? undefined : departmentByCode(directory, holder.department)
  if (typeof person === 'string' && isActive(directory, person)) {
    const theirs = directory.people.get(person)?.department ?? null
    return { person, department: department?.id ?? theirs }
  }
  if (holder.pick === 'pool' && department !== undefined) return { person: null, department: department.id }
  const isHeadAsked = (holder.pick ?? 'head') === 'head' && holder.role === undefined
  const head = department?.head ?? null
  if (isHeadAsked && isActive(directory, head)) return { person: head, department: department?.id ?? null }
  if (isHeadAsked) return { person: null, department: department?.id ?? null }
  const found = leastLoaded(candidatesOf(holder, directory), loads)
  return { person: found?.id ?? null, department: department?.id ?? found?.department ?? null }
}

/** Active people of the department (or below it) who have the role, as far as each is asked for, in id order. */
export function candidatesOf({ department, role }: Holder, directory: Directory): readonly DirectoryPerson[] {
  const found = department === undefined ? undefined : departmentByCode(directory, department)
  if (department !== undefined && found === undefined) return []
  const people = found === undefined ? activePeople(directory) : membersOf(directory, found.id)
  return role === undefined ? people : people.filter(({ roles }) => roles.includes(role))
}

/** The one with the fewest open tasks; the smallest id decides between equals, so that the answer is always the same. */
const leastLoaded = (people: readonly DirectoryPerson[], loads: Loads): DirectoryPerson | undefined =>
  people.reduce<DirectoryPerson | undefined>((best, person) => {
    if (best === undefined) return person
    return (loads.get(person.id) ?? 0) < (loads.get(best.id) ?? 0) ? person : best
  }, undefined)
