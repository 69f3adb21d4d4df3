// A line of text; telephone numbers, addresses of mail and pages are links.
import { Input } from 'antd'
import type { TextField } from '#kernel/schema'
import { Blank } from './blank.tsx'
import { type FieldView, inputProps, textOf } from './field-view.ts'

const linkOf: Readonly<Record<NonNullable<TextField['format']>, (text: string) => string | undefined>> = {
  phone: (text) => `tel:${text.replace(/[^\d+]/g, '')}`,
  email: (text) => `mailto:${text}`,
  url: (text) => (/^https?:\/\//i.test(text) ? text : undefined),
}
const kindOf = { phone: 'tel', email: 'email', url: 'url' } as const

export const textView: FieldView<TextField> = {
  width: 200,
  Show: ({ field, value }) => {
    const text = textOf(value)
    if (text === '') return <Blank />
    const link = field.format === undefined ? undefined : linkOf[field.format](text)
    return link === undefined ? (
      text
    ) : (
      <a href={link} rel="noreferrer">
        {text}
      </a>
    )
  },
  Edit: (props) => (
    <Input
      {...inputProps(props)}
      type={props.field.format === undefined ? 'text' : kindOf[props.field.format]}
      value={textOf(props.value)}
      maxLength={props.field.maxLength ?? 500}
      onChange={({ target }) => props.onChange(target.value === '' ? null : target.value)}
    />
  ),
}
