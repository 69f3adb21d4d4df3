// Which HTTP status a problem answers with: one small table, the first match decides.
import type { Problem } from '#base/problem'

/** A code, or the beginning of codes (ending in a dot). Exact codes stand before their part. */
const table: readonly (readonly [string, number])[] = [
  ['http.badRequest', 400],
  ['http.missingHeader', 403],
  ['http.notFound', 404],
  ['http.tooLarge', 413],
  ['http.unsupportedType', 415],
  ['http.rateLimited', 429],
  ['http.unexpected', 500],
  ['http.unavailable', 503],
  ['http.timeout', 503],
  ['records.missing', 404],
  ['records.conflict', 409],
  ['files.unknown', 404],
  ['files.tooLarge', 413],
  ['import.unknown', 404],
  ['query.unknownObject', 404],
  ['print.unknownLayout', 404],
  ['print.busy', 503],
  ['export.tooMany', 429],
  ['views.linkClosed', 404],
  ['views.linkPassword', 403],
  ['access.', 403],
  ['identity.signInFailed', 401],
  ['identity.signedOut', 401],
  ['identity.tooManyAttempts', 429],
  ['identity.mustChange', 403],
]

/** 422 for every problem that the table does not name: the request was understood and may not be done. */
export function statusOf({ code }: Pick<Problem, 'code'>): number {
  const found = table.find(([name]) => (name.endsWith('.') ? code.startsWith(name) : code === name))
  return found?.[1] ?? 422
}
