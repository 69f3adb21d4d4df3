// A session as people are shown it.

/** An open session. `id` names it for ending it and is no secret; `isThis` says whether it is the one that asks. */
export type SessionView = {
  readonly id: string
  readonly createdAt: string
  readonly lastSeenAt: string
  readonly ip: string | null
  readonly agent: string | null
  readonly isThis: boolean
}
