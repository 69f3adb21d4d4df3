// One way of several: the first whose condition is true on entry.
import type { BranchStep, Step } from '../definition.ts'
import type { Place } from '../instance.ts'
import { here, type Outcome, type StepKind } from '../run.ts'

export const branch: StepKind<BranchStep> = {
  enter(step, { at, from }, run) {
    const chosen = step.cases.findIndex(({ when }) => run.context.is(when))
    return inside({ at, step: step.name, from, chosen }, run.enter(stepsOf(step, chosen), 0, from))
  },

  on(step, place, event, run) {
    const inner = place.inner?.[0]
    if (!inner) return here(place)
    return inside(place, run.on(stepsOf(step, place.chosen ?? -1), inner, event))
  },
}

/** The chosen case stays chosen, whatever becomes of its condition; -1 is the way for everything else. */
const stepsOf = (step: BranchStep, chosen: number): readonly Step[] =>
  step.cases[chosen]?.steps ?? step.otherwise ?? []

const inside = (place: Place, outcome: Outcome): Outcome =>
  outcome.is === 'here' ? here({ ...place, inner: [outcome.place] }) : outcome
