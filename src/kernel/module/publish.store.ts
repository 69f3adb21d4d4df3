// Definitions reach the database: the modules' when a workspace is opened, a customer's when they are published.
import type { Tx } from '#base/database'
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Actor } from '#kernel/access'
import type { Extension, Json, Layer } from '#kernel/schema'
import { type LayerContent, publishLayer } from '#kernel/schema/store'
import { inTransaction } from './all-or-nothing.store.ts'
import { checkSql } from './check-sql.ts'
import { systemLayer } from './compile.ts'
import type { Publication } from './engine.ts'
import type { Module } from './manifest.ts'
import type { EngineOptions } from './options.store.ts'
import { compileStored, type Running } from './state.store.ts'

/** Publishes the modules' definitions where they differ from what was published last; nothing of those that do not hold. */
export async function install({ db, workspace, modules }: EngineOptions): Promise<Result<unknown>> {
  const layer = systemLayer(modules)
  const content = { objects: layer.objects, extensions: layer.extensions, others: [] }
  return inTransaction(db, (tx) => publishCompiled(tx, workspace.namespace, modules, 'system', () => content))
}

/** Publishes one layer if the whole compiles with it. */
async function publishCompiled(
  tx: Tx,
  namespace: string,
  modules: readonly Module[],
  layer: Layer,
  change: (current: LayerContent) => LayerContent,
): Promise<Result<unknown>> {
  const published = await publishLayer(tx, namespace, layer, change, checkSql)
  return published.ok && published.value !== null ? compileStored(tx, namespace, modules) : published
}

/** Problems: access.denied, schema.notYours, and those of definitions, policies and formulas; then nothing is published. */
export async function publish(
  running: Running,
  actor: Actor,
  publication: Publication,
): Promise<Result<{ version: number }>> {
  const { db, workspace, modules, onPublished } = running.options
  if (!actor.roles.includes('admin') && actor.kind !== 'system')
    return failed(problem('access.denied', [], { operation: 'publish', object: '' }))
  const wrong = notOurs(publication)
  if (wrong.length > 0) return failed(...wrong)
  const published = await inTransaction(db, (tx) =>
    publishCompiled(tx, workspace.namespace, modules, 'overlay', (content) => merged(content, publication)),
  )
  if (!published.ok) return published
  await running.refresh()
  const { version } = running.state().compiled
  onPublished?.(version)
  return ok({ version })
}

const notOurs = (publication: Publication): readonly Problem[] =>
  (publication.objects ?? [])
    .filter((object) => !object.name.startsWith('x.'))
    .map((object) => problem('schema.notYours', [object.name], { name: object.name }))

/** Definitions by name: the same name again replaces, extensions of an object add to or replace its fields. */
function merged(content: LayerContent, publication: Publication): LayerContent {
  const objects = new Map(content.objects.map((object) => [object.name, object]))
  for (const object of publication.objects ?? []) objects.set(object.name, object)
  const others = new Map(content.others.map((one) => [`${one.kind} ${one.name}`, one]))
  for (const policy of publication.policies ?? [])
    others.set(`policy ${policy.name}`, {
      kind: 'policy',
      name: policy.name,
      body: policy as unknown as Json,
    })
  return {
    objects: [...objects.values()],
    extensions: mergedExtensions([...content.extensions, ...(publication.extensions ?? [])]),
    others: [...others.values()],
  }
}

/** One extension for each object; what has the same name again replaces. */
function mergedExtensions(extensions: readonly Extension[]): readonly Extension[] {
  const byObject = new Map<string, Extension>()
  for (const later of extensions) {
    const earlier = byObject.get(later.object)
    const room = { ...earlier?.room, ...later.room }
    const overview = later.overview ?? earlier?.overview
    byObject.set(later.object, {
      object: later.object,
      fields: byName(earlier?.fields, later.fields),
      indexes: byName(earlier?.indexes, later.indexes),
      checks: byName(earlier?.checks, later.checks),
      search: [...new Set([...(earlier?.search ?? []), ...(later.search ?? [])])],
      ...(Object.keys(room).length > 0 ? { room } : {}),
      ...(overview ? { overview } : {}),
    })
  }
  return [...byObject.values()]
}

const byName = <T extends { readonly name: string }>(
  earlier: readonly T[] | undefined,
  later: readonly T[] | undefined,
): readonly T[] => [...new Map([...(earlier ?? []), ...(later ?? [])].map((one) => [one.name, one])).values()]
