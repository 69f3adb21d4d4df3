// Formulas and roll-ups: the value is the system's, drawn like a stored value of its kind.
import type { ReactElement } from 'react'
import { type FormulaField, type ResultType, type RollupField, textFormat, type Value } from '#kernel/schema'
import { Blank } from './blank.tsx'
import { ShowBoolean } from './boolean.tsx'
import { ShowDate, ShowDatetime } from './date.tsx'
import { type FieldView, type ShowProps, textOf } from './field-view.ts'
import { ShowMoney } from './money.tsx'
import { ShowNumber } from './number.tsx'
import { ShowPercent } from './percent.tsx'
import { OptionTag } from './select.tsx'
import { FormattedText, WithCode } from './text.tsx'

type Computed = FormulaField | RollupField

const shows: Readonly<Record<ResultType, (props: ShowProps<Computed>) => ReactElement>> = {
  text: ({ field, value }) => <ShowText field={field} value={value} />,
  decimal: ShowNumber,
  money: ({ field, value, row }) => (
    <ShowMoney value={value} row={row} currency={field.currency} scale={field.scale} tax={field.tax} />
  ),
  percent: ShowPercent,
  boolean: ({ value }) => <ShowBoolean value={value} />,
  date: ShowDate,
  datetime: ShowDatetime,
}

function ShowText({ field, value }: { readonly field: Computed; readonly value: Value | undefined }) {
  const text = textOf(value)
  if (text === '') return <Blank />
  if ('options' in field && field.options) return <OptionTag options={field.options} value={text} />
  return (
    <span>
      {'format' in field && field.format ? <FormattedText format={field.format} text={text} /> : text}
    </span>
  )
}

function Show(props: ShowProps<Computed>) {
  const Inner = shows[props.field.result]
  return <Inner {...props} />
}

const Edit = (props: ShowProps<Computed>) => (
  <span className="computed">
    <Show {...props} />
  </span>
)

/** A look-up of a code is drawn as one, too. */
const ShowWhole = (props: ShowProps<FormulaField>) => {
  const text = textOf(props.value)
  const { format } = props.field
  return text !== '' && format && textFormat(format).code ? (
    <WithCode format={format} text={text} />
  ) : (
    <Show {...props} />
  )
}

export const formulaView: FieldView<FormulaField> = { width: 130, Show, Edit, ShowWhole }
export const rollupView: FieldView<RollupField> = { width: 130, Show, Edit }

export const isNumericResult = (result: ResultType): boolean =>
  result === 'decimal' || result === 'money' || result === 'percent'
