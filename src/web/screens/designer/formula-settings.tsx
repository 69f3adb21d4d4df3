// A computed field: what it computes, and as what it is shown.
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { FormulaField, ResultType, Schema } from '#kernel/schema'
import { Money, type SettingsProps } from './amount-settings.tsx'
import { useDesigning } from './designing-context.ts'
import { FormulaInput } from './formula-input.tsx'
import type { FormulaLanguage } from './formula-language.ts'
import { Row } from './row.tsx'

const numeric: readonly ResultType[] = ['decimal', 'money', 'percent']

/** What a formula gives decides as what it may be shown; nothing is asked that can be known. */
export function resultFor(
  language: FormulaLanguage | null,
  text: string,
  schema: Schema | null,
  object: string,
  now: ResultType,
): ResultType {
  const formula = schema?.object(object) ? language?.compileFormula(text, { schema, object }) : undefined
  if (!formula?.ok) return now
  const { kind } = formula.value.result
  if (kind === 'number') return numeric.includes(now) ? now : 'decimal'
  return kind === 'boolean' || kind === 'date' || kind === 'datetime' ? kind : 'text'
}

export function FormulaSettings({
  field,
  before,
  object,
  id,
  isInvalid,
  onChange,
}: SettingsProps<FormulaField>) {
  const { t } = useTranslation()
  const { checked, language } = useDesigning()
  const write = (text: string): void => {
    const result = before ? field.result : resultFor(language, text, checked.schema, object, field.result)
    onChange(shownAs({ ...field, formula: text }, result))
  }
  const isNumber = numeric.includes(field.result)
  return (
    <>
      <Row label={t('design.set.formula')} isWide>
        <FormulaInput
          object={object}
          value={field.formula}
          id={`${id}-formula`}
          label={t('design.set.formula')}
          isInvalid={isInvalid}
          expected={language?.kindOfField(field)?.kind}
          shown={field}
          onChange={write}
        />
      </Row>
      <Row label={t('design.set.result')} id={`${id}-result`}>
        <Select
          id={`${id}-result`}
          value={field.result}
          disabled={!isNumber}
          options={(isNumber ? numeric : [field.result]).map((value) => ({
            value,
            label: t(`admin.types.${value}`),
          }))}
          onChange={(result: ResultType) => onChange(shownAs(field, result))}
        />
      </Row>
      {field.result === 'money' ? (
        <Money
          field={field}
          before={before}
          object={object}
          id={id}
          isInvalid={isInvalid}
          onChange={onChange}
        />
      ) : null}
    </>
  )
}

/** Amounts carry a currency, numbers two digits; nothing else carries either. */
function shownAs(field: FormulaField, result: ResultType): FormulaField {
  const { currency = 'CNY', tax = 'none', scale: _, ...plain } = field
  if (result === 'money') return { ...plain, result, currency, tax }
  return result === 'decimal' ? { ...plain, result, scale: field.scale ?? 2 } : { ...plain, result }
}
