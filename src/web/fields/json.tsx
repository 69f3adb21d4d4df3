// Structured values: shown as text, edited by those who know the structure.
import { Input } from 'antd'
import { useState } from 'react'
import type { Json, JsonField } from '#kernel/schema'
import { Blank } from './blank.tsx'
import { type EditProps, type FieldView, inputProps } from './field-view.ts'

const written = (value: unknown): string => (value == null ? '' : JSON.stringify(value, null, 1))

function Edit(props: EditProps<JsonField>) {
  const [typed, setTyped] = useState<string | null>(null)
  const take = (text: string): void => {
    setTyped(text)
    try {
      props.onChange(text.trim() === '' ? null : (JSON.parse(text) as Json))
    } catch {
      props.onChange(text)
    }
  }
  return (
    <Input.TextArea
      {...inputProps(props)}
      autoSize={{ minRows: 2, maxRows: 10 }}
      value={typed ?? written(props.value)}
      onChange={({ target }) => take(target.value)}
    />
  )
}

export const jsonView: FieldView<JsonField> = {
  width: 160,
  Show: ({ value }) => (value == null ? <Blank /> : <code className="cut">{JSON.stringify(value)}</code>),
  Edit,
}
