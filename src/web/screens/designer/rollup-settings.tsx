// A sum over other records: over which, of what, and which of them count.
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Field, type RollupField, type Schema, scaleOf, target } from '#kernel/schema'
import { useLabel } from '../../data/metadata.ts'
import type { SettingsProps } from './amount-settings.tsx'
import { useDesigning } from './designing-context.ts'
import { FormulaInput } from './formula-input.tsx'
import { Row } from './row.tsx'

type Take = RollupField['take']
const takes: readonly Take[] = ['count', 'sum', 'min', 'max']

/** What can be taken of a record: amounts to add up; amounts, ratios and days to find the least and greatest of. */
export const canTake = (field: Field, take: Take): boolean => {
  const kind = field.type === 'formula' || field.type === 'rollup' ? field.result : field.type
  if (['number', 'decimal', 'money'].includes(kind)) return true
  return take !== 'sum' && (kind === 'date' || kind === 'datetime' || kind === 'percent')
}

/** The roll-up with what follows from the field that is taken: its kind, its digits, its currency. */
export function taking(field: RollupField, schema: Schema | null): RollupField {
  const { currency: _, tax: __, scale: ___, ...plain } = field
  const { field: taken, ...counting } = plain
  if (field.take === 'count') return { ...counting, result: 'decimal', scale: 0 }
  const of = schema?.object(field.object)?.byName.get(taken ?? '')
  if (!of) return { ...plain, result: 'decimal' }
  const kind = of.type === 'formula' || of.type === 'rollup' ? of.result : of.type
  if (kind === 'date' || kind === 'datetime') return { ...plain, result: kind }
  const scale = scaleOf(of)
  const scaled = { ...plain, ...(scale === null ? {} : { scale }) }
  if (kind === 'percent') return { ...scaled, result: kind }
  if (kind !== 'money' || !('currency' in of)) return { ...scaled, result: 'decimal' }
  // A currency that each record names in a field of its own cannot be named by their sum.
  const currency = typeof of.currency === 'string' ? of.currency : 'CNY'
  return { ...scaled, result: 'money', currency, tax: of.tax ?? 'none' }
}

export function RollupSettings({
  field,
  before,
  object,
  id,
  isInvalid,
  onChange,
}: SettingsProps<RollupField>) {
  const { t } = useTranslation()
  const label = useLabel()
  const { checked } = useDesigning()
  const { schema } = checked
  const sources = [...(schema?.objects.values() ?? [])].flatMap((one) =>
    one.fields
      .filter((by) => target(by) === object)
      .map((by) => ({ value: `${one.name} ${by.name}`, label: `${label(one.label)} · ${label(by.label)}` })),
  )
  const source = field.object === '' ? null : `${field.object} ${field.by}`
  const fields = (schema?.object(field.object)?.fields ?? []).filter((one) => canTake(one, field.take))
  const change = (changed: Partial<RollupField>): void => onChange(taking({ ...field, ...changed }, schema))
  return (
    <>
      <Row label={t('design.set.source')} id={`${id}-source`}>
        <Select
          id={`${id}-source`}
          value={source}
          placeholder={t('design.set.sourceWhich')}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          options={sources}
          {...(isInvalid ? { status: 'error' as const } : {})}
          onChange={(value: string) => {
            const [of = '', by = ''] = value.split(' ')
            change({ object: of, by, take: 'count' })
          }}
        />
      </Row>
      <Row label={t('design.set.take')} id={`${id}-take`}>
        <Select
          id={`${id}-take`}
          value={field.take}
          options={takes.map((value) => ({ value, label: t(`design.take.${value}`) }))}
          onChange={(take: Take) => change({ take })}
        />
      </Row>
      {field.take === 'count' ? null : (
        <Row label={t('design.set.taken')} id={`${id}-taken`}>
          <Select
            id={`${id}-taken`}
            value={field.field ?? null}
            options={fields.map((one) => ({ value: one.name, label: label(one.label) }))}
            onChange={(taken: string) => change({ field: taken })}
          />
        </Row>
      )}
      {field.object === '' ? null : (
        <Row label={t('design.set.where')} isWide>
          <FormulaInput
            object={field.object}
            value={field.where ?? ''}
            id={`${id}-where`}
            label={t('design.set.where')}
            isInvalid={isInvalid && before === undefined}
            expected="boolean"
            onChange={(where) => {
              const { where: _, ...rest } = field
              onChange(where === '' ? rest : { ...rest, where })
            }}
          />
        </Row>
      )}
    </>
  )
}
