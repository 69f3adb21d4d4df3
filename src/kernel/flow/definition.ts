// A process as a tree of steps: data that the designer draws, the engine runs and the room shows.
import type { FormulaText, Label } from '#kernel/schema'

/** Who is to hold a task: a person named by a formula, else somebody of a department or role. */
export type Holder = {
  /** A formula giving a person's id, tried first. */
  readonly person?: FormulaText
  /** A department's code. */
  readonly department?: string
  readonly role?: string
  /** Among several: the department's head, the one with the fewest open tasks, or nobody (the department's pool). Default head. */
  readonly pick?: 'head' | 'leastLoaded' | 'pool'
}

export type TaskStep = {
  readonly kind: 'task'
  readonly name: string
  readonly label: Label
  readonly holder: Holder
  /** Working minutes from the hand-over to delivery. */
  readonly limitMinutes?: number
  /** A formula giving the instant by which it is due, tried before the limit. */
  readonly dueAt?: FormulaText
  /** The task is delivered by itself as soon as this is true of the record. */
  readonly doneWhen?: FormulaText
  /** `doneWhen` in words: what is still missing, told to whoever delivers before it is true. */
  readonly doneMeans?: Label
  /** The step is passed over when this is true on entry. */
  readonly skipWhen?: FormulaText
  /** Actions of the record that this task asks for: offered first on its card. */
  readonly actions?: readonly string[]
  /** The action by which the holder says yes without more to be asked: makes the task an approval, which can be given for several at once. */
  readonly approve?: string
  /**
   * What the holder decides by: fields of the record, or of what it refers to (`order.promisedDate`); a lines field stands for its
   * lines. Shown with the step, and with the forms of its actions.
   */
  readonly facts?: readonly string[]
  /** Working minutes after the due time at which each further level (head, head's head, …) is told. The first level is told at the due time. */
  readonly escalateEveryMinutes?: number
  readonly guide?: Label
}
export type ParallelStep = {
  readonly kind: 'parallel'
  readonly name: string
  readonly branches: readonly (readonly Step[])[]
}
export type BranchStep = {
  readonly kind: 'branch'
  readonly name: string
  readonly cases: readonly { readonly when: FormulaText; readonly steps: readonly Step[] }[]
  readonly otherwise?: readonly Step[]
}
/** Rests until the condition is true of the record, or until `untilMinutes` of working time have passed. */
export type WaitStep = {
  readonly kind: 'wait'
  readonly name: string
  readonly label: Label
  readonly until?: FormulaText
  readonly untilMinutes?: number
}
export type EndStep = { readonly kind: 'end'; readonly name: string; readonly label: Label }
export type Step = TaskStep | ParallelStep | BranchStep | WaitStep | EndStep

export type FlowDefinition = {
  readonly name: string
  readonly label: Label
  readonly object: string
  /** Drawn as the record's main line, with a room, a board and a big screen. */
  readonly mainLine?: boolean
  /** The flow starts on a record when this becomes true and no instance of it exists yet. */
  readonly startWhen: FormulaText
  /** All open tasks are closed and the instance ends when this becomes true. */
  readonly cancelWhen?: FormulaText
  readonly steps: readonly Step[]
}
