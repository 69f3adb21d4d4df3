// A ratio that people read and type as a percentage.
import { formatDecimal, parseDecimal } from '#base/values/decimal'
import type { PercentField } from '#kernel/schema'
import { formatPercent, readNumber, readPercent } from '../ui/format.ts'
import { Blank } from './blank.tsx'
import { type FieldView, type ShowProps, textOf } from './field-view.ts'
import { NumberInput } from './number-input.tsx'

export function ShowPercent({ value }: Pick<ShowProps, 'value'>) {
  const text = textOf(value)
  return text === '' ? <Blank /> : <span className="num">{formatPercent(text)}</span>
}

const asTyped = (ratio: string): string => {
  const value = parseDecimal(ratio)
  return value === undefined ? ratio : formatDecimal(value.times(100))
}

export const percentView: FieldView<PercentField> = {
  width: 90,
  isNumeric: true,
  Show: ShowPercent,
  Edit: (props) => (
    <NumberInput
      {...props}
      suffix={props.bare ? undefined : <span className="hush">%</span>}
      show={props.bare ? formatPercent : asTyped}
      read={(typed) => readPercent(readNumber(typed.replace('%', '')) ?? typed)}
    />
  ),
}
