// A task: one step held by exactly one holder at a time, handed over, accepted, delivered, or sent back.
import type { TaskStep } from '../definition.ts'
import type { FlowEvent } from '../event.ts'
import type { Holding, Place } from '../instance.ts'
import { ask, close, done, here, type Outcome, type Run, type StepKind } from '../run.ts'

export const task: StepKind<TaskStep> = {
  enter(step, { at, from }, run) {
    const { context } = run
    if (step.skipWhen !== undefined && context.is(step.skipWhen)) return done(from)
    if (isDone(step, run)) return done(from)
    const giver = from === null ? null : (run.delivered.get(from)?.held ?? null)
    const holding = ask(run, { step, held: context.holder(step), from: giver, reason: null })
    return here({ at, step: step.name, from, chain: [holding] })
  },

  on(step, place, event, run) {
    const current = place.chain?.at(-1)
    if (current === undefined) return here(place)
    if (event.kind === 'recordChanged') {
      return isDone(step, run) ? deliverStep(step, place, current, run) : here(place)
    }
    if (!('task' in event) || event.task !== current.task) return here(place)
    run.found = true
    return answers[event.kind](step, place, current, event as never, run)
  },
}

const isDone = ({ doneWhen }: TaskStep, { context }: Run): boolean =>
  doneWhen !== undefined && context.is(doneWhen)

type TaskEvent = Extract<FlowEvent, { task: string }>
type Answer<K> = (
  step: TaskStep,
  place: Place,
  current: Holding,
  event: Extract<TaskEvent, { kind: K }>,
  run: Run,
) => Outcome

const answers: { readonly [K in TaskEvent['kind']]: Answer<K> } = {
  taskAccepted: (_step, place, current, { by }, run) => {
    const held = { ...current.held, person: by }
    run.effects.push({ kind: 'holdTask', task: current.task, held, at: run.context.now, accepted: true })
    return here(withCurrent(place, { ...current, held }, run))
  },

  taskDelivered: (step, place, current, { by }, run) => {
    // Out of a pool it is delivered by somebody, and that somebody is who a return goes back to.
    const held = { ...current, held: { ...current.held, person: current.held.person ?? by } }
    const waiting = place.chain?.at(-2)
    if (waiting === undefined) return deliverStep(step, { ...place, chain: [held] }, held, run)
    return resume(place, held, waiting, run)
  },

  taskReturned: (_step, place, current, { reason }, run) => {
    const before = predecessor(place, current, run)
    if (before === null) {
      run.nobodyBefore = true
      return here(place)
    }
    close(run, current, { how: 'returned', reason })
    const holding = ask(run, { ...before, from: current.held, reason })
    return here({ ...place, chain: [...(place.chain ?? []), holding] })
  },

  taskReassigned: (step, place, current, { to, reason }, run) => {
    const { task } = current
    run.effects.push(
      { kind: 'holdTask', task, held: to, at: run.context.now, accepted: false },
      { kind: 'notify', what: 'reassigned', task, step: step.name, to, reason },
    )
    return here(withCurrent(place, { ...current, held: to }, run))
  },
}

function withCurrent(place: Place, current: Holding, run: Run): Place {
  run.open.set(current.task, current)
  return { ...place, chain: [...(place.chain ?? []).slice(0, -1), current] }
}

function deliverStep(step: TaskStep, place: Place, current: Holding, run: Run): Outcome {
  close(run, current, { how: 'delivered' })
  // Whoever the step itself was asked of has delivered it, even while somebody before them was still mending it.
  const held = place.chain?.[0]?.held ?? current.held
  run.delivered.set(step.name, { held, from: place.from })
  return done(step.name)
}

/** What was sent back has been mended: the one who sent it back holds their step again, with a new clock. */
function resume(place: Place, current: Holding, waiting: Holding, run: Run): Outcome {
  close(run, current, { how: 'delivered' })
  const known = run.delivered.get(current.step)
  run.delivered.set(current.step, { held: current.held, from: known?.from ?? null })
  const again = taskStep(run, waiting.step)
  if (again === null) return here(place)
  const holding = ask(run, { step: again, held: waiting.held, from: current.held, reason: null })
  return here({ ...place, chain: [...(place.chain ?? []).slice(0, -2), holding] })
}

/** The step whose delivery led to the one held now, with the holder who delivered it. */
function predecessor(
  place: Place,
  current: Holding,
  run: Run,
): { readonly step: TaskStep; readonly held: Holding['held'] } | null {
  const isFirst = place.chain?.length === 1
  const name = isFirst ? place.from : (run.delivered.get(current.step)?.from ?? null)
  const delivery = name === null ? undefined : run.delivered.get(name)
  const step = name === null ? null : taskStep(run, name)
  return delivery === undefined || step === null ? null : { step, held: delivery.held }
}

function taskStep(run: Run, name: string): TaskStep | null {
  const step = run.steps.get(name)
  return step?.kind === 'task' ? step : null
}
