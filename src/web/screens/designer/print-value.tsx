// A value on a sheet and what it is called there: a field that is chosen, or a formula for who wants more.
import { Input, Select } from 'antd'
import { useState } from 'react'
import type { PrintedValue } from '#kernel/schema'
import type { Language } from '../../ui/format.ts'
import { FormulaInput } from './formula-input.tsx'
import { usePrintFields } from './print-fields.ts'
import { usePrintWords } from './print-words.ts'

export function ValueInput<V extends PrintedValue>({
  object,
  value,
  language,
  id,
  onChange,
}: {
  readonly object: string
  readonly value: V
  readonly language: Language
  readonly id: string
  readonly onChange: (value: V) => void
}) {
  const say = usePrintWords()
  const fields = usePrintFields(object, 'value')
  const isField = value.value === '' || fields.some((field) => field.value === value.value)
  const [isFormula, setFormula] = useState(!isField)
  const set = (text: string): void => onChange({ ...value, value: text })
  return (
    <>
      <div className="print-value">
        {isFormula ? (
          <FormulaInput
            object={object}
            value={value.value}
            id={`${id}-value`}
            label={say('value')}
            isInvalid={false}
            onChange={set}
          />
        ) : (
          <Select
            aria-label={say('value')}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={false}
            value={value.value === '' ? null : value.value}
            placeholder={say('value')}
            options={[...fields]}
            onChange={(chosen: string | null) => set(chosen ?? '')}
          />
        )}
        <Input
          aria-label={say('ownName')}
          placeholder={say('ownName')}
          value={value.label?.[language] ?? ''}
          maxLength={100}
          onChange={({ target }) =>
            onChange({ ...value, label: { 'zh-CN': '', en: '', ...value.label, [language]: target.value } })
          }
        />
      </div>
      <button type="button" className="plain hush" onClick={() => setFormula(!isFormula)}>
        <small>{say(isFormula ? 'byField' : 'formula')}</small>
      </button>
    </>
  )
}
