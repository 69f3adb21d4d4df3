// Structured values: shown as text, edited by those who know the structure, and told where it breaks.
import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type JsonField, mostJson, readJson } from '#kernel/schema'
import { Blank } from './blank.tsx'
import { type EditProps, type FieldView, inputProps } from './field-view.ts'

const written = (value: unknown): string =>
  value == null ? '' : typeof value === 'string' ? value : JSON.stringify(value, null, 2)

function Edit(props: EditProps<JsonField>) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string | null>(null)
  const take = (text: string): void => {
    setTyped(text)
    // What does not hold is kept as it is written, and refused by the server as it is here.
    const read = readJson(text)
    props.onChange(text.trim() === '' ? null : 'value' in read ? read.value : text)
  }
  const text = typed ?? written(props.value)
  const read = text.trim() === '' ? null : readJson(text)
  const fault = read !== null && 'fault' in read ? read.fault : null
  return (
    <>
      <Input.TextArea
        {...inputProps(props)}
        {...(fault === null ? {} : { status: 'error' as const, 'aria-invalid': true })}
        className="json-text"
        spellCheck={false}
        maxLength={mostJson.length}
        autoSize={{ minRows: props.bare ? 1 : 3, maxRows: 16 }}
        value={text}
        onChange={({ target }) => take(target.value)}
      />
      {fault === null ? null : (
        <small className="late" role="status">
          {t('paste.noJson', { ...fault })}
        </small>
      )}
    </>
  )
}

export const jsonView: FieldView<JsonField> = {
  width: 160,
  Show: ({ value }) => (value == null ? <Blank /> : <code className="cut">{JSON.stringify(value)}</code>),
  ShowWhole: ({ value }) => (value == null ? <Blank /> : <pre className="json-text">{written(value)}</pre>),
  Edit,
}
