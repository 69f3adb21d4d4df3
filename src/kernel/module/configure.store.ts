// A whole configuration leaves a workspace, or comes from another: judged as one, published as one.
import type { Tx } from '#base/database'
import { failed, ok, type Result } from '#base/result'
import type { Actor } from '#kernel/access'
import { currentVersion, type LayerContent } from '#kernel/schema/store'
import { inTransaction } from './all-or-nothing.store.ts'
import type { Configuration, ConfigurationWish, Configured, PublishedContent } from './engine.ts'
import { merged, restored } from './merge.ts'
import { portable, settled } from './portable.ts'
import { authorOf, type Done, publishOver, refusals, strangeIn, taken } from './publish.store.ts'
import { publishedDefinitions } from './published.store.ts'
import type { Running } from './state.store.ts'

const nothing: LayerContent = { objects: [], extensions: [], others: [] }

/** All that was published, people and departments by what they are called elsewhere. Problem: access.denied. */
export async function configuration(running: Running, actor: Actor): Promise<Result<PublishedContent>> {
  const published = await publishedDefinitions(running, actor)
  if (!published.ok) return published
  const { version, objects, extensions, policies, metrics, tiles, flows, off = [] } = published.value
  const directory = await running.caches.directory()
  return ok({
    version,
    // Extensions as a publication would leave them: one for each object.
    ...portable({ objects, extensions: merged(nothing, { extensions }).extensions, policies }, directory),
    metrics,
    tiles,
    flows,
    off,
  })
}

/**
 * Problems: access.denied, schema.notYours, schema.unknownPerson, schema.unknownDepartment, schema.publishedMeanwhile, and those of
 * definitions, policies, formulas and numbers; then nothing is published.
 */
export async function configure(
  running: Running,
  actor: Actor,
  wish: ConfigurationWish,
): Promise<Result<Configured>> {
  const wrong = refusals(actor, wish.content)
  if (wrong.length > 0) return failed(...wrong)
  const named = settled(wish.content, await running.caches.directory())
  if (!named.ok) return named
  const content = { ...wish.content, ...named.value }
  if (wish.isTrial) return judged(running, actor, { ...wish, content })
  const { db } = running.options
  const published = await inTransaction(db, (tx) => publishWhole(tx, running, actor, { ...wish, content }))
  return published.ok ? ok({ ...(await taken(running, published.value)), content }) : published
}

/** Published, and rolled back with all that came of it. */
async function judged(running: Running, actor: Actor, wish: ConfigurationWish): Promise<Result<Configured>> {
  const { db, workspace } = running.options
  let version: number | undefined
  const refusal = await inTransaction<never>(db, async (tx) => {
    const seen = await currentVersion(tx, workspace.namespace)
    const done = await publishWhole(tx, running, actor, wish)
    if (!done.ok) return done
    version = seen
    return failed()
  })
  return version === undefined ? refusal : ok({ version, content: wish.content })
}

async function publishWhole(
  tx: Tx,
  running: Running,
  actor: Actor,
  { content, way, version }: ConfigurationWish,
): Promise<Result<Done | null>> {
  const change = (current: LayerContent): LayerContent =>
    way === 'whole' ? restored(current, merged(nothing, content)) : merged(current, content)
  const noted = { at: running.options.clock().toISOString(), by: authorOf(actor), restores: null }
  const done = await publishOver(tx, running, version, change, {
    publication: content,
    noted,
    isWhole: way === 'whole',
  })
  if (!done.ok || done.value === null) return done
  const faults = await strangeIn(running, content satisfies Configuration, done.value.compiled)
  return faults.length > 0 ? failed(...faults) : done
}
