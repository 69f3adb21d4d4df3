// An attached file by its name, and the ids in a value.
import { useTranslation } from 'react-i18next'

export const idsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []

export const names = new Map<string, string>()

export function FileLink({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  return (
    <a href={`/api/files/${id}`} target="_blank" rel="noreferrer">
      {names.get(id) ?? t('file.open')}
    </a>
  )
}
