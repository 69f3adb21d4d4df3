// Reads a JSON body so that nothing hostile gets past: depth, names that reach prototypes, texts no database can hold.
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'

export const deepest = 32
// Names that would change how objects behave where a value is copied carelessly.
const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * The value of a JSON text; undefined for an empty one. Problems: http.badRequest with `reason` notJson, tooDeep, forbiddenName or
 * badText and the path at fault.
 */
export function parseJson(text: string): Result<unknown> {
  if (text.trim() === '') return ok(undefined)
  if (depthOf(text) > deepest) return refused('tooDeep')
  try {
    const value: unknown = JSON.parse(text)
    return suspicious.test(text) ? inspected(value) : ok(value)
  } catch {
    return refused('notJson')
  }
}

const refused = (reason: string, path: readonly string[] = []): Result<never> =>
  failed(problem('http.badRequest', path, { reason, place: path.join('.') }))

// Only texts that may hold something to refuse are walked: escapes, and the names themselves.
const suspicious = /\\u|__proto__|constructor|prototype/

function inspected(value: unknown): Result<unknown> {
  const found = firstFault(value, [])
  return found === null ? ok(value) : refused(found.reason, found.path.slice(0, 8))
}

type Fault = { readonly reason: string; readonly path: readonly string[] }

function firstFault(value: unknown, path: readonly string[]): Fault | null {
  if (typeof value === 'string') return isStorable(value) ? null : { reason: 'badText', path }
  if (typeof value !== 'object' || value === null) return null
  for (const [name, inner] of Object.entries(value)) {
    if (forbiddenNames.has(name)) return { reason: 'forbiddenName', path: [...path, name] }
    const fault = isStorable(name)
      ? firstFault(inner, [...path, name])
      : { reason: 'badText', path: [...path, '?'] }
    if (fault !== null) return fault
  }
  return null
}

// PostgreSQL holds neither the zero character nor half of a surrogate pair.
const unstorable = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** Whether a text can be stored and compared. */
export const isStorable = (text: string): boolean => !unstorable.test(text)

/** How deep the brackets of a text nest, those inside strings not counted; stops counting past the limit. */
export function depthOf(text: string): number {
  let depth = 0
  let most = 0
  for (let at = 0; at < text.length && most <= deepest; at++) {
    const sign = text.charCodeAt(at)
    if (sign === 0x22) at = endOfString(text, at)
    else if (sign === 0x7b || sign === 0x5b) most = Math.max(most, ++depth)
    else if (sign === 0x7d || sign === 0x5d) depth--
  }
  return most
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    if (sign === 0x5c) at++
    else if (sign === 0x22) return at
  }
  return text.length
}
