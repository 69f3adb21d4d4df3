// What can be done to the records that are marked in a list.
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { Query } from '#kernel/records'
import { mayDo } from '../data/catalog.ts'
import { isTyped } from '../fields/index.tsx'
import { askAllIds } from './ask-all-ids.ts'
import type { BulkWish } from './bulk-dialog.tsx'
import type { Selection } from './use-selection.ts'
import './bulk.css'

const BulkDialog = lazy(() => import('./bulk-dialog.tsx'))

export function SelectionBar({
  object,
  query,
  total,
  selection,
}: {
  readonly object: ObjectMetadata
  readonly query: Query
  /** How many the list has, as far as that is known. */
  readonly total: number | undefined
  readonly selection: Selection
}) {
  const { t } = useTranslation()
  const [wish, setWish] = useState<BulkWish | null>(null)
  const [isAsking, setAsking] = useState(false)
  const count = selection.ids.size
  const canEdit = mayDo(object, 'update')
  const person = object.fields.find((field) => field.type === 'person' && field.writable && isTyped(field))
  const markAll = async (): Promise<void> => {
    setAsking(true)
    selection.set(await askAllIds(query).catch(() => []))
    setAsking(false)
  }
  if (count === 0 && wish === null) return null
  return (
    <div className="selection-bar" role="toolbar" aria-label={t('bulk.bar')}>
      <b>{t('bulk.marked', { count })}</b>
      {total !== undefined && total > count ? (
        <Button type="link" size="small" loading={isAsking} onClick={() => void markAll()}>
          {t('bulk.markAll', { count: total })}
        </Button>
      ) : null}
      <span className="spread" />
      {canEdit ? (
        <Button size="small" onClick={() => setWish({ kind: 'edit' })}>
          {t('bulk.editField')}
        </Button>
      ) : null}
      {canEdit && person !== undefined ? (
        <Button size="small" onClick={() => setWish({ kind: 'edit', field: person.name })}>
          {t('bulk.assign')}
        </Button>
      ) : null}
      {mayDo(object, 'remove') ? (
        <Button size="small" danger onClick={() => setWish({ kind: 'remove' })}>
          {t('remove')}
        </Button>
      ) : null}
      <Button size="small" type="text" onClick={() => selection.set([])}>
        {t('bulk.clear')}
      </Button>
      <Suspense>
        {wish === null ? null : (
          <BulkDialog
            object={object}
            ids={[...selection.ids]}
            wish={wish}
            onClose={(isDone) => {
              setWish(null)
              if (isDone) selection.set([])
            }}
          />
        )}
      </Suspense>
    </div>
  )
}
