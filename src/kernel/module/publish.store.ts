// Definitions reach the database: the modules' when a workspace is opened, a customer's when they are published.
import type { Tx } from '#base/database'
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Actor } from '#kernel/access'
import type { Field, Layer, SetAside } from '#kernel/schema'
import { pieceKey } from '#kernel/schema'
import {
  awaitTurn,
  type Conversions,
  contentAt,
  type LayerContent,
  loadDefinitions,
  type Noted,
  type Published,
  publishLayer,
} from '#kernel/schema/store'
import { inTransaction } from './all-or-nothing.store.ts'
import { checkSql } from './check-sql.ts'
import { withTitles } from './collision-titles.store.ts'
import type { Compiled } from './compile.ts'
import { conversionsIn } from './conversion.ts'
import type { Publication } from './engine.ts'
import { beginFilling, fill, newlyComputed, withReaders } from './fill.store.ts'
import { keepFlowVersions } from './flow-versions.store.ts'
import type { Module } from './manifest.ts'
import { merged, restored, touched } from './merge.ts'
import type { EngineOptions } from './options.store.ts'
import { flowProblems } from './own-flows.ts'
import { numberProblems } from './own-numbers.ts'
import { definer, rightsProblems, roleProblems } from './own-rights.ts'
import { compileStored, type Running } from './state.store.ts'
import { offIn, switchProblems, systemLayer } from './switched.ts'

/**
 * Publishes the modules' definitions where they differ from what was published last; nothing of those that do not hold. What a customer
 * added and does not hold on top of them is set aside, and what holds again is taken back with its values computed anew.
 */
export async function install(options: EngineOptions): Promise<Result<unknown>> {
  const { db, workspace, modules } = options
  return inTransaction(db, async (tx) => {
    await awaitTurn(tx, workspace.namespace)
    const { others } = await loadDefinitions(tx, workspace.namespace)
    const content = shippedContent(modules, offIn(others))
    const done = await publishCompiled(tx, workspace.namespace, modules, 'system', () => content)
    // What a customer added may read anything that is shipped, and may just have been taken back.
    if (done.ok && done.value !== null) await follow(tx, options, done.value, (_, at) => at === 'overlay')
    return done
  })
}

function shippedContent(modules: readonly Module[], off: readonly string[]): LayerContent {
  const { objects, extensions } = systemLayer(modules, new Set(off))
  return { objects, extensions, others: [] }
}

export type Done = Published & { readonly compiled: Compiled }

/** Has the records that are there already follow the new definitions; a new workspace has none. */
async function follow(
  tx: Tx,
  options: EngineOptions,
  { compiled, before, converted }: Done,
  isWanted: (object: string, layer: string) => boolean,
): Promise<void> {
  const { schema } = compiled
  if (before === null) return
  const wanted = withReaders(compiled, newlyComputed(before, schema, isWanted), converted)
  await beginFilling(tx, options, schema, wanted)
}

/** Publishes one layer if the whole compiles with it; null when nothing differs. */
async function publishCompiled(
  tx: Tx,
  namespace: string,
  modules: readonly Module[],
  layer: Layer,
  change: (current: LayerContent) => LayerContent,
  more: { readonly noted?: Noted; readonly conversions?: Conversions } = {},
): Promise<Result<Done | null>> {
  const published = await publishLayer(tx, namespace, layer, change, checkSql, more)
  if (!published.ok) return published
  if (published.value === null) return ok(null)
  const compiled = await compileStored(tx, namespace, modules)
  return compiled.ok ? ok({ compiled: compiled.value, ...published.value }) : compiled
}

/**
 * Problems: access.denied, schema.notYours, schema.publishedMeanwhile, and those of definitions, policies and formulas; then nothing is
 * published. What had been set aside before stays aside, but what is published now must hold.
 */
export async function publish(
  running: Running,
  actor: Actor,
  publication: Publication,
): Promise<Result<{ version: number }>> {
  const { options } = running
  const wrong = refusals(actor, publication)
  if (wrong.length > 0) return failed(...wrong)
  const noted = { at: options.clock().toISOString(), by: authorOf(actor), restores: null }
  const published = await inTransaction(options.db, (tx) => publishOverlay(tx, running, publication, noted))
  return published.ok
    ? ok(await taken(running, published.value))
    : failed(...(await withTitles(running, actor, published)))
}

