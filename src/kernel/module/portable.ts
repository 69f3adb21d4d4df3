// What was published, said so that another workspace understands it: people by their login, departments by their code. Pure.
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Policy, Who } from '#kernel/access'
import type { Directory } from '#kernel/identity'

/** Both directions of what people and departments are called, and whether a name is known. */
type Names = {
  readonly person: (name: string) => string | undefined
  readonly department: (name: string) => string | undefined
}

/** How this workspace's ids are called elsewhere. */
const outward = ({ people, departments }: Directory): Names => ({
  person: (id) => people.get(id)?.login ?? undefined,
  department: (id) => departments.get(id)?.code,
})

const inward = ({ people, departmentByCode }: Directory): Names => {
  const byLogin = new Map([...people.values()].map(({ login, id }) => [login, id]))
  return { person: (login) => byLogin.get(login), department: (code) => departmentByCode(code)?.id }
}

/** A grant's name holds the department that it is for. */
const marker = /^department:(.*)$/s

function translated(
  policy: Policy,
  { person, department }: Names,
  isKnown: (text: string) => boolean,
): Policy {
  const { people, departments } = policy.who
  const named = policy.name.split(' ').map((word) => {
    const [, text = ''] = marker.exec(word) ?? []
    const found = isKnown(text) ? department(decoded(text)) : undefined
    return found === undefined ? word : `department:${encodeURIComponent(found)}`
  })
  const who: Who = {
    ...policy.who,
    ...(people ? { people: people.flatMap((one) => person(one) ?? []) } : {}),
    ...(departments ? { departments: departments.flatMap((one) => department(one) ?? []) } : {}),
  }
  return { ...policy, name: named.join(' '), who }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Whether a policy still speaks of anybody. */
const reaches = ({ everyone, roles = [], departments = [], people = [], system = [] }: Who): boolean =>
  everyone === true || [roles, departments, people, system].some((list) => list.length > 0)

/** Who is gone, or has no login, is left out, and a policy for nobody else with them. */
export function portablePolicies(policies: readonly Policy[], directory: Directory): readonly Policy[] {
  return policies
    .map((policy) => {
      const own = new Set(policy.who.departments)
      return translated(policy, outward(directory), (text) => own.has(decoded(text)))
    })
    .filter(({ who }) => reaches(who))
}

/** The other way. Problems: schema.unknownPerson, schema.unknownDepartment, each naming the policy. */
export function settledPolicies(
  policies: readonly Policy[],
  directory: Directory,
): Result<readonly Policy[]> {
  const names = inward(directory)
  const strangers = policies.flatMap(({ name: policy, who }): readonly Problem[] => [
    ...(who.people ?? [])
      .filter((name) => names.person(name) === undefined)
      .map((name) => problem('schema.unknownPerson', [policy], { name, policy })),
    ...(who.departments ?? [])
      .filter((name) => names.department(name) === undefined)
      .map((name) => problem('schema.unknownDepartment', [policy], { name, policy })),
  ])
  if (strangers.length > 0) return failed(...strangers)
  return ok(
    policies.map((policy) => {
      const own = new Set(policy.who.departments)
      return translated(policy, names, (text) => own.has(decoded(text)))
    }),
  )
}
