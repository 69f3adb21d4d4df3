// What something is called, in Chinese, English or both.
import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Label } from '#kernel/schema'
import { Row } from './row.tsx'

const longest = 100

export function LabelInputs({
  value,
  id,
  onChange,
  isInvalid = false,
  isFirst = false,
}: {
  readonly value: Label
  readonly id: string
  readonly onChange: (label: Label) => void
  readonly isInvalid?: boolean
  readonly isFirst?: boolean
}) {
  const { t } = useTranslation()
  return (
    <>
      {(['zh-CN', 'en'] as const).map((language) => (
        <Row key={language} label={t(`design.label.${language}`)} id={`${id}-${language}`}>
          <Input
            id={`${id}-${language}`}
            value={value[language]}
            maxLength={longest}
            autoFocus={isFirst && language === 'zh-CN'}
            aria-invalid={isInvalid}
            {...(isInvalid ? { status: 'error' as const } : {})}
            onChange={({ target }) => onChange({ ...value, [language]: target.value })}
          />
        </Row>
      ))}
    </>
  )
}
