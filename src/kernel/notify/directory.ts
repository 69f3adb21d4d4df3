// The people and departments of a workspace as a snapshot that pure functions can ask.
import { type Reader, readAll } from '#kernel/records'
import type { Row, Value } from '#kernel/schema'

export type DirectoryPerson = {
  readonly id: string
  readonly name: string
  readonly active: boolean
  readonly department: string | null
  readonly roles: readonly string[]
  readonly locale: 'zh-CN' | 'en'
}

export type DirectoryDepartment = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly parent: string | null
  readonly head: string | null
}

/** By id. People are all people, disabled ones included, so that it can be said who was missed. */
export type Directory = {
  readonly people: ReadonlyMap<string, DirectoryPerson>
  readonly departments: ReadonlyMap<string, DirectoryDepartment>
}

const textOf = (value: Value | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null

/** The directory from rows of identity.person, identity.department and identity.roleAssignment. */
export function directoryOf(
  people: readonly Row[],
  departments: readonly Row[],
  assignments: readonly Row[],
): Directory {
  const roles = new Map<string, string[]>()
  for (const { person, role } of assignments) {
    const own = roles.get(String(person)) ?? []
    roles.set(String(person), [...own, String(role)])
  }
  return {
    people: new Map(people.map((row) => [String(row.id), personOf(row, roles.get(String(row.id)) ?? [])])),
    departments: new Map(departments.map((row) => [String(row.id), departmentOf(row)])),
  }
}

const personOf = (row: Row, roles: readonly string[]): DirectoryPerson => ({
  id: String(row.id),
  name: textOf(row.name) ?? '',
  active: row.active === true,
  department: textOf(row.department),
  roles,
  locale: row.locale === 'en' ? 'en' : 'zh-CN',
})

const departmentOf = (row: Row): DirectoryDepartment => ({
  id: String(row.id),
  code: textOf(row.code) ?? '',
  name: textOf(row.name) ?? '',
  parent: textOf(row.parent),
  head: textOf(row.head),
})

/** What identity's own directory knows, as far as it is needed here. */
export type IdentityDirectory = {
  readonly people: ReadonlyMap<string, Pick<DirectoryPerson, 'id' | 'name' | 'active' | 'department'>>
  readonly departments: ReadonlyMap<string, DirectoryDepartment>
  readonly rolesOf: (person: string) => readonly string[]
}

/** The directory from identity's, which the workspace keeps in memory anyway; `localeOf` says in which language a person reads. */
export const fromIdentity = (
  { people, departments, rolesOf }: IdentityDirectory,
  localeOf: (person: string) => 'zh-CN' | 'en' = () => 'zh-CN',
): Directory => ({
  departments,
  people: new Map(
    [...people].map(([id, person]) => [id, { ...person, roles: rolesOf(id), locale: localeOf(id) }]),
  ),
})

/** Reads the whole directory: three questions, however many people there are (up to 50,000). */
export async function readDirectory({ read }: Pick<Reader, 'read'>): Promise<Directory> {
  const people = await readAll(read, { object: 'identity.person' })
  const departments = await readAll(read, { object: 'identity.department' })
  const assignments = await readAll(read, { object: 'identity.roleAssignment' })
  return directoryOf(people, departments, assignments)
}

export const isActive = (directory: Directory, person: string | null): person is string =>
  person !== null && directory.people.get(person)?.active === true

export const departmentByCode = (directory: Directory, code: string): DirectoryDepartment | undefined =>
  [...directory.departments.values()].find((department) => department.code === code)

/** The department and those above it, nearest first; a loop in the tree ends the walk. */
export function lineage(directory: Directory, department: string | null): readonly DirectoryDepartment[] {
  const line: DirectoryDepartment[] = []
  let next = department === null ? undefined : directory.departments.get(department)
  while (next !== undefined && !line.includes(next)) {
    line.push(next)
    next = next.parent === null ? undefined : directory.departments.get(next.parent)
  }
  return line
}

/** Active people of the department or of one below it, in id order. */
export const membersOf = (directory: Directory, department: string): readonly DirectoryPerson[] =>
  activePeople(directory).filter((person) =>
    lineage(directory, person.department).some(({ id }) => id === department),
  )

/** Active people in id order. */
export const activePeople = (directory: Directory): readonly DirectoryPerson[] =>
  [...directory.people.values()]
    .filter(({ active }) => active)
    .toSorted((left, right) => (left.id < right.id ? -1 : 1))

/** The heads from a department upwards, nearest first: active, each once, without those in `except`. */
export function headsAbove(
  directory: Directory,
  department: string | null,
  except: readonly (string | null)[] = [],
): readonly string[] {
  const heads = lineage(directory, department).map(({ head }) => head)
  return [...new Set(heads)].filter((head) => isActive(directory, head) && !except.includes(head)) as string[]
}
