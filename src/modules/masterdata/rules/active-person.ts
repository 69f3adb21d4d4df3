// A person who is to own something must exist and be active.
import { type Problem, problem } from '#base/problem'
import type { Row } from '#kernel/schema'

/** Problems: masterdata.unknownPerson, masterdata.inactivePerson, both at `path`. */
export function activePersonProblem(person: Row | null, path: string): Problem | null {
  if (person === null) return problem('masterdata.unknownPerson', [path])
  if (person.active === true) return null
  return problem('masterdata.inactivePerson', [path], { person: String(person.name ?? '') })
}
