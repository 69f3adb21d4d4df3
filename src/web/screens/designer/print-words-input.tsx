// Words of a sheet in the language being edited, with fields to put into them.
import { Input, Select } from 'antd'
import { useRef } from 'react'
import type { WovenText } from '#kernel/schema'
import type { Language } from '../../ui/format.ts'
import { usePrintFields } from './print-fields.ts'
import { usePrintWords } from './print-words.ts'
import { Row } from './row.tsx'

const longest = 10_000

export function WordsInput({
  object,
  label,
  id,
  value,
  language,
  onChange,
}: {
  readonly object: string
  readonly label: string
  readonly id: string
  readonly value: WovenText
  readonly language: Language
  readonly onChange: (text: WovenText) => void
}) {
  const say = usePrintWords()
  const fields = usePrintFields(object, 'words')
  const frame = useRef<HTMLDivElement>(null)
  const text = value[language]
  const set = (changed: string): void => onChange({ ...value, [language]: changed })
  const insert = (field: string): void => {
    const area = frame.current?.querySelector('textarea')
    const at = area?.selectionStart ?? text.length
    set(`${text.slice(0, at)}{${field}}${text.slice(area?.selectionEnd ?? text.length)}`)
    area?.focus()
  }
  return (
    <Row label={label} id={id} isWide hint={say('wordsHint')}>
      <div className="formula" ref={frame}>
        <Input.TextArea
          id={id}
          value={text}
          maxLength={longest}
          autoSize={{ minRows: 2, maxRows: 12 }}
          onChange={({ target }) => set(target.value)}
        />
        <div className="formula-tools">
          <Select
            size="small"
            aria-label={say('insert')}
            placeholder={say('insert')}
            value={null}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={false}
            options={[...fields]}
            onChange={(field: string | null) => {
              if (field !== null) insert(field)
            }}
          />
        </div>
      </div>
    </Row>
  )
}
