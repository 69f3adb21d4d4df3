// A page about one record: bones while it is asked for, a way to try again, a word where there is none, and the page itself.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Row } from '#kernel/schema'
import { readFault } from '../data/problem-text.ts'
import type { useRecord } from '../data/records.ts'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'

export function WhenLoaded({
  record,
  isWaiting = false,
  children,
}: {
  readonly record: ReturnType<typeof useRecord>
  /** Whether something else has to come before the page is drawn. */
  readonly isWaiting?: boolean
  readonly children: (row: Row) => ReactNode
}) {
  const { t } = useTranslation()
  if (record.isPending || isWaiting)
    return (
      <div className="page">
        <Skeleton rows={10} label={t('loading')} />
      </div>
    )
  if (record.isError && record.data === undefined)
    return (
      <ErrorState
        title={t('list.failed')}
        detail={readFault(record.error, t)}
        retry={t('retry')}
        onRetry={() => void record.refetch()}
      />
    )
  return record.data ? (
    children(record.data)
  ) : (
    <EmptyState title={t('record.none')} hint={t('record.noneHint')} />
  )
}
