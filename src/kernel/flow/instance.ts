// Where a running instance stands, as plain JSON: places in the tree of steps, and who holds what is open there.

/** Who holds something: a person, else a department's pool. */
export type Held = { readonly person: string | null; readonly department: string | null }

/** One holding of a step. Only the last of a place's chain is open: those before it wait until it comes back to them. */
export type Holding = {
  /** The task record's id. */
  readonly task: string
  readonly step: string
  readonly held: Held
  /** When it was asked for: the clock of this holding runs from here. */
  readonly askedAt: string
  readonly round: number
}

/**
 * A place in a sequence of steps. What the fields mean is the business of the step's kind:
 * a task has a `chain`, a wait may have a `wakeAt`, a parallel and a branch have `inner` places (null: that way is through).
 */
export type Place = {
  readonly at: number
  readonly step: string
  /** The task step whose delivery led here; null at the beginning. */
  readonly from: string | null
  readonly chain?: readonly Holding[]
  readonly wakeAt?: string | null
  readonly chosen?: number
  readonly inner?: readonly (Place | null)[]
}

/** The last delivery of a step: to whom a return goes back, and where from there. */
export type Delivery = { readonly held: Held; readonly from: string | null }

export type Instance = {
  readonly status: 'running' | 'ended' | 'cancelled'
  readonly place: Place | null
  readonly delivered: Readonly<Record<string, Delivery>>
  /** How many times each step has been asked for. */
  readonly rounds: Readonly<Record<string, number>>
}

/** An instance that has not started. */
export const unstarted: Instance = { status: 'running', place: null, delivered: {}, rounds: {} }

/** Every place, outermost first. */
export const places = (place: Place | null): readonly Place[] =>
  place === null ? [] : [place, ...(place.inner ?? []).flatMap(places)]

/** What is held now, one for each place of a task. */
export const openHoldings = (instance: Instance): readonly Holding[] =>
  places(instance.place).flatMap(({ chain }) => chain?.slice(-1) ?? [])

/** The earliest instant at which a waiting step wants to be woken; null when none does. */
export const nextWake = (instance: Instance): string | null =>
  places(instance.place)
    .flatMap(({ wakeAt }) => wakeAt ?? [])
    .toSorted()[0] ?? null
