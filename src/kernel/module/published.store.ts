// What a customer has published, for those who may change it.
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Actor, Policy } from '#kernel/access'
import { loadDefinitions } from '#kernel/schema/store'
import type { PublishedDefinitions } from './engine.ts'
import { mayDefine } from './publish.store.ts'
import type { Running } from './state.store.ts'

/** The overlay as it is stored, pieces that are set aside included. Problem: access.denied. */
export async function publishedDefinitions(
  running: Running,
  actor: Actor,
): Promise<Result<PublishedDefinitions>> {
  if (!mayDefine(actor)) return failed(problem('access.denied', [], { operation: 'publish', object: '' }))
  await running.newest()
  const { db, workspace, modules } = running.options
  const { version, layers, others } = await db.transaction((tx) => loadDefinitions(tx, workspace.namespace))
  const overlay = layers.find(({ layer }) => layer === 'overlay')
  return ok({
    version,
    objects: overlay?.objects ?? [],
    extensions: overlay?.extensions ?? [],
    policies: others.filter(({ kind }) => kind === 'policy').map(({ body }) => body as unknown as Policy),
    roles: modules.flatMap(({ roles }) => roles ?? []),
    aside: running.state().compiled.aside,
  })
}
