// What was published, said so that another workspace understands it: people by their login, departments by their code. Pure.
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Policy, Who } from '#kernel/access'
import type { Directory } from '#kernel/identity'
import type { ObjectDefinition } from '#kernel/schema'
import type { Configuration } from './engine.ts'

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

const ofNames = <W extends Pick<Who, 'people' | 'departments'>>(
  who: W,
  { person, department }: Names,
): W => ({
  ...who,
  ...(who.people ? { people: who.people.flatMap((one) => person(one) ?? []) } : {}),
  ...(who.departments ? { departments: who.departments.flatMap((one) => department(one) ?? []) } : {}),
})

function translated(policy: Policy, names: Names): Policy {
  const own = new Set(policy.who.departments)
  const named = policy.name.split(' ').map((word) => {
    const text = decoded(marker.exec(word)?.[1] ?? '')
    const found = own.has(text) ? names.department(text) : undefined
    return found === undefined ? word : `department:${encodeURIComponent(found)}`
  })
  return { ...policy, name: named.join(' '), who: ofNames(policy.who, names) }
}

/** Who may bring a record into a stage; a stage that nobody is left for stays nobody's. */
function withStages<T extends Pick<ObjectDefinition, 'path'>>(one: T, names: Names): T {
  if (one.path === undefined) return one
  const stages = one.path.stages.map((stage) =>
    stage.who === undefined ? stage : { ...stage, who: ofNames(stage.who, names) },
  )
  return { ...one, path: { ...one.path, stages } }
}

const translatedContent = (content: Named, names: Names): Named => ({
  objects: content.objects.map((object) => withStages(object, names)),
  extensions: content.extensions.map((extension) => withStages(extension, names)),
  policies: content.policies.map((policy) => translated(policy, names)),
})

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

type Named = Pick<Configuration, 'objects' | 'extensions' | 'policies'>

/** Who is gone, or has no login, is left out, and a policy for nobody else with them; one that takes rights away stays and takes them from all. */
export function portable(content: Named, directory: Directory): Named {
  const told = translatedContent(content, outward(directory))
  return {
    ...told,
    policies: told.policies.filter(({ who, narrows }) => narrows !== undefined || reaches(who)),
  }
}

/** The other way. Problems: schema.unknownPerson, schema.unknownDepartment, each naming the policy or the object. */
export function settled(content: Named, directory: Directory): Result<Named> {
  const names = inward(directory)
  const strangers = speakers(content).flatMap(([policy, who]): readonly Problem[] => [
    ...(who.people ?? [])
      .filter((name) => names.person(name) === undefined)
      .map((name) => problem('schema.unknownPerson', [policy], { name, policy })),
    ...(who.departments ?? [])
      .filter((name) => names.department(name) === undefined)
      .map((name) => problem('schema.unknownDepartment', [policy], { name, policy })),
  ])
  return strangers.length > 0 ? failed(...strangers) : ok(translatedContent(content, names))
}

/** Whatever names people, by what it is called. */
export const speakers = ({
  objects = [],
  extensions = [],
  policies = [],
}: Partial<Named>): readonly (readonly [string, Who])[] => [
  ...policies.map(({ name, who }) => [name, who] as const),
  ...[
    ...objects.map(({ name, path }) => ({ name, path })),
    ...extensions.map(({ object: name, path }) => ({ name, path })),
  ].flatMap(({ name, path }) =>
    (path?.stages ?? []).flatMap(({ who }) => (who === undefined ? [] : [[name, who] as const])),
  ),
]
