// How the kernel's parts and the modules take part in every write.
import { type FlowCatalog, flowReaction, publishFlows } from '#kernel/flow'
import type { Directory } from '#kernel/identity'
import type { Directory as Audience, DirectoryDepartment, DirectoryPerson } from '#kernel/notify'
import type { Reaction } from '#kernel/records'
import { formulaBook } from '#kernel/rules'
import type { Row } from '#kernel/schema'
import type { Wiring } from './store.ts'

/** The flow engine first, then the modules in the order of the list. `versions` are the stored flow.version rows. */
export function kernelReactions(versions: readonly Row[]): (wiring: Wiring) => readonly Reaction[] {
  return ({ compiled, modules, directory, calendar }) => {
    const catalog: FlowCatalog = publishFlows(versions, compiled.flows).catalog
    const flow = flowReaction({
      catalog,
      formulas: formulaBook(compiled.schema, compiled.compile),
      calendar,
      directory: async () => audienceOf(await directory()),
    })
    return [...modules.flatMap((module) => module.reactions ?? []), flow]
  }
}

const known = new WeakMap<Directory, Audience>()

/** The same people as messages and flows look at them. */
export function audienceOf(directory: Directory): Audience {
  const found = known.get(directory) ?? {
    people: new Map(
      [...directory.people].map(([id, person]): [string, DirectoryPerson] => [
        id,
        { ...person, roles: directory.rolesOf(id), locale: 'zh-CN' },
      ]),
    ),
    departments: new Map<string, DirectoryDepartment>(directory.departments),
  }
  known.set(directory, found)
  return found
}
