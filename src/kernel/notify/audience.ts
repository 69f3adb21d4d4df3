// From "who must know" to people, and to what is said of those who could not be told.
import { type Problem, problem } from '#base/problem'
import { activePeople, type Directory, type DirectoryPerson, headsAbove, membersOf } from './directory.ts'

/** Any of these together. `headOf` names a department, or a person whose department's head is meant. */
export type Audience = {
  readonly people?: readonly string[]
  readonly role?: string
  readonly department?: string
  readonly headOf?: string
}

export type Recipient = { readonly person: DirectoryPerson; readonly why: string }

/**
 * The people to tell, each once with the first reason found, and the problems of those who are not:
 * `notify.person-unknown`, `notify.person-disabled`, `notify.no-head`, `notify.role-empty`, `notify.department-empty`,
 * and `notify.audience-empty` when nobody is left.
 */
export function recipientsOf(
  audience: Audience,
  directory: Directory,
): { readonly recipients: readonly Recipient[]; readonly missed: readonly Problem[] } {
  const parts = [named(audience, directory), ...groups(audience, directory)]
  const byPerson = new Map<string, Recipient>()
  for (const recipient of parts.flatMap(({ recipients }) => recipients)) {
    if (!byPerson.has(recipient.person.id)) byPerson.set(recipient.person.id, recipient)
  }
  const missed = parts.flatMap((part) => part.missed)
  const nobody = byPerson.size === 0 ? [problem('notify.audience-empty')] : []
  return { recipients: [...byPerson.values()], missed: [...missed, ...nobody] }
}

type Part = { readonly recipients: readonly Recipient[]; readonly missed: readonly Problem[] }

function named({ people = [] }: Audience, directory: Directory): Part {
  const found = people.map((id) => ({ id, person: directory.people.get(id) }))
  return {
    recipients: found.flatMap(({ person }) => (person?.active ? [{ person, why: 'named' }] : [])),
    missed: found.flatMap(({ id, person }) => {
      if (person === undefined) return [problem('notify.person-unknown', [], { person: id })]
      return person.active ? [] : [problem('notify.person-disabled', [], { person: person.name })]
    }),
  }
}

function groups({ role, department, headOf }: Audience, directory: Directory): readonly Part[] {
  const parts: Part[] = []
  if (role !== undefined) {
    const people = activePeople(directory).filter(({ roles }) => roles.includes(role))
    parts.push(group(people, `role:${role}`, problem('notify.role-empty', [], { role })))
  }
  if (department !== undefined) {
    const name = directory.departments.get(department)?.name ?? department
    const none = problem('notify.department-empty', [], { department: name })
    parts.push(group(membersOf(directory, department), `department:${name}`, none))
  }
  if (headOf !== undefined) parts.push(head(headOf, directory))
  return parts
}

function head(headOf: string, directory: Directory): Part {
  const person = directory.people.get(headOf)
  const department = person ? person.department : headOf
  const name = (department && directory.departments.get(department)?.name) ?? headOf
  const found = directory.people.get(headsAbove(directory, department, [person?.id ?? null])[0] ?? '')
  return group(found ? [found] : [], `head:${name}`, problem('notify.no-head', [], { department: name }))
}

const group = (people: readonly DirectoryPerson[], why: string, none: Problem): Part => ({
  recipients: people.map((person) => ({ person, why })),
  missed: people.length === 0 ? [none] : [],
})
