// A number, drawn in figures or as its field says, and a quantity with a fixed number of fraction digits.
import type { DecimalField, NumberField, NumberShape } from '#kernel/schema'
import { formatNumber } from '../ui/format.ts'
import { Blank } from './blank.tsx'
import { EditDuration, ShowDuration } from './duration.tsx'
import { type EditProps, type FieldView, type ShowProps, textOf } from './field-view.ts'
import { NumberInput } from './number-input.tsx'
import { EditRating, ShowRating } from './rating.tsx'

export function ShowNumber({ value }: Pick<ShowProps, 'value'>) {
  const text = textOf(value)
  return text === '' ? <Blank /> : <span className="num">{formatNumber(text)}</span>
}

const figures = {
  Show: ShowNumber,
  Edit: (props: EditProps<NumberField>) => <NumberInput {...props} show={(text) => formatNumber(text)} />,
}
const shapes: Readonly<Record<NumberShape, Pick<FieldView<NumberField>, 'Show' | 'Edit'>>> = {
  rating: { Show: ShowRating, Edit: EditRating },
  duration: { Show: ShowDuration, Edit: EditDuration },
}
const partsOf = ({ shownAs }: NumberField) => (shownAs === undefined ? figures : shapes[shownAs])

export const numberView: FieldView<NumberField> = {
  width: 110,
  isNumeric: true,
  Show: (props) => {
    const { Show } = partsOf(props.field)
    return <Show {...props} />
  },
  Edit: (props) => {
    const { Edit } = partsOf(props.field)
    return <Edit {...props} />
  },
}

/** Quantities drop trailing zeros when they are shown: 1200.000 is 1,200. */
export const decimalView: FieldView<DecimalField> = {
  width: 110,
  isNumeric: true,
  Show: ShowNumber,
  Edit: (props) => <NumberInput {...props} show={(text) => formatNumber(text)} />,
}
