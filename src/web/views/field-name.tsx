// What a field is called; where it has help, a small sign that shows it to the hand, the keyboard and the ear.
import { useTranslation } from 'react-i18next'
import type { FieldMetadata } from '#kernel/module'
import { useLabel } from '../data/metadata.ts'
import { helped } from '../ui/help.tsx'
import './field-name.css'

export function FieldName({ field }: { readonly field: FieldMetadata }) {
  const { t } = useTranslation()
  const label = useLabel()
  const name = label(field.label)
  const help = field.help === undefined ? '' : label(field.help)
  if (help === '') return name
  return (
    <>
      {name}{' '}
      <button
        type="button"
        className="plain help-sign"
        aria-label={t('form.help', { field: name })}
        {...helped(help)}
      >
        ?
      </button>
    </>
  )
}
