// A number, and a quantity with a fixed number of fraction digits.
import type { DecimalField, NumberField } from '#kernel/schema'
import { formatNumber } from '../ui/format.ts'
import { Blank } from './blank.tsx'
import { type FieldView, type ShowProps, textOf } from './field-view.ts'
import { NumberInput } from './number-input.tsx'

export function ShowNumber({ value }: Pick<ShowProps, 'value'>) {
  const text = textOf(value)
  return text === '' ? <Blank /> : <span className="num">{formatNumber(text)}</span>
}

export const numberView: FieldView<NumberField> = {
  width: 110,
  isNumeric: true,
  Show: ShowNumber,
  Edit: (props) => <NumberInput {...props} show={(text) => formatNumber(text)} />,
}

/** Quantities drop trailing zeros when they are shown: 1200.000 is 1,200. */
export const decimalView: FieldView<DecimalField> = {
  width: 110,
  isNumeric: true,
  Show: ShowNumber,
  Edit: (props) => <NumberInput {...props} show={(text) => formatNumber(text)} />,
}
