// What one actor is told of a workspace's definitions: only objects and fields some policy opens to them.
import { type Actor, grants, speaksOf } from '#kernel/access'
import { offeredMetrics, offeredTiles } from '#kernel/metrics'
import { makingAsOf } from '#kernel/records'
import type { ExampleRecord, ResolvedField, ResolvedObject, Stage } from '#kernel/schema'
import { sharing } from '#kernel/views'
import type { Compiled } from './compile.ts'
import type { Module } from './manifest.ts'
import type { ActionMetadata, FieldMetadata, Metadata, ObjectMetadata } from './metadata.ts'
import { drawnFlows } from './switched.ts'
import { withVisibleOverview } from './visible-overview.ts'

const operations = [
  ...['read', 'create', 'update', 'remove', 'export', 'import', 'print', 'copy', 'override'],
  makingAsOf,
  sharing,
]

const mostSights = 20

/** What actors are told, remembered: those of whom the same policies speak are told the same, in one piece. */
export function metadataMemory(): (
  compiled: Compiled,
  modules: readonly Module[],
  actor: Actor,
  rest: Pick<Metadata, 'workspace' | 'calendar'>,
) => Metadata {
  let known = { compiled: null as Compiled | null, calendar: null as unknown, sightOf: (_: Actor) => '' }
  let told = new Map<string, Metadata>()
  return (compiled, modules, actor, rest) => {
    if (known.compiled !== compiled || known.calendar !== rest.calendar) {
      known = { compiled, calendar: rest.calendar, sightOf: sights(compiled) }
      told = new Map()
    }
    const sight = known.sightOf(actor)
    const metadata = told.get(sight) ?? metadataFor(compiled, modules, actor, rest)
    // Those who ask most often stay.
    told.delete(sight)
    told.set(sight, metadata)
    for (const [oldest] of told) if (told.size > mostSights) told.delete(oldest)
    return metadata
  }
}

/** Which of all that policies and paths call somebody speak of an actor: the one thing about them that metadata rests on. */
function sights({ access, schema }: Compiled): (actor: Actor) => string {
  const policies = [...access.policies.values()].flat()
  const stages = [...schema.objects.values()].flatMap(({ path }) => path?.stages ?? [])
  const named = [
    ...policies.flatMap(({ policy, also }) => [policy.who, ...also]),
    ...stages.map(({ who }) => who),
  ]
  const whos = new Map(named.flatMap((who) => (who ? [[JSON.stringify(who), who] as const] : [])))
  return (actor) =>
    [actor.kind, ...[...whos.values()].map((who) => (speaksOf(who, actor) ? '1' : '0'))].join('')
}

function metadataFor(
  compiled: Compiled,
  modules: readonly Module[],
  actor: Actor,
  rest: Pick<Metadata, 'workspace' | 'calendar'>,
): Metadata {
  const readable = [...compiled.schema.objects.values()].flatMap((object) => {
    const one = objectFor(compiled, object, actor)
    return one ? [one] : []
  })
  const known = new Map(readable.map((object) => [object.name, object]))
  const objects = readable.map((object) => withVisibleOverview(compiled, object, known))
  const fieldsOf = new Map(objects.map(({ name, fields }) => [name, new Set(fields.map((one) => one.name))]))
  const offer = {
    schema: compiled.schema,
    compile: compiled.compile,
    readable: (name: string) => fieldsOf.get(name),
  }
  const metrics = offeredMetrics(compiled.metrics.values(), offer)
  return {
    version: compiled.version,
    ...rest,
    objects,
    menu: [
      ...modules
        .flatMap((module) => module.menu ?? [])
        .filter(({ object, needs = 'read' }) => known.get(object)?.operations.includes(needs))
        .map(({ object, group }) => ({ object, group })),
      ...ownMenu(objects),
    ],
    groups: Object.assign(
      Object.fromEntries(modules.map((module) => [module.name, module.label])),
      ...modules.map((module) => module.menuGroups ?? {}),
    ),
    roles: modules.flatMap((module) => module.roles ?? []),
    flows: drawnFlows(
      compiled.modules,
      compiled.off,
      compiled.flows.filter((flow) => known.has(flow.object)),
    ),
    metrics,
    tiles: offeredTiles(compiled.tiles, metrics, offer),
  }
}

