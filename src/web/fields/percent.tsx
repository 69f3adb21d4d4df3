// A ratio that people read and type as a percentage, perhaps with a bar.
import { formatDecimal, parseDecimal } from '#base/values/decimal'
import type { PercentField } from '#kernel/schema'
import { formatPercent, readNumber, readPercent } from '../ui/format.ts'
import { Blank } from './blank.tsx'
import { type FieldView, type ShowProps, textOf } from './field-view.ts'
import { NumberInput } from './number-input.tsx'
import './percent.css'

export function ShowPercent({ value }: Pick<ShowProps, 'value'>) {
  const text = textOf(value)
  return text === '' ? <Blank /> : <span className="num">{formatPercent(text)}</span>
}

/** A bar beside its figure, which is what readers are told; beyond either end the bar is full or empty. */
function ShowProgress({ value }: Pick<ShowProps, 'value'>) {
  const share = parseDecimal(textOf(value))
  if (share === undefined) return <ShowPercent value={value} />
  const width = Math.min(100, Math.max(0, share.times(100).toNumber()))
  return (
    <span className="percent-bar">
      <i aria-hidden="true">
        <b style={{ width: `${width}%` }} />
      </i>
      <ShowPercent value={value} />
    </span>
  )
}

const asTyped = (ratio: string): string => {
  const value = parseDecimal(ratio)
  return value === undefined ? ratio : formatDecimal(value.times(100))
}

export const percentView: FieldView<PercentField> = {
  width: 110,
  isNumeric: true,
  Show: ({ field, value }) =>
    field.shownAs === 'progress' ? <ShowProgress value={value} /> : <ShowPercent value={value} />,
  Edit: (props) => (
    <NumberInput
      {...props}
      suffix={props.bare ? undefined : <span className="hush">%</span>}
      show={props.bare ? formatPercent : asTyped}
      read={(typed) => readPercent(readNumber(typed.replace('%', '')) ?? typed)}
    />
  ),
}
