// What a field that is left alone begins with, as far as its default says so outright.
import { useTranslation } from 'react-i18next'
import type { Field, FormulaText } from '#kernel/schema'
import { useLabel } from '../data/metadata.ts'
import { useMe } from '../data/session.ts'
import { formatPercent } from '../ui/format.ts'

/** The value that a default names; undefined where there is none, or where it must be computed. */
export function beginsAs(text: FormulaText | undefined): boolean | string | undefined {
  const plain = text?.trim() ?? ''
  if (/^(true|false)$/i.test(plain)) return plain.toLowerCase() === 'true'
  return /^'([^'\\]+)'$/.exec(plain)?.[1] ?? /^\d+(?:\.\d+)?$/.exec(plain)?.[0]
}

/** Says what will stand in a field with a default that is left blank; nothing of a switch, which shows it. */
export function useAutomatic(): (field: Field) => string {
  const { t } = useTranslation()
  const label = useLabel()
  const me = useMe()
  const named: Readonly<Record<string, string | null>> = {
    'me.id': me.name,
    'me.department': me.departmentName,
    'TODAY()': t('form.today'),
    'NOW()': t('form.now'),
  }
  return (field) => {
    const begins = beginsAs(field.default)
    if (typeof begins === 'boolean') return ''
    const text = field.default?.trim() ?? ''
    const value = named[text] ?? (begins === undefined ? null : written(field, begins, label))
    return value ? t('form.automaticAs', { value }) : t('form.automatic')
  }
}

function written(field: Field, value: string, label: ReturnType<typeof useLabel>): string {
  if (field.type === 'percent') return formatPercent(value)
  if (field.type !== 'select') return value
  return label(field.options.find(({ key }) => key === value)?.label)
}
