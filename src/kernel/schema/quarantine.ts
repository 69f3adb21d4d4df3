// A broken overlay is set aside piece by piece, so that the rest stands; nothing of it is lost, and it is looked at anew each time.
import type { Problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { conditionNames, type Extension, type Field, type ObjectDefinition } from './definition.ts'
import { layoutsWithout } from './form-layout.ts'
import { type LayeredDefinitions, resolveSchema } from './resolve.ts'
import type { Schema } from './schema.ts'

/** What can be set aside alone. An `extension` is all that was added to an object which is no longer there. */
export type PieceKind =
  | 'object'
  | 'extension'
  | 'field'
  | 'defaults'
  | 'conditions'
  | 'checks'
  | 'indexes'
  | 'unique'
  | 'search'
  | 'prints'
  | 'layouts'
  | 'path'
  | 'policy'

/** One piece of an overlay: `name` within the object, the object's own for the object and the extension as a whole. */
export type Piece = { readonly kind: PieceKind; readonly object: string; readonly name: string }

/** Pieces of a later round may have fallen because of those of an earlier one. */
export type SetAside = Piece & { readonly problems: readonly Problem[]; readonly round: number }

export const pieceKey = ({ kind, object, name }: Piece): string => `${kind} ${object} ${name}`

/**
 * The piece of the overlay that a problem of definitions or formulas speaks of; null when it speaks of what is shipped. A list of an
 * object (`checks`, `search` …) is named in the middle of the path; `defaults` and `conditions` name the field whose they are.
 */
export function pieceOf(path: readonly string[], overlay: LayeredDefinitions): Piece | null {
  const [object = '', second, third] = path
  if (object === 'objects' && second === undefined)
    return wholeOf(overlay.objects.at(-1)?.name ?? '', overlay)
  const found =
    second === undefined
      ? null
      : third === undefined
        ? fieldOf(object, second, overlay)
        : markOf(object, second, third, overlay)
  return found ?? (hasShippedPart(object, second, overlay) ? null : wholeOf(object, overlay))
}

const ownOf = (object: string, { objects }: LayeredDefinitions): ObjectDefinition | undefined =>
  objects.find(({ name }) => name === object)

const addedTo = (object: string, { extensions }: LayeredDefinitions): readonly Extension[] =>
  extensions.filter((extension) => extension.object === object)

/** A fault of a shipped object that names a place in it which is not the overlay's. */
const hasShippedPart = (object: string, second: string | undefined, overlay: LayeredDefinitions): boolean =>
  second !== undefined && ownOf(object, overlay) === undefined

function wholeOf(object: string, overlay: LayeredDefinitions): Piece | null {
  if (ownOf(object, overlay)) return { kind: 'object', object, name: object }
  return addedTo(object, overlay).length > 0 ? { kind: 'extension', object, name: object } : null
}

function fieldOf(object: string, name: string, overlay: LayeredDefinitions): Piece | null {
  const fields = [ownOf(object, overlay), ...addedTo(object, overlay)].flatMap((one) => one?.fields ?? [])
  return fields.some((field) => field.name === name) ? { kind: 'field', object, name } : null
}

const lists = ['checks', 'indexes', 'unique', 'search', 'prints', 'layouts'] as const

function markOf(object: string, list: string, name: string, overlay: LayeredDefinitions): Piece | null {
  if (list === 'defaults' || list === 'conditions') {
    const field = fieldOf(object, name, overlay)
    return field && { ...field, kind: list }
  }
  if (list === 'path') return hasPath(object, overlay) ? { kind: 'path', object, name: object } : null
  const kind = lists.find((one) => one === list)
  if (kind === undefined) return null
  const all = [ownOf(object, overlay), ...addedTo(object, overlay)]
  return all.some((one) => one && namesIn(one, kind).includes(name)) ? { kind, object, name } : null
}

const hasPath = (object: string, overlay: LayeredDefinitions): boolean =>
  [ownOf(object, overlay), ...addedTo(object, overlay)].some((one) => one?.path !== undefined)

function namesIn(one: ObjectDefinition | Extension, list: (typeof lists)[number]): readonly string[] {
  if (list === 'search') return one.search ?? []
  return (one[list] ?? []).map(({ name }) => name)
}

/** The overlay without these pieces. */
export function without(overlay: LayeredDefinitions, pieces: readonly Piece[]): LayeredDefinitions {
  const gone = new Set(pieces.map(pieceKey))
  const isGone = (kind: PieceKind, object: string, name: string): boolean =>
    gone.has(pieceKey({ kind, object, name }))
  return {
    layer: overlay.layer,
    objects: overlay.objects
      .filter(({ name }) => !isGone('object', name, name))
      .map((object) => pruned(object, object.name, isGone)),
    extensions: overlay.extensions
      .filter(({ object }) => !isGone('extension', object, object))
      .map((extension) => pruned(extension, extension.object, isGone)),
  }
}

function pruned<T extends ObjectDefinition | Extension>(
  one: T,
  object: string,
  isGone: (kind: PieceKind, object: string, name: string) => boolean,
): T {
  const kept = <N extends { readonly name: string }>(kind: PieceKind, list: readonly N[] | undefined) =>
    list?.filter(({ name }) => !isGone(kind, object, name))
  const standingLayouts = kept('layouts', one.layouts)
  const parts = {
    fields: kept('field', one.fields)?.map((field) => withoutMarks(field, object, isGone)),
    checks: kept('checks', one.checks),
    indexes: kept('indexes', one.indexes),
    prints: kept('prints', one.prints),
    search: one.search?.filter((name) => !isGone('search', object, name)),
    unique: kept('unique', one.unique),
    layouts: layoutsWithout({ ...(standingLayouts ? { layouts: standingLayouts } : {}) }, (field) =>
      isGone('field', object, field),
    ).layouts,
  }
  const standing = Object.fromEntries(Object.entries(parts).filter(([, list]) => list !== undefined))
  return isGone('path', object, object) ? withoutPath({ ...one, ...standing }) : { ...one, ...standing }
}

function withoutPath<T extends ObjectDefinition | Extension>({ path: _, ...rest }: T): T {
  // The path is optional in both.
  return rest as unknown as T
}

function withoutMarks(
  field: Field,
  object: string,
  isGone: (kind: PieceKind, object: string, name: string) => boolean,
): Field {
  const gone: readonly string[] = [
    ...(isGone('defaults', object, field.name) ? ['default'] : []),
    ...(isGone('conditions', object, field.name) ? conditionNames : []),
  ]
  // Every one of them is optional.
  return Object.fromEntries(Object.entries(field).filter(([key]) => !gone.includes(key))) as unknown as Field
}

/** The schema of what stands, the layers it was made of, and what had to be set aside for it. */
export type StandingSchema = {
  readonly schema: Schema
  readonly layers: readonly LayeredDefinitions[]
  readonly aside: readonly SetAside[]
}

/**
 * Each problem with the piece it speaks of, one entry a piece; null when one of them speaks of what is shipped, which is never set aside.
 */
export function blame(
  problems: readonly Problem[],
  pieceFor: (problem: Problem) => Piece | null,
  round: number,
): readonly SetAside[] | null {
  const blamed = new Map<string, SetAside>()
  for (const problem of problems) {
    const piece = pieceFor(problem)
    if (piece === null) return null
    const known = blamed.get(pieceKey(piece))
    blamed.set(pieceKey(piece), { ...piece, round, problems: [...(known?.problems ?? []), problem] })
  }
  return [...blamed.values()]
}

/**
 * Resolves the layers without those pieces of the overlay that do not hold, and what depends on them. Problems: those of
 * resolveSchema in what is shipped.
 */
export function resolveStanding(
  namespace: string,
  version: number,
  layers: readonly LayeredDefinitions[],
): Result<StandingSchema> {
  const aside: SetAside[] = []
  for (let round = 1, standing = layers; ; round++) {
    const resolved = resolveSchema(namespace, version, standing)
    if (resolved.ok) return ok({ schema: resolved.value, layers: standing, aside })
    const overlay = standing.find(({ layer }) => layer === 'overlay')
    const fallen = overlay && blame(resolved.problems, ({ path }) => pieceOf(path, overlay), round)
    if (!fallen) return failed(...resolved.problems)
    aside.push(...fallen)
    standing = standing.map((one) => (one === overlay ? without(overlay, fallen) : one))
  }
}
