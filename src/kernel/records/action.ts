// A verb of a module: reads, decides, and returns changes. It has no database handle, so it cannot go round the write path.
import type { Result } from '#base/result'
import type { DecimalField, Field, FormulaText, Json, JsonField, Label, Row } from '#kernel/schema'
import type { Change } from './change.ts'
import type { Reader } from './reaction.ts'

/**
 * An input that asks for some of the record's own lines and how much of each: on the wire
 * `[{ line, quantity }]`, each line once.
 */
export type LinesInput = JsonField & {
  readonly pick: {
    /** The lines field of the record. */
    readonly lines: string
    /** Fields of the line that tell it from the others, in order. */
    readonly show: readonly string[]
    /** The field of the line that says how much there is to take; a line without any is not offered. */
    readonly open: string
    /** What is asked of each line. */
    readonly quantity: Omit<DecimalField, 'name'> & { readonly name: 'quantity' }
    /** Begins with nothing taken; otherwise with all that is open. */
    readonly startsBlank?: true
  }
}

/** What an action asks for: a field as it is typed into any form, or picked lines. */
export type ActionInput = Field | LinesInput

export const isLinesInput = (input: ActionInput): input is LinesInput => 'pick' in input

export type Action = {
  /** Unique within its object; also the operation that policies grant. */
  readonly name: string
  readonly object: string
  readonly label: Label
  readonly help?: Label
  /** Runs on one record, or on the object as a whole (`none`). */
  readonly target: 'record' | 'none'
  readonly input: readonly ActionInput[]
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
