// Somebody acting for somebody else for a while.
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'

export type Delegation = {
  readonly id: string
  /** Who is acted for. */
  readonly principal: string
  /** Who acts. */
  readonly delegate: string
  /** ISO instants: `since` is included, `until` is not. */
  readonly since: string
  readonly until: string
}

const longestMs = 366 * 24 * 60 * 60_000

/** Problems: identity.delegateSelf, identity.delegateDates. */
export function checkDelegation(delegation: Delegation): Result<Delegation> {
  const { principal, delegate, since, until } = delegation
  if (principal === delegate) return failed(problem('identity.delegateSelf', ['delegate']))
  const length = Date.parse(until) - Date.parse(since)
  return length > 0 && length <= longestMs
    ? ok(delegation)
    : failed(problem('identity.delegateDates', ['until']))
}
