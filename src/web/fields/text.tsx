// A line of text; a format says how it is shown and typed, and whether it is a link.
import { Input } from 'antd'
import { lazy, Suspense } from 'react'
import { type TextField, type TextFormat, textFormat } from '#kernel/schema'
import { useCatalog, useLabel } from '../data/metadata.ts'
import { Blank } from './blank.tsx'
import { type EditProps, type FieldView, inputProps, textOf } from './field-view.ts'

/** Room for the blanks and hyphens of a number that is pasted; what is stored is measured by the server. */
const mostTyped = 500

/** Formats that are typed in a way of their own. */
const RoleEdit = lazy(() => import('./role-edit.tsx'))
const inputs: Partial<Readonly<Record<TextFormat, React.ComponentType<EditProps<TextField>>>>> = {
  address: lazy(() => import('./address-edit.tsx')),
  location: lazy(() => import('./location-edit.tsx')),
  barcode: lazy(() => import('./code-edit.tsx')),
  qr: lazy(() => import('./code-edit.tsx')),
}

const Code = lazy(() => import('./code.tsx'))

/** With the code that it is drawn as. */
export const WithCode = ({ format, text }: { readonly format: TextFormat; readonly text: string }) => (
  <span className="with-code">
    <FormattedText format={format} text={text} />
    <Suspense>
      <Code text={text} drawn={textFormat(format).code ?? 'square'} />
    </Suspense>
  </span>
)

export function FormattedText({ format, text }: { readonly format: TextFormat; readonly text: string }) {
  const { link, shown } = textFormat(format)
  const address = link?.(text)
  const words = shown?.(text) ?? text
  return address === undefined ? (
    words
  ) : (
    <a href={address} rel="noreferrer">
      {words}
    </a>
  )
}

export const textView: FieldView<TextField> = {
  width: 200,
  Show: ({ field, value }) => {
    const text = textOf(value)
    if (text === '') return <Blank />
    if (field.names === 'role') return <RoleName name={text} />
    return field.format === undefined ? text : <FormattedText format={field.format} text={text} />
  },
  ShowWhole: (props) => {
    const { format } = props.field
    const text = textOf(props.value)
    return text !== '' && format && textFormat(format).code ? (
      <WithCode format={format} text={text} />
    ) : (
      <textView.Show {...props} />
    )
  },
  Edit: (props) => {
    const { format, maxLength, names } = props.field
    const Own = names === 'role' ? RoleEdit : format && inputs[format]
    if (Own)
      return (
        <Suspense>
          <Own {...props} />
        </Suspense>
      )
    return (
      <Input
        {...inputProps(props)}
        inputMode={(format && textFormat(format).inputMode) ?? 'text'}
        value={textOf(props.value)}
        maxLength={format ? mostTyped : (maxLength ?? mostTyped)}
        onChange={({ target }) => props.onChange(target.value === '' ? null : target.value)}
      />
    )
  },
}

/** What the workspace calls the role; its name where it has none of that name. */
function RoleName({ name }: { readonly name: string }) {
  const label = useLabel()
  const { roles } = useCatalog().metadata
  return label(roles.find((role) => role.name === name)?.label) || name
}
