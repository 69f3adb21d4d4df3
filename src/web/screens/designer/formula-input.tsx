// A formula as people write it: over labels, with what can be read and called at hand, and what is wrong with it said at once.
import { Input, Select } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabel } from '../../data/metadata.ts'
import type { Language } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { useDesigning } from './designing-context.ts'

const plainName = /^[\p{L}_][\p{L}\p{N}_]*$/u
const spelt = (label: string): string => (plainName.test(label) ? label : `[${label.replaceAll(']', ']]')}]`)
const longest = 4000

/** A function's name, and beside it the one that Chinese readers know it by. */
function spoken(name: string, aliases: readonly string[], language: Language): string {
  const chinese = language === 'zh-CN' ? aliases.find((alias) => /\p{Script=Han}/u.test(alias)) : undefined
  return chinese === undefined ? name : `${name} ${chinese}`
}

export function FormulaInput({
  object,
  value,
  id,
  label,
  isInvalid,
  onChange,
}: {
  /** Over whose fields. */
  readonly object: string
  readonly value: string
  readonly id: string
  readonly label: string
  readonly isInvalid: boolean
  readonly onChange: (text: string) => void
}) {
  const { t } = useTranslation()
  const say = useLabel()
  const { language } = useFormat()
  const { checked, language: formulas } = useDesigning()
  const frame = useRef<HTMLDivElement>(null)
  const fields = checked.schema?.object(object)?.fields ?? []
  const insert = (text: string): void => {
    const area = frame.current?.querySelector('textarea')
    const at = area?.selectionStart ?? value.length
    const before = value.slice(0, at)
    const space = before === '' || /[\s(,]$/.test(before) ? '' : ' '
    onChange(before + space + text + value.slice(area?.selectionEnd ?? value.length))
    area?.focus()
  }
  return (
    <div className="formula" ref={frame}>
      <Input.TextArea
        id={id}
        aria-label={label}
        value={value}
        maxLength={longest}
        autoSize={{ minRows: 2, maxRows: 8 }}
        aria-invalid={isInvalid}
        {...(isInvalid ? { status: 'error' as const } : {})}
        onChange={({ target }) => onChange(target.value)}
      />
      <div className="formula-tools">
        <Select
          size="small"
          aria-label={t('design.formula.field')}
          placeholder={t('design.formula.field')}
          value={null}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          options={fields
            .filter(({ type }) => type !== 'lines')
            .map((field) => ({ value: field.name, label: say(field.label) || field.name }))}
          onChange={(_: string | null, option) => {
            const chosen = Array.isArray(option) ? undefined : option
            if (chosen) insert(spelt(chosen.label))
          }}
        />
        <Select
          size="small"
          aria-label={t('design.formula.function')}
          placeholder={t('design.formula.function')}
          value={null}
          showSearch={{ optionFilterProp: 'search' }}
          popupMatchSelectWidth={false}
          options={(formulas?.functionTable ?? [])
            .filter(({ group }) => group !== 'operator')
            .map(({ name, aliases, doc }) => ({
              value: name,
              label: `${spoken(name, aliases, language)} — ${doc[language]}`,
              search: [name, ...aliases, doc[language]].join(' '),
            }))}
          onChange={(name: string | null) => {
            if (name !== null) insert(`${name}(`)
          }}
        />
      </div>
    </div>
  )
}
