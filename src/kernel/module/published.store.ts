// What a customer has published, for those who may change it.
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Actor, Policy } from '#kernel/access'
import {
  contentAt,
  formerNotes,
  type LayerContent,
  loadDefinitions,
  publicationNotes,
  type RetiredNote,
  retiredNotes,
} from '#kernel/schema/store'
import type { Compiled } from './compile.ts'
import type {
  Configuration,
  FieldPasts,
  PublicationNote,
  PublishedContent,
  PublishedDefinitions,
} from './engine.ts'
import { fillings } from './fill.store.ts'
import { storedFlows } from './own-flows.ts'
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
  flows: storedFlows(others),
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

const mostLookedAt = 500

/** See Engine. Problem: access.denied. */
export async function pastsOf(running: Running, actor: Actor, object: string): Promise<Result<FieldPasts>> {
  if (!mayDefine(actor)) return failed(mayNotDefine)
  const { db, workspace } = running.options
  const notes = await retiredNotes(db, workspace.namespace, object, mostLookedAt)
  const formers = await formerNotes(db, workspace.namespace, object)
  const { people } = await running.caches.directory()
  const nameOf = (by: string | null): string => people.get(by ?? '')?.name ?? ''
  return ok({
    retired: (notes[0]?.retired ?? []).map((field) => {
      const { at, by } = firstOf(notes, field)
      return { field, at, byName: nameOf(by) }
    }),
    former: formers.map(({ field, was, at, by }) => ({ field, was, at: at ?? '', byName: nameOf(by) })),
  })
}

/** The first of the latest notes that all have the field out of use. */
function firstOf(notes: readonly RetiredNote[], field: string): Pick<RetiredNote, 'at' | 'by'> {
  const until = notes.findIndex(({ retired }) => !retired.includes(field))
  const run = until < 0 ? notes : notes.slice(0, until)
  return run.at(-1) ?? { at: '', by: null }
}

const loaded = new WeakMap<Compiled, PublishedDefinitions>()

/**
 * The overlay as it is stored, pieces that are set aside included; one and the same answer while nothing is published or filled.
 * Problem: access.denied.
 */
export async function publishedDefinitions(
  running: Running,
  actor: Actor,
): Promise<Result<PublishedDefinitions>> {
  if (!mayDefine(actor)) return failed(mayNotDefine)
  await running.newest()
  const { compiled } = running.state()
  const known = loaded.get(compiled) ?? (await loadPublished(running, compiled))
  if (known.version === compiled.version) loaded.set(compiled, known)
  const filling = await fillings(running)
  return ok(filling.length === 0 ? known : { ...known, filling })
}

async function loadPublished(
  { options: { db, workspace, modules } }: Running,
  { aside }: Compiled,
): Promise<PublishedDefinitions> {
  const { version, layers, others } = await db.transaction((tx) => loadDefinitions(tx, workspace.namespace))
  const overlay = layers.find(({ layer }) => layer === 'overlay')
  return {
    version,
    ...configurationIn({
      objects: overlay?.objects ?? [],
      extensions: overlay?.extensions ?? [],
      others: others.filter(({ layer }) => layer === 'overlay'),
    }),
    roles: modules.flatMap(({ roles }) => roles ?? []),
    aside,
    filling: [],
  }
}
