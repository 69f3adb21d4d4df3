// A verb of a module: reads, decides, and returns changes. It has no database handle, so it cannot go round the write path.
import type { Result } from '#base/result'
import type { Field, FormulaText, Json, Label, Row } from '#kernel/schema'
import type { Change } from './change.ts'
import type { Reader } from './reaction.ts'

export type Action = {
  /** Unique within its object; also the operation that policies grant. */
  readonly name: string
  readonly object: string
  readonly label: Label
  readonly help?: Label
  /** Runs on one record, or on the object as a whole (`none`). */
  readonly target: 'record' | 'none'
  readonly input: readonly Field[]
  /** Sentences that must be true of the record; a button whose sentence is false is shown blocked, with the message. */
  readonly checks?: readonly {
    readonly formula: FormulaText
    readonly message: Label
    readonly field?: string
  }[]
  /** When false for the record the button is not shown at all. */
  readonly visible?: FormulaText
  /** Main action of its record in the room: drawn as the primary button. */
  readonly primary?: boolean
  /**
   * What the action does to one field, so that dragging a card into another column can ask for it: the field becomes one of `to`; `input`
   * is the input that says which.
   */
  readonly moves?: { readonly field: string; readonly to: readonly string[]; readonly input?: string }
  /** Shown in a second confirmation that names what will change. */
  readonly confirm?: Label
  readonly run: (
    context: Reader & { readonly record: Row | null },
    input: { readonly [name: string]: Json },
  ) => Promise<Result<Outcome>>
}

export type Outcome = { readonly changes: readonly Change[]; readonly output?: Json }
