// What a field begins with, chosen without writing a formula where that can be helped.
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '#kernel/schema'
import { useLabel } from '../../data/metadata.ts'
import {
  type DefaultMode,
  fixedFormula,
  fixedValue,
  hasFixedDefault,
  modeOf,
  readyDefaults,
} from './defaults.ts'
import { FormulaInput } from './formula-input.tsx'
import { Row } from './row.tsx'

type DefaultProps = {
  readonly field: Field
  readonly object: string
  readonly id: string
  readonly isInvalid: boolean
  readonly onChange: (field: Field) => void
}

export function withDefault(field: Field, formula: string | undefined): Field {
  const { default: _, ...rest } = field
  return (formula === undefined ? rest : { ...rest, default: formula }) as Field
}

export function DefaultInput(props: DefaultProps) {
  const { t } = useTranslation()
  const { field, object, id, isInvalid, onChange } = props
  const [chosen, setChosen] = useState<DefaultMode>(() => modeOf(field))
  const ready = readyDefaults(field)
  const mode = chosen === 'none' && field.default !== undefined ? modeOf(field) : chosen
  const choose = (next: DefaultMode): void => {
    setChosen(next)
    const found = ready.find(({ name }) => `ready:${name}` === next)
    onChange(withDefault(field, found?.formula ?? (next === 'formula' ? field.default : undefined)))
  }
  const modes: readonly { readonly value: DefaultMode; readonly label: string }[] = [
    { value: 'none', label: t('design.default.none') },
    ...ready.map(({ name }) => ({ value: `ready:${name}` as const, label: t(`design.default.${name}`) })),
    ...(hasFixedDefault(field) ? [{ value: 'fixed' as const, label: t('design.default.fixed') }] : []),
    { value: 'formula', label: t('design.default.formula') },
  ]
  return (
    <>
      <Row label={t('design.set.default')} id={`${id}-default`}>
        <Select id={`${id}-default`} value={mode} options={[...modes]} onChange={choose} />
      </Row>
      {mode === 'fixed' ? <FixedDefault {...props} /> : null}
      {mode === 'formula' ? (
        <Row label={t('design.default.formula')} isWide>
          <FormulaInput
            object={object}
            value={field.default ?? ''}
            id={`${id}-default-formula`}
            label={t('design.default.formula')}
            isInvalid={isInvalid}
            shown={field}
            onChange={(text) => onChange(withDefault(field, text === '' ? undefined : text))}
          />
        </Row>
      ) : null}
    </>
  )
}

function FixedDefault({ field, id, onChange }: DefaultProps) {
  const { t } = useTranslation()
  const label = useLabel()
  const stored = field.default === undefined ? '' : (fixedValue(field, field.default) ?? '')
  const [typed, setTyped] = useState(stored)
  const write = (value: string): void => {
    setTyped(value)
    onChange(withDefault(field, fixedFormula(field, value)))
  }
  return (
    <Row label={t('design.default.fixed')} id={`${id}-fixed`}>
      {field.type === 'select' ? (
        <Select
          id={`${id}-fixed`}
          value={stored === '' ? null : stored}
          options={field.options.map((option) => ({ value: option.key, label: label(option.label) }))}
          onChange={write}
        />
      ) : (
        <Input id={`${id}-fixed`} value={typed} onChange={({ target }) => write(target.value)} />
      )}
    </Row>
  )
}
