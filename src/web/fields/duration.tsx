// Minutes that people read and type as days of 24 hours, hours and minutes.
import type { NumberField } from '#kernel/schema'
import { formatMinutes, readMinutes } from '../ui/format.ts'
import { useFormat } from '../ui/format-context.tsx'
import { Blank } from './blank.tsx'
import { type EditProps, type ShowProps, textOf } from './field-view.ts'
import { NumberInput } from './number-input.tsx'

export function ShowDuration({ value }: ShowProps<NumberField>) {
  const { language } = useFormat()
  const text = textOf(value)
  return text === '' ? <Blank /> : <span className="num">{formatMinutes(text, language)}</span>
}

export function EditDuration(props: EditProps<NumberField>) {
  const { language } = useFormat()
  return (
    <NumberInput
      {...props}
      inputMode="text"
      show={(text) => formatMinutes(text, language)}
      read={readMinutes}
    />
  )
}
