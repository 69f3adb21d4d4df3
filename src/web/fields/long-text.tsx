// Several lines of text.
import { Input } from 'antd'
import type { LongTextField } from '#kernel/schema'
import { Blank } from './blank.tsx'
import { type FieldView, inputProps, textOf } from './field-view.ts'

export const longTextView: FieldView<LongTextField> = {
  width: 260,
  Show: ({ value }) => {
    const text = textOf(value)
    return text === '' ? <Blank /> : <span className="long-text">{text}</span>
  },
  Edit: (props) => (
    <Input.TextArea
      {...inputProps(props)}
      value={textOf(props.value)}
      maxLength={props.field.maxLength ?? 20_000}
      autoSize={{ minRows: props.bare ? 1 : 2, maxRows: 12 }}
      onChange={({ target }) => props.onChange(target.value === '' ? null : target.value)}
    />
  ),
}
