// What was published when and by whom, and the way back: what would change is said before it does.
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PublicationNote } from '#kernel/module'
import { type Published, usePublications } from '../../data/definitions.ts'
import { formatMoment } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Card } from '../../ui/small.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'

/** It understands definitions, which the list does not need. */
const RollBackDialog = lazy(() => import('../designer/roll-back-dialog.tsx'))

export function Publications({ published }: { readonly published: Published }) {
  const { t } = useTranslation()
  const { data, isPending, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    usePublications()
  const [chosen, setChosen] = useState<number | null>(null)
  const notes = data?.pages.flat() ?? []
  if (isPending) return <Skeleton rows={3} label={t('loading')} />
  if (isError && data === undefined)
    return <ErrorState title={t('list.failed')} retry={t('retry')} onRetry={() => void refetch()} />
  if (notes.length === 0) return null
  return (
    <Card title={t('publications.title')}>
      <ol className="publications" aria-label={t('publications.title')}>
        {notes.map((note, index) => (
          <Note
            key={note.version}
            note={note}
            isCurrent={index === 0}
            onChoose={() => setChosen(note.version)}
          />
        ))}
      </ol>
      {hasNextPage ? (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('publications.more')}
        </Button>
      ) : null}
      {chosen === null ? null : (
        <Suspense>
          <RollBackDialog version={chosen} published={published} onClose={() => setChosen(null)} />
        </Suspense>
      )}
    </Card>
  )
}

function Note({
  note: { version, at, byName, by, restores },
  isCurrent,
  onChoose,
}: {
  readonly note: PublicationNote
  readonly isCurrent: boolean
  readonly onChoose: () => void
}) {
  const { t } = useTranslation()
  const { now, zone, language } = useFormat()
  return (
    <li>
      <span className="spread">
        {t('publications.version', { version })}{' '}
        <small className="hush">
          {by === null ? t('publications.found') : `${formatMoment(at, now, zone, language)} · ${byName}`}
          {restores === null ? '' : ` · ${t('publications.restores', { version: restores })}`}
        </small>
      </span>
      {isCurrent ? (
        <small className="hush">{t('publications.current')}</small>
      ) : (
        <Button size="small" onClick={onChoose}>
          {t('publications.look', { version })}
        </Button>
      )}
    </li>
  )
}
