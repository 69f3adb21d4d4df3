// People, departments and roles of one workspace in memory: who is whose supervisor, and what somebody acts with.
import { groupBy } from '#base/group-by'
import type { Me } from '#kernel/formula'

export type Person = {
  readonly id: string
  readonly name: string
  readonly login: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly title: string | null
  readonly department: string | null
  readonly active: boolean
}

export type Department = {
  readonly id: string
  readonly name: string
  /** Stable code that flows and policies name it by, e.g. `sales`. */
  readonly code: string
  readonly parent: string | null
  readonly head: string | null
}

export type RoleAssignment = { readonly person: string; readonly role: string }

/** A person as the rest of the product sees them act; the shape of access's Actor for people. */
export type PersonActor = Me & {
  readonly kind: 'person'
  readonly name: string
  readonly locale: 'zh-CN' | 'en'
}

export type Directory = {
  readonly people: ReadonlyMap<string, Person>
  readonly departments: ReadonlyMap<string, Department>
  readonly departmentByCode: (code: string) => Department | undefined
  readonly rolesOf: (person: string) => readonly string[]
  /** Active people with this role, in order of id. */
  readonly withRole: (role: string) => readonly Person[]
  /** Active people of this department itself, or of it and all below. */
  readonly members: (department: string, below?: boolean) => readonly Person[]
  /** The department and all below it, itself first. Empty when there is no such department. */
  readonly subtree: (department: string) => readonly string[]
  /** Undefined for somebody unknown or inactive. */
  readonly actorOf: (person: string, locale?: 'zh-CN' | 'en') => PersonActor | undefined
  /** The nearest supervisor who is active; undefined at the top. */
  readonly supervisorOf: (person: string) => Person | undefined
  /** The supervisor, their supervisor, and so on; nobody twice, never the person. */
  readonly supervisorsOf: (person: string) => readonly Person[]
}

/** Departments may form a circle by mistake; every walk visits each of them once. */
export function directoryOf(rows: {
  readonly people: readonly Person[]
  readonly departments: readonly Department[]
  readonly roles: readonly RoleAssignment[]
}): Directory {
  const people = new Map(rows.people.map((person) => [person.id, person]))
  const departments = new Map(rows.departments.map((department) => [department.id, department]))
  const byCode = new Map(rows.departments.map((department) => [department.code, department]))
  const children = groupBy(rows.departments, ({ parent }) => parent)
  const headed = groupBy(rows.departments, ({ head }) => head)
  const roles = groupBy(rows.roles, ({ person }) => person)
  const active = rows.people.filter((person) => person.active).sort((a, b) => (a.id < b.id ? -1 : 1))

  const subtree = (department: string): readonly string[] => {
    const found = new Set(departments.has(department) ? [department] : [])
    for (const id of found) for (const child of children.get(id) ?? []) found.add(child.id)
    return [...found]
  }
  const rolesOf = (person: string): readonly string[] => [
    ...new Set((roles.get(person) ?? []).map(({ role }) => role)),
  ]
  const supervisorOf = (id: string): Person | undefined => {
    for (const department of upwards(departments, people.get(id)?.department ?? null)) {
      const head = people.get(department.head ?? '')
      if (head?.active && head.id !== id) return head
    }
    return undefined
  }
  return {
    people,
    departments,
    departmentByCode: (code) => byCode.get(code),
    rolesOf,
    withRole: (role) => active.filter(({ id }) => rolesOf(id).includes(role)),
    members: (department, below = false) => {
      const wanted = new Set(below ? subtree(department) : [department])
      return active.filter((person) => person.department !== null && wanted.has(person.department))
    },
    subtree,
    actorOf: (id, locale = 'zh-CN') => {
      const person = people.get(id)
      if (!person?.active) return undefined
      return {
        kind: 'person',
        id,
        name: person.name,
        locale,
        department: person.department,
        departments: person.department === null ? [] : subtree(person.department),
        headed: [...new Set((headed.get(id) ?? []).flatMap((department) => subtree(department.id)))],
        roles: rolesOf(id),
      }
    },
    supervisorOf,
    supervisorsOf: (id) => {
      const chain = new Map<string, Person>()
      for (
        let next = supervisorOf(id);
        next && next.id !== id && !chain.has(next.id);
        next = supervisorOf(next.id)
      )
        chain.set(next.id, next)
      return [...chain.values()]
    },
  }
}

/** The department and those above it, each once. */
function upwards(departments: ReadonlyMap<string, Department>, from: string | null): readonly Department[] {
  const path = new Set<Department>()
  for (
    let next = departments.get(from ?? '');
    next && !path.has(next);
    next = departments.get(next.parent ?? '')
  )
    path.add(next)
  return [...path]
}
