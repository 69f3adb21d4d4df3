// How the kernel's parts and the modules take part in every write.

import { type AccessModel, type Actor, decide } from '#kernel/access'
import type { WorkingTime } from '#kernel/calendar'
import { type FlowCatalog, flowAuthority, flowReaction, publishFlows, toldReaction } from '#kernel/flow'
import type { Directory } from '#kernel/identity'
import {
  type Directory as Audience,
  type DirectoryDepartment,
  type DirectoryPerson,
  type MentionWiring,
  mentionReaction,
  todoReaction,
  webhookReaction,
} from '#kernel/notify'
import type { Query, Reaction, Reader } from '#kernel/records'
import { formulaBook } from '#kernel/rules'
import type { Row } from '#kernel/schema'
import { linkReaction } from '#kernel/views'
import type { Compiled } from './compile.ts'
import type { Module } from './manifest.ts'
import { isOffObject } from './switched.ts'

/** What reactions are made of. */
export type Wiring = {
  readonly compiled: Compiled
  readonly modules: readonly Module[]
  readonly directory: () => Promise<Directory>
  readonly calendar: () => Promise<WorkingTime>
  /** All rows of a question, asked as a system actor. */
  readonly read: (systemName: string, query: Query) => Promise<readonly Row[]>
}

/** The reactions of the modules in the order of the list, then the flows, which look at what came of them and what is told of it, then mentions and webhooks. */
export async function kernelReactions({
  compiled,
  modules,
  directory,
  calendar,
  read,
}: Wiring): Promise<readonly Reaction[]> {
  const stored = await read(flowAuthority, { object: 'flow.version' })
  const catalog: FlowCatalog = publishFlows(
    // Flows of a module that is off rest where they are.
    stored.filter(({ flow }) => !isOffObject(compiled.off, String(flow))),
    compiled.flows,
  ).catalog
  const flow = flowReaction({
    catalog,
    formulas: formulaBook(compiled.schema, compiled.compile),
    calendar,
    directory: async () => audienceOf(await directory()),
  })
  const told = toldReaction(async () => audienceOf(await directory()))
  const telling: MentionWiring = {
    directory: async () => audienceOf(await directory()),
    mayRead: async (reader, person, object, record) => {
      const actor = (await directory()).actorOf(person)
      return actor !== undefined && mayRead(compiled.access, actor, object, record, reader)
    },
  }
  const webhooks = webhookReaction(compiled.schema)
  return [
    ...modules.flatMap((module) => module.reactions ?? []),
    flow,
    told,
    mentionReaction(telling),
    todoReaction(telling),
    webhooks,
    linkReaction(compiled.access),
  ]
}

/** Decides again until every record that deciding asked for has been looked at; a record refers to few, and each is asked for once. */
async function mayRead(
  access: AccessModel,
  actor: Actor,
  object: string,
  record: string,
  reader: Reader,
): Promise<boolean> {
  const seen = new Map<string, Row | null>()
  for (;;) {
    const missing: (readonly [string, string])[] = []
    const follow = (name: string, id: string): Row | undefined => {
      if (!seen.has(`${name} ${id}`)) missing.push([name, id])
      return seen.get(`${name} ${id}`) ?? undefined
    }
    const row = follow(object, record)
    const { now, zone } = reader
    const allowed = row !== undefined && decide(access, actor, 'read', object, row, { follow, now, zone })
    if (missing.length === 0) return allowed
    for (const [name, id] of missing)
      seen.set(`${name} ${id}`, (await reader.rows(name, [id])).get(id) ?? null)
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
