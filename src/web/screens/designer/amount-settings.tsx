// What amounts and numbers ask for: their digits, their bounds, their currency.
import { Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '#kernel/schema'
import { Row } from './row.tsx'

export type SettingsProps<F extends Field = Field> = {
  readonly field: F
  /** The field as it was published; undefined for a new one. */
  readonly before: Field | undefined
  readonly object: string
  readonly id: string
  readonly isInvalid: boolean
  readonly onChange: (field: Field) => void
}

const scales = [0, 1, 2, 3, 4, 6].map((value) => ({ value, label: String(value) }))
const currencies = ['CNY', 'USD', 'EUR', 'HKD', 'JPY', 'GBP'].map((value) => ({ value, label: value }))
const decimal = /^-?\d+(\.\d+)?$/

/** A key left out, where nothing is set. */
export function set<F extends Field, K extends string>(field: F, key: K, value: unknown): Field {
  const { [key]: _, ...rest } = field as unknown as Record<string, unknown>
  return (value === undefined || value === null || value === ''
    ? rest
    : { ...rest, [key]: value }) as unknown as Field
}

export function Bounds(props: SettingsProps) {
  const { t } = useTranslation()
  const { field, id, onChange } = props
  const bounds = field as { readonly min?: string; readonly max?: string }
  return (
    <>
      {(['min', 'max'] as const).map((key) => (
        <Row key={key} label={t(`design.set.${key}`)} id={`${id}-${key}`}>
          <NumberText
            id={`${id}-${key}`}
            value={bounds[key] ?? ''}
            onChange={(value) => onChange(set(field, key, value))}
          />
        </Row>
      ))}
    </>
  )
}

/** A number as it is typed; told only when it is one, or nothing. */
function NumberText({
  id,
  value,
  onChange,
}: {
  readonly id: string
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  const isNumber = typed === '' || decimal.test(typed)
  return (
    <Input
      id={id}
      inputMode="decimal"
      value={typed}
      maxLength={30}
      aria-invalid={!isNumber}
      {...(isNumber ? {} : { status: 'error' as const })}
      onChange={({ target }) => {
        setTyped(target.value)
        if (target.value === '' || decimal.test(target.value)) onChange(target.value)
      }}
    />
  )
}

export function Scale({ field, id, onChange }: SettingsProps) {
  const { t } = useTranslation()
  const { scale } = field as { readonly scale?: number }
  return (
    <Row label={t('design.set.scale')} id={`${id}-scale`}>
      <Select
        id={`${id}-scale`}
        value={scale ?? 2}
        options={scales}
        onChange={(value: number) => onChange(set(field, 'scale', value))}
      />
    </Row>
  )
}

export function Money({ field, id, onChange }: SettingsProps) {
  const { t } = useTranslation()
  const { currency = 'CNY', tax = 'none' } = field as { readonly currency?: unknown; readonly tax?: string }
  return (
    <>
      {typeof currency === 'string' ? (
        <Row label={t('design.set.currency')} id={`${id}-currency`}>
          <Select
            id={`${id}-currency`}
            value={currency}
            options={currencies}
            onChange={(value: string) => onChange(set(field, 'currency', value))}
          />
        </Row>
      ) : null}
      <Row label={t('design.set.tax')} id={`${id}-tax`}>
        <Select
          id={`${id}-tax`}
          value={tax}
          options={['inclusive', 'exclusive', 'none'].map((value) => ({
            value,
            label: t(`design.tax.${value}`),
          }))}
          onChange={(value: string) => onChange(set(field, 'tax', value))}
        />
      </Row>
    </>
  )
}
