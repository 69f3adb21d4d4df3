// Several ways at once; the step is done when every one of them is through.
import type { ParallelStep, Step } from '../definition.ts'
import type { Place } from '../instance.ts'
import { done, here, type Outcome, type StepKind } from '../run.ts'

export const parallel: StepKind<ParallelStep> = {
  enter: (step, { at, from }, run) =>
    gather(step, { at, step: step.name, from }, (branch) => run.enter(branch, 0, from)),

  on: (step, place, event, run) =>
    gather(step, place, (branch, at) => {
      const inner = place.inner?.[at] ?? null
      return inner === null ? null : run.on(branch, inner, event)
    }),
}

/** Moves each way that is still open (null: it was through already). An end on any way ends the instance. */
function gather(
  step: ParallelStep,
  place: Place,
  move: (branch: readonly Step[], at: number) => Outcome | null,
): Outcome {
  const inner: (Place | null)[] = []
  let from = place.from
  for (const [at, branch] of step.branches.entries()) {
    const outcome = move(branch, at)
    if (outcome?.is === 'ended') return outcome
    if (outcome?.is === 'done') from = outcome.from
    inner.push(outcome?.is === 'here' ? outcome.place : null)
  }
  return inner.every((open) => open === null) ? done(from) : here({ ...place, inner })
}