/** Whoever publishes waits for at most so long until stored records have followed; the worker brings the rest up to date. */
const patienceMs = 2000

/** Has everybody here work with what was just published; null where nothing differed. */
export async function taken(running: Running, done: Done | null): Promise<{ readonly version: number }> {
  await running.refresh(done?.compiled)
  const until = performance.now() + patienceMs
  await fill(running, {
    get aborted() {
      return performance.now() > until
    },
  })
  const { version } = running.state().compiled
  running.options.onPublished?.(version)
  return { version }
}

export const authorOf = ({ kind, id }: Actor): string | null => (kind === 'person' ? id : null)

/** A version to go back to, and the one that was looked at meanwhile. */
export type Way = { readonly to: number; readonly version?: number }

/**
 * Publishes once more what an earlier publication left. What was made since is retired, with its values kept; policies and numbers are
 * those of then. Problems: access.denied, schema.unknownVersion, schema.publishedMeanwhile and those of `publish`.
 */
export async function rollBack(
  running: Running,
  actor: Actor,
  way: Way,
): Promise<Result<{ version: number }>> {
  if (!mayDefine(actor)) return failed(mayNotDefine)
  const { options } = running
  const noted = { at: options.clock().toISOString(), by: authorOf(actor), restores: way.to }
  const published = await inTransaction(options.db, async (tx): Promise<Result<Done | null>> => {
    const then = await contentAt(tx, options.workspace.namespace, way.to)
    if (then === undefined) return failed(problem('schema.unknownVersion', [], { version: way.to }))
    return publishOver(tx, running, way.version, (content) => restored(content, then), {
      publication: {},
      noted,
    })
  })
  return published.ok
    ? ok(await taken(running, published.value))
    : failed(...(await withTitles(running, actor, published)))
}

/** Who may look at the workspace's definitions and change them. */
export const mayDefine = (actor: Actor): boolean => actor.roles.includes(definer) || actor.kind === 'system'
export const mayNotDefine = problem('access.denied', [], { operation: 'publish', object: '' })

/** Problems: access.denied, schema.notYours, and schema.duplicate for two choices of one key. */
export function refusals(
  actor: Actor,
  { objects = [], extensions = [] }: Pick<Publication, 'objects' | 'extensions'>,
): readonly Problem[] {
  if (!mayDefine(actor)) return [mayNotDefine]
  return [
    ...objects
      .filter((object) => !object.name.startsWith('x.'))
      .map((object) => problem('schema.notYours', [object.name], { name: object.name })),
    ...objects.flatMap(({ name, fields }) => doubledChoices(name, fields)),
    ...extensions.flatMap(({ object, fields = [] }) => doubledChoices(object, fields)),
  ]
}

const doubledChoices = (object: string, fields: readonly Field[]): readonly Problem[] =>
  fields.flatMap((field) => {
    const keys = 'options' in field ? (field.options ?? []).map(({ key }) => key) : []
    return keys
      .filter((key, at) => keys.indexOf(key) !== at)
      .map((key) => problem('schema.duplicate', [object, field.name, key], { name: key }))
  })

async function publishOverlay(
  tx: Tx,
  running: Running,
  publication: Publication,
  noted: Noted,
): Promise<Result<Done | null>> {
  const done = await publishOver(
    tx,
    running,
    publication.version,
    (content) => merged(content, publication),
    {
      publication,
      noted,
    },
  )
  if (!done.ok || done.value === null) return done
  const faults = await strangeIn(running, publication, done.value.compiled)
  return faults.length > 0 ? failed(...faults) : done
}

/** Problems of what is published beside objects: those of numberProblems, roleProblems and flowProblems. */
export async function strangeIn(
  { options, caches }: Running,
  publication: Publication,
  compiled: Compiled,
): Promise<readonly Problem[]> {
  const { flows = [] } = publication
  const { modules } = options
  const directory = await caches.directory()
  return [
    ...numberProblems(publication, compiled),
    ...roleProblems(publication, modules, directory),
    ...flowProblems(flows, modules, directory, compiled),
  ]
}

