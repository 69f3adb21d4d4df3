// How long sessions last and how often one may try to sign in.

export type SessionLimits = {
  readonly absoluteMs: number
  readonly idleMs: number
  /** How long a replaced token still works, for requests that were under way. */
  readonly graceMs: number
  /** The time of last use is written at most this often. */
  readonly touchMs: number
}

export type AttemptLimits = {
  readonly windowMs: number
  readonly perLogin: number
  readonly perAddress: number
}

const minute = 60_000

export const sessionLimits: SessionLimits = {
  absoluteMs: 30 * 24 * 60 * minute,
  idleMs: 7 * 24 * 60 * minute,
  graceMs: minute,
  touchMs: minute,
}

export const attemptLimits: AttemptLimits = { windowMs: 15 * minute, perLogin: 10, perAddress: 100 }
