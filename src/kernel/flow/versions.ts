// Flows by name and version: what is used is never changed, what is published becomes the next version.
import { derivedId } from '#base/derived-id'
import type { Change } from '#kernel/records'
import type { Json, Row } from '#kernel/schema'
import type { FlowDefinition } from './definition.ts'

export type FlowVersion = { readonly version: number; readonly definition: FlowDefinition }

export type FlowCatalog = {
  /** The newest version of every flow that is in use; new instances start on these. */
  readonly current: readonly FlowVersion[]
  /** Every flow there ever was, by the object it is about: retired ones start nothing, but their instances go on. */
  readonly known: readonly { readonly flow: string; readonly object: string }[]
  /** Any version, for instances that started on it. */
  readonly find: (flow: string, version: number) => FlowDefinition | undefined
}

/**
 * From the stored flow.version rows and the definitions in use: the catalog, and the creates for definitions that differ
 * from their newest stored version (or are new). Writing them again changes nothing.
 */
export function publishFlows(
  stored: readonly Row[],
  definitions: readonly FlowDefinition[],
): { readonly catalog: FlowCatalog; readonly changes: readonly Change[] } {
  const versions = stored.map(versionOf)
  const current = definitions.map((definition) => nextVersion(definition, versions))
  const fresh = current.filter((one) => !versions.some((known) => isSame(known, one)))
  const all = [...versions, ...fresh]
  return {
    changes: fresh.map(createOf),
    catalog: {
      current,
      known: [
        ...new Map(
          all.map(({ definition: { name, object } }) => [`${name} ${object}`, { flow: name, object }]),
        ).values(),
      ],
      find: (flow, version) =>
        all.find((one) => one.definition.name === flow && one.version === version)?.definition,
    },
  }
}

const versionOf = (row: Row): FlowVersion => ({
  version: Number(row.number),
  definition: row.definition as unknown as FlowDefinition,
})

const isSame = (left: FlowVersion, right: FlowVersion): boolean =>
  left.definition.name === right.definition.name && left.version === right.version

function nextVersion(definition: FlowDefinition, versions: readonly FlowVersion[]): FlowVersion {
  const newest = versions
    .filter((known) => known.definition.name === definition.name)
    .toSorted((left, right) => right.version - left.version)[0]
  if (newest === undefined) return { version: 1, definition }
  return canonical(newest.definition as unknown as Json) === canonical(definition as unknown as Json)
    ? newest
    : { version: newest.version + 1, definition }
}

const createOf = ({ version, definition }: FlowVersion): Change => ({
  kind: 'create',
  object: 'flow.version',
  id: derivedId('flow.version', definition.name, `${version}`),
  values: { flow: definition.name, number: `${version}`, definition: definition as unknown as Json },
})

/** JSON text that does not depend on the order in which names were written. */
function canonical(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null)
  const entries = Object.entries(value as { readonly [key: string]: Json }).filter(
    ([, one]) => one !== undefined,
  )
  return `{${entries
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`)
    .join()}}`
}
