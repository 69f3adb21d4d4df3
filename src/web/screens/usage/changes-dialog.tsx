// The changes that a count counts: who, when, from what to what, and on which record.
import { Link } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import { useLabel } from '../../data/metadata.ts'
import { useChanges, type Way } from '../../data/usage.ts'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { EventEntry } from '../../views/timeline.tsx'

export default function ChangesDialog({
  object,
  field,
  way,
  since,
  onClose,
}: {
  readonly object: ObjectMetadata
  readonly field: FieldMetadata
  readonly way: Way
  readonly since: string
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const { data, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useChanges(
    object.name,
    field.name,
    way,
    since,
  )
  const events = data?.pages.flatMap(({ rows }) => rows) ?? []
  // Of each change only the field that was asked about.
  const only = { ...object, fields: [field] }
  return (
    <Modal
      open
      title={t('usage.changes', { field: label(field.label), way: t(`usage.way.${way}`) })}
      footer={null}
      onCancel={onClose}
    >
      {data === undefined && isError ? (
        <ErrorState title={t('list.failed')} retry={t('retry')} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton rows={4} label={t('loading')} />
      ) : (
        <ul className="usage-changes">
          {events.map((event) => (
            <li key={event.id}>
              <EventEntry object={only} event={event} />
              <Link to="/o/$object/$id" params={{ object: object.name, id: event.record }}>
                {t('usage.record')}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {hasNextPage ? (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('usage.older')}
        </Button>
      ) : null}
    </Modal>
  )
}
