// The input of an action that moves goods: which lines, and how much of each.
import type { LinesInput } from '#kernel/records'
import type { Label } from '#kernel/schema'
import { label } from './label.ts'

type Wish = {
  readonly label: Label
  readonly help?: Label
  readonly required?: true
  /** Fields of the line drawn before the quantity. */
  readonly show: readonly string[]
  /** How much of a line there is to take. */
  readonly open: string
  readonly startsBlank?: true
}

/** An input named `lines` over the lines of the same name; `wantedLines` reads what comes of it. */
export const pickedLines = ({ show, open, startsBlank, ...common }: Wish): LinesInput => ({
  name: 'lines',
  type: 'json',
  ...common,
  pick: {
    lines: 'lines',
    show,
    open,
    quantity: {
      name: 'quantity',
      type: 'decimal',
      scale: 3,
      min: '0.001',
      label: label('本次', 'This time'),
    },
    ...(startsBlank ? { startsBlank } : {}),
  },
})
