// What a customer has published, for those who may change it.
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Actor, Policy } from '#kernel/access'
import { contentAt, type LayerContent, loadDefinitions, publicationNotes } from '#kernel/schema/store'
import type { Configuration, PublicationNote, PublishedContent, PublishedDefinitions } from './engine.ts'
import { fillings } from './fill.store.ts'
import { storedNumbers } from './own-numbers.ts'
import { mayDefine, mayNotDefine } from './publish.store.ts'
import type { Running } from './state.store.ts'
import { offIn } from './switched.ts'

/** What is stored of an overlay, by kinds. */
export const configurationIn = ({ objects, extensions, others }: LayerContent): Configuration => ({
  objects,
  extensions,
  policies: others.filter(({ kind }) => kind === 'policy').map(({ body }) => body as unknown as Policy),
  ...storedNumbers(others),
  off: offIn(others),
})

const page = 50

/** Notes of publications before a version, newest first. Problem: access.denied. */
export async function publications(
  running: Running,
  actor: Actor,
  before?: number,
): Promise<Result<readonly PublicationNote[]>> {
  if (!mayDefine(actor)) return failed(mayNotDefine)
  const { db, workspace } = running.options
  const notes = await publicationNotes(db, workspace.namespace, {
    limit: page,
    ...(before === undefined ? {} : { before }),
  })
  const { people } = await running.caches.directory()
  return ok(notes.map((note) => ({ ...note, byName: people.get(note.by ?? '')?.name ?? '' })))
}

/** What had been published at a version. Problems: access.denied, schema.unknownVersion. */
export async function definitionsAt(
  running: Running,
  actor: Actor,
  version: number,
): Promise<Result<PublishedContent>> {
  if (!mayDefine(actor)) return failed(mayNotDefine)
  const { db, workspace } = running.options
  const content = await contentAt(db, workspace.namespace, version)
  if (content === undefined) return failed(problem('schema.unknownVersion', [], { version }))
  return ok({ version, ...configurationIn(content) })
}

/** The overlay as it is stored, pieces that are set aside included. Problem: access.denied. */
export async function publishedDefinitions(
  running: Running,
  actor: Actor,
): Promise<Result<PublishedDefinitions>> {
  if (!mayDefine(actor)) return failed(mayNotDefine)
  await running.newest()
  const { db, workspace, modules } = running.options
  const { version, layers, others } = await db.transaction((tx) => loadDefinitions(tx, workspace.namespace))
  const overlay = layers.find(({ layer }) => layer === 'overlay')
  return ok({
    version,
    ...configurationIn({
      objects: overlay?.objects ?? [],
      extensions: overlay?.extensions ?? [],
      others: others.filter(({ layer }) => layer === 'overlay'),
    }),
    roles: modules.flatMap(({ roles }) => roles ?? []),
    aside: running.state().compiled.aside,
    filling: await fillings(running),
  })
}
