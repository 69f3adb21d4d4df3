// How far a piece of long work has come.
import type { Json } from '#kernel/schema'

export type ProgressState = 'running' | 'cancelling' | 'done' | 'failed' | 'cancelled'

export type Progress = {
  readonly id: string
  /** What kind of work, e.g. `import`. */
  readonly kind: string
  readonly done: number
  /** Null while nobody knows. */
  readonly total: number | null
  readonly state: ProgressState
  /** The point from which to go on; meant for the work alone. */
  readonly cursor: Json
  readonly result: Json
  /** What made it fail, for people. */
  readonly error: string | null
  readonly createdBy: string
  readonly createdAt: string
  readonly updatedAt: string
}

/** What one step of the work leaves behind. */
export type StepResult = {
  readonly cursor: Json
  readonly done: number
  readonly total?: number
  /** True for the last step. */
  readonly isOver: boolean
  /** What the work came to, kept with the last step. */
  readonly result?: Json
  /** Called once the step is committed: for telling others of it. */
  readonly onKept?: () => void
}

export const isOver = (state: ProgressState): boolean => state !== 'running' && state !== 'cancelling'
