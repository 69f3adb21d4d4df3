// What every field type offers: a way to show a value and a way to type one.
import type { ComponentType } from 'react'
import type { Field, Row, Value } from '#kernel/schema'
import { helpedOnFocus } from '../ui/help.tsx'

export type ShowProps<F extends Field = Field> = {
  readonly field: F
  readonly value: Value | undefined
  /** The whole record, for titles of references and currencies. */
  readonly row: Row
}

export type EditProps<F extends Field = Field> = {
  readonly field: F
  readonly value: Value | undefined
  /** The record; of it an input sees what its view `reads`. */
  readonly row: Row
  /** `title` is the shown name of a chosen reference. */
  readonly onChange: (value: Value, title?: string) => void
  /** The id that the label points at. */
  readonly id: string
  readonly isInvalid?: boolean
  readonly describedBy?: string | undefined
  readonly autoFocus?: boolean
  /** Drawn inside a cell of a grid: no border of its own. */
  readonly bare?: boolean
  /** Accessible name where no visible label points at the input. */
  readonly label?: string
  /** What the field is for: shown beside the input while it has the focus. */
  readonly help?: string
  /** What holds as long as nothing is chosen. */
  readonly placeholder?: string
}

export type FieldView<F extends Field = Field> = {
  readonly Show: ComponentType<ShowProps<F>>
  readonly Edit: ComponentType<EditProps<F>>
  /** What its input looks at in the record beside its own value; nothing when absent. */
  readonly reads?: (field: F) => readonly string[]
  /** Where there is room for all of it, as on the record's own page; as elsewhere when absent. */
  readonly ShowWhole?: ComponentType<ShowProps<F>>
  /** Width of its column in a list, px. */
  readonly width: number
  readonly isNumeric?: boolean
}

/** What every input of the component library is told. */
export const inputProps = (props: EditProps) => ({
  id: props.id,
  autoFocus: props.autoFocus ?? false,
  variant: props.bare ? ('borderless' as const) : ('outlined' as const),
  'aria-invalid': props.isInvalid ?? false,
  ...(props.isInvalid ? { status: 'error' as const } : {}),
  ...(props.describedBy === undefined ? {} : { 'aria-describedby': props.describedBy }),
  ...(props.label === undefined ? {} : { 'aria-label': props.label }),
  ...(props.placeholder === undefined ? {} : { placeholder: props.placeholder }),
  ...helpedOnFocus(props.help ?? ''),
})

export const textOf = (value: Value | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''
