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

/**
 * An action that answers while lines are typed: on the wire it takes `lines: [{ line, …send }]` with the values typed so far, and
 * answers `{ lines: [{ line, …columns }] }`. It changes nothing. Whoever is not granted it sees no such columns.
 */
export type Assist = {
  /** The objects whose lines it knows about. */
  readonly of: readonly string[]
  /** Fields of a line that it is asked with; a line without the first of them is not asked about. */
  readonly send: readonly string[]
  /** Inputs of the action that are fields of the record the lines belong to. */
  readonly whole?: readonly string[]
  readonly columns: readonly AssistColumn[]
}

export type AssistColumn = (Pick<DecimalField, 'type' | 'scale'> | { readonly type: 'date' | 'text' }) & {
  readonly name: string
  readonly label: Label
  /** The output that says why, in every language: `{ zh-CN, en }`. */
  readonly reason?: string
  /** The field of the line that the answer is written into as long as nobody typed there; it then is no column of its own. */
  readonly fills?: string
  /** The output is drawn as a warning when it is after this field of the line or, where that is blank, of the whole. */
  readonly notAfter?: string
}

export type Action = {
  /** Unique within its object; also the operation that policies grant. */
  readonly name: string
  readonly object: string
  readonly label: Label
  readonly help?: Label
  /** The module that it works with: while that is switched off it is neither offered nor run. */
  readonly uses?: string
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
  /** Asked while lines are typed, and offered nowhere else. */
  readonly assists?: Assist
  readonly run: (
    context: Reader & { readonly record: Row | null },
    input: { readonly [name: string]: Json },
  ) => Promise<Result<Outcome>>
}

export type Outcome = { readonly changes: readonly Change[]; readonly output?: Json }
