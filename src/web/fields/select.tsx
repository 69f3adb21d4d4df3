// One of some choices, or several of them.
import type { MultiSelectField, Option, SelectField } from '#kernel/schema'
import { useLabel } from '../data/metadata.ts'
import { Tag } from '../ui/small.tsx'
import { Blank } from './blank.tsx'
import { Choice } from './choice.tsx'
import { type FieldView, inputProps, textOf } from './field-view.ts'
import { idsOf } from './ids.ts'

export function OptionTag({
  options,
  value,
}: {
  readonly options: readonly Option[]
  readonly value: string
}) {
  const label = useLabel()
  const option = options.find(({ key }) => key === value)
  return <Tag color={option?.color}>{option === undefined ? value : label(option.label)}</Tag>
}

const useChoices = (options: readonly Option[], chosen: readonly string[]) => {
  const label = useLabel()
  return options
    .filter(({ retired, key }) => !retired || chosen.includes(key))
    .map((option) => ({ value: option.key, label: label(option.label) }))
}

export const selectView: FieldView<SelectField> = {
  width: 110,
  Show: ({ field, value }) => {
    const key = textOf(value)
    return key === '' ? <Blank /> : <OptionTag options={field.options} value={key} />
  },
  Edit: (props) => {
    const label = useLabel()
    const key = textOf(props.value)
    const choices = useChoices(props.field.options, [key])
    return (
      <Choice
        {...inputProps(props)}
        listLabel={label(props.field.label)}
        allowClear={!props.field.required}
        showSearch={choices.length > 8 ? { optionFilterProp: 'label' } : false}
        value={key === '' ? null : key}
        options={choices}
        onChange={(chosen: string | undefined) => props.onChange(chosen ?? null)}
      />
    )
  },
}

export const multiSelectView: FieldView<MultiSelectField> = {
  width: 180,
  Show: ({ field, value }) => {
    const keys = idsOf(value)
    if (keys.length === 0) return <Blank />
    return (
      <span className="tags">
        {keys.map((key) => (
          <OptionTag key={key} options={field.options} value={key} />
        ))}
      </span>
    )
  },
  Edit: (props) => {
    const label = useLabel()
    const keys = idsOf(props.value)
    return (
      <Choice
        {...inputProps(props)}
        listLabel={label(props.field.label)}
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        value={[...keys]}
        options={useChoices(props.field.options, keys)}
        onChange={(chosen: string[]) => props.onChange(chosen)}
      />
    )
  },
}
