// Rests until a condition is true of the record or working time has passed, whichever comes first. Nobody holds it.
import type { WaitStep } from '../definition.ts'
import { done, here, type Run, type StepKind } from '../run.ts'

export const wait: StepKind<WaitStep> = {
  enter(step, { at, from }, run) {
    if (isOver(step, run)) return done(from)
    const { context } = run
    const wakeAt = step.untilMinutes === undefined ? null : context.due(context.now, step.untilMinutes)
    run.effects.push({ kind: 'setDeadline', step: step.name, at: wakeAt })
    return here({ at, step: step.name, from, wakeAt })
  },

  on(step, place, event, run) {
    const hasRung = event.kind === 'timerFired' && !!place.wakeAt && place.wakeAt <= run.context.now
    const isTrue = event.kind === 'recordChanged' && isOver(step, run)
    return hasRung || isTrue ? done(place.from) : here(place)
  },
}

const isOver = ({ until }: WaitStep, { context }: Run): boolean => until !== undefined && context.is(until)