/** Changes the overlay over the version that was looked at; nothing may break that held before. */
export async function publishOver(
  tx: Tx,
  running: Running,
  seen: number | undefined,
  change: (current: LayerContent) => LayerContent,
  {
    publication,
    noted,
    isWhole = noted.restores !== null,
  }: { readonly publication: Publication; readonly noted: Noted; readonly isWhole?: boolean },
): Promise<Result<Done | null>> {
  const { options } = running
  const { modules, workspace } = options
  const { namespace } = workspace
  const version = await awaitTurn(tx, namespace)
  if (seen !== undefined && seen !== version) return failed(problem('schema.publishedMeanwhile'))
  const known = running.state().compiled
  const before = known.version === version ? ok(known) : await compileStored(tx, namespace, modules)
  if (!before.ok) return before
  const switched = await switchModules(tx, options, change)
  if (!switched.ok) return switched
  const done = await publishCompiled(tx, namespace, modules, 'overlay', change, {
    noted,
    conversions: wishedConversions(options, publication, isWhole),
  })
  if (!done.ok || done.value === null) return done
  const broken = newlyBroken(before.value.aside, done.value.compiled.aside, publication)
  if (broken.length > 0) return failed(...broken)
  const wrong = rightsProblems(done.value.compiled, publication.policies)
  if (wrong.length > 0) return failed(...wrong)
  const { schema } = done.value.compiled
  const names = isWhole || switched.value ? new Set(schema.objects.keys()) : touched(publication, schema)
  const followed = switched.value ? { ...done.value, before: before.value.schema } : done.value
  await follow(tx, options, followed, (object, at) => at === 'overlay' && names.has(object))
  const kept = await keepFlowVersions(tx, running, done.value.compiled)
  return kept.ok ? done : kept
}

/** Whoever publishes the whole of it wishes for whatever that takes. */
function wishedConversions(
  { workspace }: EngineOptions,
  { conversions = [] }: Publication,
  isWhole: boolean,
): Conversions {
  const wished = new Set(conversions.map(({ object, field }) => `${object} ${field}`))
  return {
    isWanted: (object, field) => isWhole || wished.has(`${object} ${field}`),
    convert: conversionsIn(workspace.zone),
  }
}

/** What is shipped is said anew where the modules that are on will differ. Answers whether they do. Problems: those of switchProblems. */
async function switchModules(
  tx: Tx,
  { modules, workspace }: EngineOptions,
  change: (current: LayerContent) => LayerContent,
): Promise<Result<boolean>> {
  const { layers, others } = await loadDefinitions(tx, workspace.namespace)
  const overlay = layers.find(({ layer }) => layer === 'overlay')
  const content = {
    objects: overlay?.objects ?? [],
    extensions: overlay?.extensions ?? [],
    others: others.filter(({ layer }) => layer === 'overlay'),
  }
  const [now, next] = [offIn(content.others), offIn(change(content).others)]
  if (now.join() === next.join()) return ok(false)
  const wrong = switchProblems(modules, next)
  if (wrong.length > 0) return failed(...wrong)
  const shipped = () => shippedContent(modules, next)
  const published = await publishLayer(tx, workspace.namespace, 'system', shipped, checkSql)
  return published.ok ? ok(true) : published
}

/** The problems of what fell first by this publication, or is published and does not hold. */
function newlyBroken(
  before: readonly SetAside[],
  after: readonly SetAside[],
  publication: Publication,
): readonly Problem[] {
  const known = new Set(before.map(pieceKey))
  const fallen = after.filter((piece) => !known.has(pieceKey(piece)) || isPublished(publication, piece))
  return fallen.filter(({ round }) => round === fallen[0]?.round).flatMap(({ problems }) => problems)
}

function isPublished(
  { objects = [], extensions = [], policies = [] }: Publication,
  { kind, object, name }: SetAside,
): boolean {
  if (kind === 'policy') return policies.some((policy) => policy.name === name)
  return (
    objects.some((one) => one.name === object) ||
    extensions.some(
      (one) =>
        one.object === object &&
        (kind === 'prints' ? one.prints : one.fields)?.some((named) => named.name === name),
    )
  )
}
