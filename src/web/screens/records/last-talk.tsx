// The latest conversation about a record, as its stream tells it.
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { useCatalog } from '../../data/metadata.ts'
import { usePages } from '../../data/records.ts'
import { Skeleton } from '../../ui/states.tsx'
import { aroundEntry, type StreamEntry } from '../../views/stream-entries.ts'
import { Entry } from '../../views/stream-entry.tsx'
import { sourcesOf } from '../../views/stream-sources.ts'

export function LastTalk({ object, id }: { readonly object: ObjectMetadata; readonly id: string }) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const source = sourcesOf(object, id, catalog).find(({ key }) => key === object.overview?.talk?.object)
  // The stream asks the same question: it is asked once.
  const pages = usePages(source?.query ?? { object: object.name }, source !== undefined, 'around')
  if (pages.isPending && source !== undefined) return <Skeleton rows={3} label={t('loading')} />
  const last = pages.data?.pages[0]?.rows[0]
  const [entry]: readonly StreamEntry[] = source && last ? aroundEntry(source, last, 'UTC') : []
  return entry === undefined ? (
    <small className="hush">{t('talk.none')}</small>
  ) : (
    <Entry entry={entry} object={object} />
  )
}