/** Objects made at run time are offered in the group that they name, else in one of their own; parts of others only inside those. */
const ownMenu = (objects: readonly ObjectMetadata[]): Metadata['menu'] =>
  objects
    .filter(({ layer, fields }) => layer === 'overlay' && !fields.some(isOwner))
    .map(({ name, menu }) => ({ object: name, group: menu ?? 'platform' }))

const isOwner = (field: FieldMetadata): boolean => field.type === 'reference' && field.owner === true

/** The object as one actor is told of it; null where no policy opens it to them. */
export function objectFor(compiled: Compiled, object: ResolvedObject, actor: Actor): ObjectMetadata | null {
  const { access } = compiled
  const reading = grants(access, actor, object.name, 'read')
  if (reading.length === 0) return null
  const readable = new Set(reading.flatMap((policy) => [...policy.readable]))
  const writing = [
    ...grants(access, actor, object.name, 'create'),
    ...grants(access, actor, object.name, 'update'),
  ]
  const writable = new Set(writing.flatMap((policy) => [...policy.writable]))
  const actions = [...(compiled.records.objects.get(object.name)?.actions.values() ?? [])].flatMap((one) =>
    compiled.off.has(one.authority) ? [] : one.action,
  )
  const isGone = (name: string | undefined): boolean => name !== undefined && compiled.off.has(name)
  const allowed = actions.filter(
    (action) => !isGone(action.uses) && grants(access, actor, object.name, action.name).length > 0,
  )
  const { table: _, byName: __, ownerField: ___, postings: ____, path, prints = [], ...others } = object
  const { examples, fields, layouts, ...rest } = others
  const mayPrint = prints.length > 0 && grants(access, actor, object.name, 'print').length > 0
  return {
    ...rest,
    ...visiblePath(path, readable, actor),
    ...(mayPrint ? { prints: prints.map(({ name, label }) => ({ name, label })) } : {}),
    ...(examples === undefined ? {} : { examples: examples.map((one) => only(one, readable)) }),
    ...visibleLayouts(layouts, readable),
    fields: fields.filter((field) => readable.has(field.name)).map((field) => fieldFor(field, writable)),
    operations: [
      ...operations.filter((name) => grants(access, actor, object.name, name).length > 0),
      ...allowed.map((action) => action.name),
    ],
    actions: allowed.map(({ run: _run, ...action }): ActionMetadata => action),
  }
}

/** The path with the key fields that its reader may see and the stages that they may use; none where they may not see the stage. */
function visiblePath(
  path: ResolvedObject['path'],
  readable: ReadonlySet<string>,
  actor: Actor,
): Pick<ObjectMetadata, 'path'> {
  if (path === undefined || !readable.has(path.field)) return {}
  const stages = path.stages.map(({ who, ...stage }) => ({
    ...stage,
    ...(stage.fields ? { fields: stage.fields.filter((name) => readable.has(name)) } : {}),
    ...leftToAsk(who, actor),
  }))
  return { path: { ...path, stages } }
}

/** Nothing where the reader is one of those who may; else which fields of a record may still name them. */
const leftToAsk = (who: Stage['who'], actor: Actor): Pick<Stage, 'who'> =>
  who === undefined || speaksOf(who, actor) ? {} : { who: { fields: who.fields ?? [] } }

/** The layouts with the fields that their reader may see; under which conditions is said of each field. */
const visibleLayouts = (
  layouts: ResolvedObject['layouts'],
  readable: ReadonlySet<string>,
): Pick<ObjectMetadata, 'layouts'> =>
  layouts === undefined
    ? {}
    : {
        layouts: layouts.map(({ name, sections }) => ({
          name,
          sections: sections.map(({ when: _, ...section }) => ({
            ...section,
            items: section.items.filter(({ field }) => readable.has(field)),
          })),
        })),
      }

const only = (example: ExampleRecord, readable: ReadonlySet<string>): ExampleRecord =>
  Object.fromEntries(Object.entries(example).filter(([name]) => readable.has(name)))

const computed = new Set(['formula', 'rollup', 'autoNumber', 'lines'])

function fieldFor(field: ResolvedField, writable: ReadonlySet<string>): FieldMetadata {
  const { column: _, ...rest } = field
  return {
    ...rest,
    writable: writable.has(field.name) && field.readOnly !== true && !computed.has(field.type),
  } as FieldMetadata
}
