// The place of a record's stream: its code comes after the record is drawn, so that the record is there sooner.
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { Card } from '../ui/small.tsx'
import { Skeleton } from '../ui/states.tsx'

const Stream = lazy(() => import('./record-stream.tsx'))

export function RecordStream(props: { readonly object: ObjectMetadata; readonly id: string }) {
  const { t } = useTranslation()
  const waiting = (
    <Card title={t('room.stream')} className="stream-card">
      <Skeleton rows={8} label={t('loading')} />
    </Card>
  )
  return (
    <Suspense fallback={waiting}>
      <Stream {...props} />
    </Suspense>
  )
}
