// One transition in progress: what the kinds of step may ask and do. Lives only inside `transition`.
import type { FormulaText } from '#kernel/schema'
import type { Step, TaskStep } from './definition.ts'
import type { CloseTask, Effect } from './effects.ts'
import type { FlowEvent } from './event.ts'
import type { Delivery, Held, Holding, Place } from './instance.ts'

/** The world as a transition is told it. Every answer must be the same for the same question within one transition. */
export type FlowContext = {
  readonly now: string
  /** Whether a condition is true of the record; blank is false. */
  readonly is: (formula: FormulaText) => boolean
  /** Who is to hold a task of this step now. */
  readonly holder: (step: TaskStep) => Held
  /** The instant that a formula gives for the record; null when it gives none. */
  readonly instant: (formula: FormulaText) => string | null
  /** The instant so many working minutes after another; null when the calendar has no answer. */
  readonly due: (from: string, workingMinutes: number) => string | null
  /** The id of the task record for the nth asking of a step. */
  readonly taskId: (step: string, round: number) => string
}

/** `here`: the step stays open at this place. `done`: go on, the named step having delivered. `ended`: the whole instance is over. */
export type Outcome =
  | { readonly is: 'here'; readonly place: Place }
  | { readonly is: 'done'; readonly from: string | null }
  | { readonly is: 'ended' }

export const here = (place: Place): Outcome => ({ is: 'here', place })
export const done = (from: string | null): Outcome => ({ is: 'done', from })

export type Entry = { readonly at: number; readonly from: string | null }

/** What each kind of step owns: coming to it, and what happens while it is open. */
export type StepKind<S extends Step> = {
  readonly enter: (step: S, entry: Entry, run: Run) => Outcome
  readonly on: (step: S, place: Place, event: FlowEvent, run: Run) => Outcome
}

export type Run = {
  readonly context: FlowContext
  readonly steps: ReadonlyMap<string, Step>
  readonly enter: (steps: readonly Step[], at: number, from: string | null) => Outcome
  readonly on: (steps: readonly Step[], place: Place, event: FlowEvent) => Outcome
  readonly delivered: Map<string, Delivery>
  readonly rounds: Map<string, number>
  readonly open: Map<string, Holding>
  readonly effects: Effect[]
  /** Set when the task that an event names was found open. */
  found: boolean
  /** Set by a return that has nobody to go back to. */
  nobodyBefore: boolean
}

export type Asking = {
  readonly step: TaskStep
  readonly held: Held
  readonly from: Held | null
  readonly reason: string | null
}

/** Asks somebody for a step: a new task, its clock running from now. */
export function ask(run: Run, { step, held, from, reason }: Asking): Holding {
  const { context } = run
  const round = (run.rounds.get(step.name) ?? 0) + 1
  const holding = {
    task: context.taskId(step.name, round),
    step: step.name,
    held,
    askedAt: context.now,
    round,
  }
  const dueAt = dueOf(context, step)
  run.rounds.set(step.name, round)
  run.open.set(holding.task, holding)
  const { task, askedAt } = holding
  run.effects.push(
    { kind: 'openTask', task, step: step.name, held, from, askedAt, dueAt, round, reason },
    { kind: 'notify', what: reason === null ? 'asked' : 'returned', task, step: step.name, to: held, reason },
  )
  return holding
}

/** The instant that the step names, else its limit of working time from now. */
function dueOf({ now, due, instant }: FlowContext, { dueAt, limitMinutes }: TaskStep): string | null {
  const named = dueAt === undefined ? null : instant(dueAt)
  return named ?? (limitMinutes === undefined ? null : due(now, limitMinutes))
}

type Closing = Pick<CloseTask, 'how'> & { readonly reason?: string | null }

/** Stops the clock of a holding. */
export function close(run: Run, { task, askedAt }: Holding, { how, reason = null }: Closing): void {
  run.open.delete(task)
  run.effects.push({ kind: 'closeTask', task, how, askedAt, at: run.context.now, reason })
}
