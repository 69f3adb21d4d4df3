// Nothing to draw: of a search that none of some was found, of an object without records that there are none yet.
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { useMany } from '../data/metadata.ts'
import { EmptyState } from '../ui/states.tsx'
import { isNarrowed, type ListState } from './list-state.ts'

export function NoRecords({ object, state }: { readonly object: ObjectMetadata; readonly state: ListState }) {
  const { t } = useTranslation()
  const many = useMany()
  return (
    <EmptyState
      title={isNarrowed(state) ? t('list.nothingFound') : t('list.none', { object: many(object) })}
    />
  )
}
