// Turns a record with nested lines, as integrations send it, into the creates that make it.

import { isUuid } from '#base/ids'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Create } from '#kernel/records'
import type { Json, LinesField } from '#kernel/schema'

/** The lines fields of an object by name. */
export type LinesOf = (object: string) => ReadonlyMap<string, Pick<LinesField, 'object' | 'by'>>

export type Nested = { readonly [field: string]: Json }

const deepest = 4

/**
 * A create for the record and one for each line, parents first. Each record may carry its own `id`; those without get a new one.
 * Problems: http.badRequest where lines are no list of objects or an id is no UUID, with the path into the body.
 */
export function flattened(
  linesOf: LinesOf,
  newId: () => string,
  object: string,
  body: Nested,
): Result<readonly Create[]> {
  return creates({ linesOf, newId }, object, body, {}, [])
}

type Making = { readonly linesOf: LinesOf; readonly newId: () => string }

function creates(
  making: Making,
  object: string,
  body: Nested,
  owner: Nested,
  path: readonly string[],
): Result<readonly Create[]> {
  const { id: given, ...fields } = body
  if (given !== undefined && !isUuid(given)) return bad([...path, 'id'], 'format')
  const id = given === undefined ? making.newId() : given
  const lines = making.linesOf(object)
  const own = Object.entries(fields).filter(([name]) => !lines.has(name))
  const made: Create[] = [{ kind: 'create', object, id, values: { ...Object.fromEntries(own), ...owner } }]
  for (const [name, field] of lines) {
    if (fields[name] === undefined) continue
    const inner = children(making, field, fields[name], id, [...path, name])
    if (!inner.ok) return inner
    made.push(...inner.value)
  }
  return ok(made)
}

function children(
  making: Making,
  { object, by }: Pick<LinesField, 'object' | 'by'>,
  given: Json,
  owner: string,
  path: readonly string[],
): Result<readonly Create[]> {
  if (!Array.isArray(given)) return bad(path, 'array')
  if (path.length >= deepest * 2) return bad(path, 'tooDeep')
  const made: Create[] = []
  for (const [index, line] of (given as readonly Json[]).entries()) {
    const at = [...path, String(index)]
    if (!isNested(line)) return bad(at, 'object')
    const inner = creates(making, object, line, { [by]: owner }, at)
    if (!inner.ok) return inner
    made.push(...inner.value)
  }
  return ok(made)
}

const isNested = (value: Json): value is Nested =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const bad = (path: readonly string[], reason: string): Result<never> =>
  failed(problem('http.badRequest', path, { reason, place: path.join('.') }))
