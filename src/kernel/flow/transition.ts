// The whole of what a flow does when something happens: a pure function from one state to the next.
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { FlowDefinition, Step } from './definition.ts'
import type { Effect } from './effects.ts'
import type { FlowEvent } from './event.ts'
import { type Instance, openHoldings, type Place } from './instance.ts'
import { close, done, type FlowContext, type Outcome, type Run } from './run.ts'
import { kindOf } from './steps/kinds.ts'

export type Transition = { readonly instance: Instance; readonly effects: readonly Effect[] }

/**
 * The instance after an event, and what is to be done about it. The same arguments always give the same answer.
 * Nothing happens (no effects, the same instance) when the event does not concern what is open.
 * Problems: `flow.not-running`, `flow.already-started`, `flow.task-not-open`, `flow.nobody-before`.
 */
export function transition(
  definition: FlowDefinition,
  instance: Instance,
  event: FlowEvent,
  context: FlowContext,
): Result<Transition> {
  const refused = refusal(instance, event)
  if (refused) return failed(refused)
  const run = begin(definition, instance, context)
  const cancelled = cancellation(definition, event, context)
  if (cancelled !== null) return ok(finish(run, instance, 'cancelled', cancelled))
  const outcome = move(definition, instance.place, event, run)
  if (run.nobodyBefore) return failed(problem('flow.nobody-before'))
  if ('task' in event && !run.found) return failed(problem('flow.task-not-open'))
  return ok(
    outcome.is === 'here' ? standing(run, instance, outcome.place) : finish(run, instance, 'ended', null),
  )
}

function refusal(instance: Instance, event: FlowEvent): Problem | null {
  if (instance.status !== 'running') return problem('flow.not-running')
  if (event.kind === 'start') return instance.place === null ? null : problem('flow.already-started')
  return instance.place === null ? problem('flow.not-running') : null
}

function cancellation(definition: FlowDefinition, event: FlowEvent, context: FlowContext): string | null {
  if (event.kind === 'cancel') return event.reason
  const { cancelWhen } = definition
  const isWatching = event.kind === 'recordChanged' && cancelWhen !== undefined
  return isWatching && context.is(cancelWhen) ? 'cancelWhen' : null
}

function begin(definition: FlowDefinition, instance: Instance, context: FlowContext): Run {
  const run: Run = {
    context,
    steps: new Map(allSteps(definition.steps).map((step) => [step.name, step])),
    enter: (steps, at, from) => enter(steps, at, from, run),
    on: (steps, place, event) => on(steps, place, event, run),
    delivered: new Map(Object.entries(instance.delivered)),
    rounds: new Map(Object.entries(instance.rounds)),
    open: new Map(openHoldings(instance).map((holding) => [holding.task, holding])),
    effects: [],
    found: false,
    nobodyBefore: false,
  }
  return run
}

const move = (definition: FlowDefinition, place: Place | null, event: FlowEvent, run: Run): Outcome =>
  place === null ? run.enter(definition.steps, 0, null) : run.on(definition.steps, place, event)

/** Comes to the steps from `at` on, one after the other, until one stays open. */
function enter(steps: readonly Step[], at: number, from: string | null, run: Run): Outcome {
  let carried = from
  for (const [offset, step] of steps.slice(at).entries()) {
    const outcome = kindOf(step).enter(step, { at: at + offset, from: carried }, run)
    if (outcome.is !== 'done') return outcome
    carried = outcome.from
  }
  return done(carried)
}

/** Tells the open step of a sequence what happened, and goes on from it when it is done. */
function on(steps: readonly Step[], place: Place, event: FlowEvent, run: Run): Outcome {
  const step = steps[place.at]
  if (step === undefined) return done(place.from)
  const outcome = kindOf(step).on(step, place, event, run)
  return outcome.is === 'done' ? enter(steps, place.at + 1, outcome.from, run) : outcome
}

const memory = (run: Run): Pick<Instance, 'delivered' | 'rounds'> => ({
  delivered: Object.fromEntries(run.delivered),
  rounds: Object.fromEntries(run.rounds),
})

function standing(run: Run, instance: Instance, place: Place): Transition {
  const stands = JSON.stringify(place) === JSON.stringify(instance.place)
  if (run.effects.length === 0 && stands) return { instance, effects: [] }
  return { instance: { status: 'running', place, ...memory(run) }, effects: run.effects }
}

function finish(
  run: Run,
  instance: Instance,
  status: 'ended' | 'cancelled',
  reason: string | null,
): Transition {
  for (const holding of [...run.open.values()]) close(run, holding, { how: 'cancelled', reason })
  run.effects.push({ kind: 'endInstance', status, at: run.context.now, reason })
  return { instance: { ...instance, status, place: null, ...memory(run) }, effects: run.effects }
}

/** Every step of a tree, outermost first. */
export const allSteps = (steps: readonly Step[]): readonly Step[] =>
  steps.flatMap((step) => [step, ...innerSteps(step).flatMap(allSteps)])

const innerSteps = (step: Step): readonly (readonly Step[])[] => {
  if (step.kind === 'parallel') return step.branches
  if (step.kind === 'branch') return [...step.cases.map(({ steps }) => steps), step.otherwise ?? []]
  return []
}
