// By which field the rows of a list are gathered.
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { useLabel } from '../data/metadata.ts'
import { ChipChoice } from './chip-choice.tsx'
import { canGroup } from './groups.ts'

export function GroupChoice({
  object,
  group,
  onGroup,
}: {
  readonly object: ObjectMetadata
  readonly group: string
  readonly onGroup: (group: string) => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const fields = object.fields.filter(canGroup)
  if (fields.length === 0) return null
  return (
    <ChipChoice
      label={t('groups.by')}
      value={group}
      options={[
        { key: '', label: t('groups.none') },
        ...fields.map(({ name, label: text }) => ({ key: name, label: label(text) })),
      ]}
      onChange={onGroup}
    />
  )
}
